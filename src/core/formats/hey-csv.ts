import type { Steps } from '../model/steps.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { labelColumn, samplesOfColumn } from './column-samples.ts';
import type { FileInput } from './format.ts';

const phase = (metric: string): MeasureSpec => ({ metric, unit: 's', direction: 'lower' });

/** Columns in seconds; the last two are the status and when the request began, in seconds since the start. */
const COLUMNS: readonly (readonly [name: string, spec: MeasureSpec | null])[] = [
  ['response-time', { metric: 'latency', unit: 's' }],
  ['DNS+dialup', phase('connect-time')],
  ['DNS', phase('dns-time')],
  ['Request-write', phase('send-time')],
  ['Response-delay', phase('waiting-time')],
  ['Response-read', phase('receive-time')],
  ['status-code', null],
  ['offset', null],
];
const [STATUS, OFFSET] = [6, 7] as const;

export function isHeyHeader(header: readonly string[]): boolean {
  return COLUMNS.every(([name], index) => header[index]?.trim() === name);
}

/** One row per response. */
export function* readHeyCsv(file: FileInput, run: RunBuilder, out: ResultBuilder): Steps<void> {
  const table = yield* file.table({ delimiter: ',', header: 'first', unitRow: 'never' });
  for (const found of table.problems) out.problem(found);
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const times = table.numbers(OFFSET).map((seconds) => seconds * 1000);
  const status = table.numbers(STATUS);
  const labels = [labelColumn('status', rows, (row) => table.text(row, STATUS))];
  const failureOf = (row: number): string => {
    const code = status[row] ?? NaN;
    return code >= 200 && code < 400 ? '' : `HTTP status ${table.text(row, STATUS)}`;
  };
  COLUMNS.forEach(([name, spec], column) => {
    if (spec === null || rows.length === 0) return;
    const set = samplesOfColumn(table, column, rows, { times, labels, failureOf });
    run
      .benchmark('requests')
      .measure(name, { ...spec, column: name })
      .samplesFrom(set);
  });
}
