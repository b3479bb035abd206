import type { Bag, Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { Table } from '../text/table.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { commandCases, parameterValue, SYSTEM, USER, WALL } from './hyperfine-parts.ts';
import { asReported } from './report-fields.ts';

const COLUMNS = ['command', 'mean', 'stddev', 'median', 'user', 'system', 'min', 'max'];
const PARAMETER = 'parameter_';

/** True for the header that hyperfine writes: its columns, then one per parameter. */
export function isHyperfineHeader(header: readonly string[]): boolean {
  return COLUMNS.every((name, index) => header[index]?.trim() === name);
}

/** One row per command, all times in seconds. */
export function* readHyperfineCsv(file: FileInput, run: RunBuilder, out: ResultBuilder): Steps<void> {
  out.role = 'summary';
  const table = yield* file.table({ delimiter: ',', header: 'first', unitRow: 'never' });
  for (const found of table.problems) out.problem(found);
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const scanned = rows.map((row) => ({ command: table.text(row, 0), parameters: parametersOf(table, row) }));
  commandCases(scanned).forEach(({ name, parameters }, row) => {
    readRow(table, row, run.benchmark(name, parameters));
  });
}

function parametersOf(table: Table, row: number): Bag {
  const bag: Record<string, Scalar> = {};
  table.header.forEach((name, column) => {
    if (!name.startsWith(PARAMETER)) return;
    const text = table.text(row, column);
    if (text !== '') bag[name.slice(PARAMETER.length)] = parameterValue(text);
  });
  return bag;
}

function readRow(table: Table, row: number, benchmark: BenchmarkBuilder): void {
  const put = (label: string, spec: MeasureSpec, statistic: string, name: string): void => {
    const column = COLUMNS.indexOf(name);
    const value = table.number(row, column);
    if (Number.isNaN(value)) return;
    benchmark
      .measure(label, { ...spec, column: name })
      .reported(asReported(statistic, value), table.place(row, column));
  };
  for (const name of ['mean', 'stddev', 'median', 'min', 'max']) put('time', WALL, name, name);
  put('user', USER, 'mean', 'user');
  put('system', SYSTEM, 'mean', 'system');
}
