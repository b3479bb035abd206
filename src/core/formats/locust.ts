import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import { labelColumn, rowsBy, samplesOfColumn } from './column-samples.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asReported } from './report-fields.ts';

const STATS = ['Type', 'Name', 'Request Count', 'Failure Count', 'Median Response Time'];
const HISTORY = ['Timestamp', 'User Count', 'Type', 'Name', 'Requests/s', 'Failures/s'];
const AGGREGATED = 'Aggregated';
const SUM = 'it sums up the rows of this table';

/** Response times are in ms. */
const LATENCY: MeasureSpec = { metric: 'latency', unit: 'ms' };
const RATE: MeasureSpec = { metric: 'request-throughput', unit: 'req/s' };
const FAILURE_RATE: MeasureSpec = { metric: 'failures-per-second', unit: '1/s', direction: 'lower' };

const STATISTICS: Readonly<Record<string, string>> = {
  'Average Response Time': 'mean',
  'Median Response Time': 'median',
  'Min Response Time': 'min',
  'Max Response Time': 'max',
};

const VALUES: Readonly<Record<string, MeasureSpec>> = {
  'Requests/s': RATE,
  'Failures/s': FAILURE_RATE,
  'Request Count': { metric: 'requests', unit: 'req' },
  'Failure Count': { metric: 'failures', unit: 'count' },
  'Average Content Size': { metric: 'response-size', unit: 'B', direction: 'none' },
};

/** The tables that `locust --csv` writes: the statistics at the end, and their history. */
export const locust: Format = {
  id: 'locust',
  title: 'Locust',
  proof: 'Made by running Locust 2.12.1 here.',
  about:
    'The CSV of Locust: `_stats.csv` with rate, failures and response times (ms) per request name, and `_stats_history.csv` with rate and percentiles over time, whose times let drift be tested. The row that sums up the others does not count.',
  recognise(head: FileHead): Recognition | null {
    const { header } = head;
    if (header === null) return null;
    const begins = (names: readonly string[]): boolean =>
      names.every((name, at) => header[at]?.trim() === name);
    if (begins(STATS)) return { score: 0.95, reason: 'a CSV with the columns of Locust statistics' };
    return begins(HISTORY) ? { score: 0.95, reason: 'a CSV with the columns of Locust history' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ delimiter: ',', header: 'first', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    if (table.header[0] === 'Timestamp') readHistory(table, out);
    else readStatistics(table, out);
    return yield* out.finish(() => file.text());
  },
};

/** The request method is a parameter; tasks without one have none. */
function benchmarkAt(table: Table, row: number, type: number, run: RunBuilder): BenchmarkBuilder {
  const method = table.text(row, type);
  return run.benchmark(table.text(row, type + 1), method === '' ? {} : { method });
}

function readStatistics(table: Table, out: ResultBuilder): void {
  out.role = 'summary';
  const run = out.run({ tool: 'Locust' });
  for (let row = 0; row < table.rowCount; row++) {
    const isSum = table.text(row, 1) === AGGREGATED && table.rowCount > 1;
    const benchmark = benchmarkAt(table, row, 0, run);
    const answered = table.number(row, 2) > 0;
    if (table.text(row, 1) === AGGREGATED) warnOfFailures(table, row, out);
    table.header.forEach((name, column) => {
      const value = table.number(row, column);
      if (Number.isNaN(value)) return;
      const mark = isSum ? { notCountedBecause: SUM } : {};
      const spec = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
      if (spec !== undefined)
        benchmark.measure(name, { ...spec, ...mark, column: name }).value(value, table.place(row, column));
      const statistic = statisticOf(name);
      if (statistic !== null && answered)
        benchmark
          .measure('Response Time', { ...LATENCY, ...mark })
          .reported(asReported(statistic, value), table.place(row, column));
    });
  }
}

function warnOfFailures(table: Table, row: number, out: ResultBuilder): void {
  const [total, failed] = [table.number(row, 2), table.number(row, 3)];
  if (Number.isNaN(failed) || failed === 0) return;
  const message = `${failed} of ${total} requests failed; rates and response times include them.`;
  out.problem({ ...table.place(row, 3), pointer: null, severity: 'warning', message });
}

/** 100 % is the maximum, which has a column of its own with more digits; so have 50 % and the median. */
function statisticOf(name: string): string | null {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(name)?.[1];
  if (percent !== undefined) return percent === '100' || percent === '50' ? null : `p${percent}`;
  return Object.hasOwn(STATISTICS, name) ? (STATISTICS[name] ?? null) : null;
}

/** One row per request name and second; what was not yet to be told is N/A. Totals since the start are left out. */
function readHistory(table: Table, out: ResultBuilder): void {
  const [TYPE, NAME] = [2, 3];
  const times = table.numbers(0).map((seconds) => seconds * 1000);
  const [first = NaN] = table.numbers(0);
  const run = out.run({ tool: 'Locust', startedAt: Number.isNaN(first) ? null : parseStamp(first) });
  const groups = rowsBy(table, (row) => `${table.text(row, TYPE)} ${table.text(row, NAME)}`);
  for (const rows of groups.values()) {
    const row = rows[0] ?? 0;
    const isSum = table.text(row, NAME) === AGGREGATED && groups.size > 1;
    const mark = isSum ? { notCountedBecause: SUM } : {};
    const benchmark = benchmarkAt(table, row, TYPE, run);
    table.header.forEach((name, column) => {
      const spec = historySpec(name);
      const known = rows.filter((at) => !Number.isNaN(table.number(at, column)));
      if (spec === null || known.length === 0) return;
      const labels = [labelColumn('users', known, (at) => table.text(at, 1))];
      benchmark
        .measure(name, { ...spec, ...mark, column: name })
        .samplesFrom(samplesOfColumn(table, column, known, { times, labels }));
    });
  }
}

function historySpec(name: string): MeasureSpec | null {
  if (name === 'Requests/s') return RATE;
  if (name === 'Failures/s') return FAILURE_RATE;
  const percent = /^(50|95|99)%$/.exec(name)?.[1];
  return percent === undefined ? null : { metric: `p${percent}-latency`, unit: 'ms', direction: 'lower' };
}
