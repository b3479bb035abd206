import { problem } from '../model/problem.ts';
import type { LabelColumn, SampleSet } from '../model/sample.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';

const LATENCY: MeasureSpec = { metric: 'latency', unit: 'us' };
const LAG: MeasureSpec = { metric: 'schedule-lag', unit: 'us', direction: 'lower' };

const [CLIENT, TIME, SCRIPT, EPOCH, MICROS, LAG_COLUMN] = [0, 2, 3, 4, 5, 6] as const;
const FAILED = 2;

/** One row per transaction, each at the time when it ended; by script, since scripts do different work. */
export function readTransactions(table: Table, out: ResultBuilder): void {
  const seconds = table.numbers(EPOCH);
  const micros = table.numbers(MICROS);
  const times = seconds.map((second, row) => second * 1000 + (micros[row] ?? 0) / 1000);
  const run = runAt(seconds[0], out);
  for (const [script, rows] of rowsByScript(table)) {
    const benchmark = run.benchmark('transactions', { script });
    benchmark.measure('time', LATENCY).samplesFrom(columnOf(table, TIME, rows, times));
    if (table.columnCount > LAG_COLUMN)
      benchmark.measure('schedule_lag', LAG).samplesFrom(columnOf(table, LAG_COLUMN, rows, times));
  }
}

function runAt(second: number | undefined, out: ResultBuilder): RunBuilder {
  const isTime = second !== undefined && !Number.isNaN(second);
  return out.run({ tool: 'pgbench', startedAt: isTime ? parseStamp(second) : null });
}

function rowsByScript(table: Table): Map<number, number[]> {
  const scripts = table.numbers(SCRIPT);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const script = scripts[row] ?? NaN;
    if (Number.isNaN(script)) continue;
    const rows = groups.get(script);
    if (rows === undefined) groups.set(script, [row]);
    else rows.push(row);
  }
  return groups;
}

/** A word where a latency belongs says why a transaction has none. */
function columnOf(table: Table, column: number, rows: readonly number[], times: Float64Array): SampleSet {
  const values = table.numbers(column);
  const { lines, columns } = table.places(column);
  const outcomes = Uint8Array.from(rows, (row) => (Number.isNaN(values[row] ?? NaN) ? FAILED : 0));
  const hasFailed = outcomes.includes(FAILED);
  const reason = (row: number): string =>
    Number.isNaN(values[row] ?? NaN) ? `the log says “${table.text(row, TIME)}” instead of a latency` : '';
  return {
    values: Float64Array.from(rows, (row) => values[row] ?? NaN),
    lines: Uint32Array.from(rows, (row) => lines[row] ?? 0),
    columns: Uint32Array.from(rows, (row) => columns[row] ?? 0),
    outcomes: hasFailed ? outcomes : null,
    times: Float64Array.from(rows, (row) => times[row] ?? NaN),
    labels: [labelColumn('client', rows, (row) => table.text(row, CLIENT))],
    errors: hasFailed ? labelColumn('error', rows, reason) : null,
  };
}

function labelColumn(name: string, rows: readonly number[], textOf: (row: number) => string): LabelColumn {
  const dictionary = [''];
  const known = new Map<string, number>([['', 0]]);
  const codes = Uint32Array.from(rows, (row) => {
    const text = textOf(row);
    let code = known.get(text);
    if (code === undefined) {
      code = dictionary.length;
      dictionary.push(text);
      known.set(text, code);
    }
    return code;
  });
  return { name, dictionary, codes };
}

/** One row per interval: start in seconds, transactions, sum, sum of squares, minimum and maximum of latency in µs. */
export function readAggregates(table: Table, out: ResultBuilder): void {
  const [starts, counts, sums] = [table.numbers(0), table.numbers(1), table.numbers(2)];
  const [minima, maxima] = [table.numbers(4), table.numbers(5)];
  const run = runAt(starts[0], out);
  const benchmark = run.benchmark('transactions');
  const extreme = (metric: string): MeasureSpec => ({ metric, unit: 'us', direction: 'lower' });
  for (let row = 0; row < table.rowCount; row++) {
    const time = (starts[row] ?? NaN) * 1000;
    const count = counts[row] ?? NaN;
    const extra = { time, labels: { num_transactions: table.text(row, 1) } };
    const mean = (sums[row] ?? NaN) / count;
    if (Number.isNaN(time) || Number.isNaN(mean)) {
      if (count !== 0) out.problem(problem('warning', 'This row of the log was not read.', table.line(row)));
      continue;
    }
    benchmark.measure('sum_latency / num_transactions', LATENCY).sample(mean, table.place(row, 2), extra);
    benchmark
      .measure('min_latency', extreme('min-latency'))
      .sample(minima[row] ?? NaN, table.place(row, 4), extra);
    benchmark
      .measure('max_latency', extreme('max-latency'))
      .sample(maxima[row] ?? NaN, table.place(row, 5), extra);
  }
}
