import { problem } from '../model/problem.ts';
import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseNumber } from '../text/number.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

const KERNEL = 'Kernel Name';

/** Launch settings that make another case of the same kernel. */
const PARAMETERS = ['Block Size', 'Grid Size', 'Device'];

/** Groups that describe the machine, and echoes of launch settings: none of them is measured. */
const DESCRIPTION =
  /^(?:device|numa|nvlink|c2clink|pcie|profiler)__|^launch__(?:sm_count|tpc_count|stack_size|block_dim|grid_dim|block_size|grid_size|context_id|device_id|stream_id|func_cache_config|kernel_name|uses_|tpc_enabled|function_pcs)/;

/** What the vocabulary calls the counters that people ask for first. */
const METRICS: readonly (readonly [RegExp, MeasureSpec])[] = [
  [/^gpu__time_duration\./, { metric: 'kernel-time', direction: 'lower' }],
  [/^sm__warps_active\.avg\.pct_of_peak/, { metric: 'occupancy', direction: 'none' }],
  [/^launch__registers_per_thread$/, { metric: 'registers' }],
  [/^launch__shared_mem_per_block/, { metric: 'shared-memory' }],
];

/** The raw page of Nsight Compute (`ncu --page raw --csv`): one row per kernel launch, the second row holds the units. */
export const ncuRaw: Format = {
  id: 'ncu-raw',
  title: 'Nsight Compute raw page',
  proof: 'A real file of the reference corpus.',
  about:
    'CSV of `ncu --page raw --csv`: hundreds of counters per kernel launch, units in the second row. One benchmark per kernel with its block and grid size; device attributes are environment, not measurements.',
  recognise(head: FileHead): Recognition | null {
    const header = head.header ?? firstCells(head.text);
    if (!header.includes(KERNEL) || !header.some((cell) => /^[a-z0-9]+__[a-z]/.test(cell))) return null;
    return {
      score: 0.95,
      reason: 'a table with `Kernel Name` and hardware counters such as `gpu__time_duration.sum`',
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ header: 'first', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    const rows = rowsOf(table);
    const run = out.run({ tool: 'Nsight Compute', environment: environmentOfTable(table, rows.first) });
    const columns = measuredColumns(table, rows);
    for (let row = rows.first; row < table.rowCount; row++) {
      readLaunch({ table, row, columns }, run);
      yield;
    }
    noteDescription(table, columns.length, out);
    return yield* out.finish(() => file.text());
  },
};

function firstCells(text: string): string[] {
  return (text.split('\n', 1)[0] ?? '').split(',').map((cell) => cell.trim().replaceAll('"', ''));
}

interface Rows {
  /** First row of data. */
  readonly first: number;
  /** Unit of each column, '' where there is none. */
  readonly units: readonly string[];
}

/** The unit row has no kernel and no process. */
function rowsOf(table: Table): Rows {
  const kernel = table.header.indexOf(KERNEL);
  const hasUnits =
    table.rowCount > 0 && table.text(0, kernel).trim() === '' && table.text(0, 0).trim() === '';
  const units = table.header.map((_, column) => (hasUnits ? table.text(0, column).trim() : ''));
  return { first: hasUnits ? 1 : 0, units };
}

interface MeasuredColumn {
  readonly column: number;
  readonly label: string;
  readonly spec: MeasureSpec;
}

function measuredColumns(table: Table, rows: Rows): MeasuredColumn[] {
  return table.header.flatMap((label, column) => {
    if (!label.includes('__') || DESCRIPTION.test(label) || !hasNumber(table, rows, column)) return [];
    const known = METRICS.find(([pattern]) => pattern.test(label))?.[1] ?? { direction: 'none' as const };
    return [{ column, label, spec: { ...known, unit: unitOf(rows.units[column] ?? ''), column: label } }];
  });
}

/** A counter without a unit counts things; what it counts is in its name only. */
function unitOf(unit: string): string | null {
  return unit === '' ? null : unit;
}

function hasNumber(table: Table, rows: Rows, column: number): boolean {
  for (let row = rows.first; row < table.rowCount; row++)
    if (!Number.isNaN(numberOf(table, row, column))) return true;
  return false;
}

/** Digits are grouped as the profiler's locale has it (22,80,000), whatever most columns of the file show. */
function numberOf(table: Table, row: number, column: number): number {
  return parseNumber(table.text(row, column), '.', ',');
}

interface Launch {
  readonly table: Table;
  readonly row: number;
  readonly columns: readonly MeasuredColumn[];
}

function readLaunch({ table, row, columns }: Launch, run: RunBuilder): void {
  const name = cellOf(table, row, KERNEL);
  if (name === '') return;
  const parameters: Record<string, Scalar> = {};
  for (const key of PARAMETERS) {
    const value = cellOf(table, row, key);
    if (value !== '') parameters[key] = value;
  }
  const benchmark = run.benchmark(name, parameters);
  const id = cellOf(table, row, 'ID');
  const stream = cellOf(table, row, 'Stream');
  const labels = { ...(id === '' ? {} : { launch: id }), ...(stream === '' ? {} : { stream }) };
  for (const { column, label, spec } of columns) {
    const value = numberOf(table, row, column);
    if (!Number.isNaN(value))
      benchmark.measure(label, spec).sample(value, table.place(row, column), { labels });
  }
}

function cellOf(table: Table, row: number, header: string): string {
  const column = table.header.indexOf(header);
  return column < 0 ? '' : table.text(row, column).trim();
}

function environmentOfTable(table: Table, row: number): Bag {
  const facts: readonly (readonly [string, string])[] = [
    ['gpu', 'device__attribute_display_name'],
    ['compute_capability', 'CC'],
    ['host', 'Host Name'],
    ['process', 'Process Name'],
  ];
  const bag: Record<string, Scalar> = {};
  for (const [key, header] of facts) {
    const value = cellOf(table, row, header);
    if (value !== '') bag[key] = value;
  }
  return bag;
}

function noteDescription(table: Table, measured: number, out: ResultBuilder): void {
  const described = table.header.filter((label) => DESCRIPTION.test(label)).length;
  if (measured === 0) out.problem(problem('error', 'No hardware counter in this table holds a number.'));
  if (described === 0) return;
  const columns = described === 1 ? '1 column describes' : `${described} columns describe`;
  const sentence = `${columns} the device or launch settings: no measurement, so not read.`;
  out.problem(problem('info', sentence, table.headerLine));
}
