import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseUnit } from '../normalise/units.ts';
import { isNonFiniteWord } from '../text/number.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

const PROVIDERS =
  /(?:^|[^a-z])(?:triton|torch|pytorch|cublas|cudnn|native|naive|flash|apex|xformers|jax|eager|inductor|cutlass|rocblas|baseline|reference|fused|custom|ours)(?:$|[^a-z])/i;

/** Names of sizes, as kernels and `x_names` call them. */
const SIZES =
  /^[a-z]$|^[a-z]{1,4}_(?:ctx|dim|head|len)$|(?:^|[_ ])(?:size|sizes|len|length|dim|dims|rows|cols|batch|heads|head|seq|seqlen|ctx|hidden|channels|tokens|experts|topk|width|height|stride|block|elements|numel|n|m|k)(?:$|[_ ])/i;

/** A result is a whole number now and then, but not in so many rows. */
const ENOUGH_ROWS = 4;

/** Tables that `triton.testing.perf_report` saves. */
export const triton: Format = {
  id: 'triton',
  title: 'Triton perf_report',
  proof: 'Real files of the reference corpus, with and without units in the headers.',
  about:
    'CSV of `triton.testing.perf_report`: one row per size, one column per provider, all numbers with six decimals. The sizes and the provider are parameters; units come from the column names where a plot’s label gave one.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType !== 'csv' || head.header === null || head.header.length < 2) return null;
    const rows = head.text.trimEnd().split(/\r?\n/).slice(1);
    if (!head.whole) rows.pop();
    const isReport = rows.length > 0 && rows.every((row) => isRow(row, head.header?.length ?? 0));
    if (!isReport) return null;
    const named = head.header.slice(1).some((cell) => PROVIDERS.test(cell));
    return {
      score: named ? 0.9 : 0.55,
      reason: 'sizes and providers in columns, all numbers with six decimals',
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ header: 'first', unitRow: 'never', delimiter: ',' });
    for (const found of table.problems) out.problem(found);
    const name = file.name.replace(/\.csv$/i, '');
    const sizes = sizeColumns(table);
    const run = out.run({ tool: 'Triton' });
    for (let row = 0; row < table.rowCount; row++) {
      addRow({ table, row, sizes, name }, run, out);
      if (row % 1000 === 999) yield;
    }
    return yield* out.finish(() => file.text());
  },
};

/** "4096.000000,8.000000,nan": the first cell is a whole number. */
function isRow(row: string, width: number): boolean {
  const cells = row.split(',').map((cell) => cell.trim());
  return (
    cells.length === width &&
    /^\d+\.000000$/.test(cells[0] ?? '') &&
    cells.every((cell) => /^-?\d+\.\d{6}$/.test(cell) || cell === '' || isNonFiniteWord(cell))
  );
}

/** The columns at the left that hold sizes, not measurements: at least one, and never all. */
function sizeColumns(table: Table): number {
  let count = 1;
  while (count < table.columnCount - 1 && isSize(table, count)) count++;
  return count;
}

/** Whole numbers under the name of a size; under a name that tells nothing, only where there are many of them. */
function isSize(table: Table, column: number): boolean {
  const name = table.header[column] ?? '';
  if (PROVIDERS.test(name) || columnOf(name).spec.unit !== null || !isWhole(table, column)) return false;
  return SIZES.test(name) || table.rowCount >= ENOUGH_ROWS;
}

function isWhole(table: Table, column: number): boolean {
  for (let row = 0; row < table.rowCount; row++)
    if (!/^\d+\.0+$/.test(table.text(row, column).trim())) return false;
  return table.rowCount > 0;
}

interface Row {
  readonly table: Table;
  readonly row: number;
  /** How many columns at the left are sizes. */
  readonly sizes: number;
  readonly name: string;
}

function addRow({ table, row, sizes, name }: Row, run: RunBuilder, out: ResultBuilder): void {
  const parameters: Record<string, number> = {};
  for (let column = 0; column < sizes; column++) {
    const size = table.number(row, column);
    if (Number.isNaN(size)) {
      out.problem(problem('warning', 'This row has no size and was not read.', table.line(row)));
      return;
    }
    parameters[table.header[column] ?? `column ${column + 1}`] = size;
  }
  for (let column = sizes; column < table.columnCount; column++) {
    const header = table.header[column] ?? '';
    const { provider, spec } = columnOf(header);
    const text = table.text(row, column).trim();
    const value = table.number(row, column);
    const failed = { outcome: 'failed', error: text === '' ? 'no value' : `no value (${text})` } as const;
    run
      .benchmark(name, { ...parameters, provider })
      .measure(header, spec)
      .sample(value, table.place(row, column), Number.isNaN(value) ? failed : {});
  }
}

/** "Triton (GB/s)" is provider Triton in GB/s; a bare name tells nothing of what was measured. */
function columnOf(header: string): { provider: string; spec: MeasureSpec } {
  const found = /^(.+?) \(([^()]+)\)$/.exec(header);
  const unit = found === null ? null : parseUnit(found[2] ?? '');
  if (found === null || unit === null)
    return {
      provider: header,
      spec: { metric: 'performance', unit: null, direction: 'none', column: header },
    };
  const metrics: Readonly<Record<string, string>> = {
    'B/s': 'bandwidth',
    'FLOP/s': 'compute-throughput',
    s: 'kernel-time',
  };
  const metric = metrics[unit.unit];
  const known = metric === undefined ? { metric: 'performance', direction: 'none' as const } : { metric };
  return { provider: found[1] ?? header, spec: { ...known, unit: found[2] ?? null, column: header } };
}
