import { problem } from '../model/problem.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { labelColumn, rowsBy, samplesOfColumn } from './column-samples.ts';

const LATENCY: MeasureSpec = { metric: 'latency', unit: 'us' };
const LAG: MeasureSpec = { metric: 'schedule-lag', unit: 'us', direction: 'lower' };

const [CLIENT, TIME, SCRIPT, EPOCH, MICROS, LAG_COLUMN] = [0, 2, 3, 4, 5, 6] as const;
/** One row per transaction, each at the time when it ended; by script, since scripts do different work. */
export function readTransactions(table: Table, out: ResultBuilder): void {
  const seconds = table.numbers(EPOCH);
  const micros = table.numbers(MICROS);
  const times = seconds.map((second, row) => second * 1000 + (micros[row] ?? 0) / 1000);
  const run = runAt(seconds[0], out);
  const failureOf = (row: number): string => {
    const said = table.text(row, TIME);
    return /^\d/.test(said) ? '' : `the log says “${said}” instead of a latency`;
  };
  for (const [script, rows] of rowsBy(table, (row) => table.text(row, SCRIPT))) {
    if (script === '') continue;
    const benchmark = run.benchmark('transactions', { script: Number(script) });
    const labels = [labelColumn('client', rows, (row) => table.text(row, CLIENT))];
    const facts = { times, labels, failureOf };
    benchmark.measure('time', LATENCY).samplesFrom(samplesOfColumn(table, TIME, rows, facts));
    if (table.columnCount > LAG_COLUMN)
      benchmark.measure('schedule_lag', LAG).samplesFrom(samplesOfColumn(table, LAG_COLUMN, rows, facts));
  }
}

function runAt(second: number | undefined, out: ResultBuilder): RunBuilder {
  const isTime = second !== undefined && !Number.isNaN(second);
  return out.run({ tool: 'pgbench', startedAt: isTime ? parseStamp(second) : null });
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
