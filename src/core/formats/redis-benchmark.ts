import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { Table } from '../text/table.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asReported } from './report-fields.ts';

const RATE: MeasureSpec = { metric: 'request-throughput', unit: 'req/s' };
const LATENCY: MeasureSpec = { metric: 'latency', unit: 'ms' };

const HEADER = ['test', 'rps', 'avg_latency_ms', 'min_latency_ms', 'p50_latency_ms'];

/** Statistic by column of redis 7; what lacks is read from names such as p95_latency_ms. */
const STATISTICS: Readonly<Record<string, string>> = {
  avg_latency_ms: 'mean',
  min_latency_ms: 'min',
  max_latency_ms: 'max',
};

/** Names of tests that redis-benchmark has had from the beginning. */
const TESTS =
  /^(?:PING_INLINE|PING_BULK|PING_MBULK|SET|GET|INCR|LPUSH|RPUSH|LPOP|RPOP|SADD|HSET|SPOP|MSET \(\d+ keys\)|LRANGE_\d+ \(.*\))$/;

const OLD_ROW = /^"([^"]+)","\d+(?:\.\d+)?"\r?$/;

/** What `redis-benchmark --csv` prints. */
export const redisBenchmark: Format = {
  id: 'redis-benchmark',
  title: 'redis-benchmark',
  proof:
    'Made by running redis-benchmark 7.0.15 here; a real file of the reference corpus of an older version.',
  about:
    'The CSV of redis-benchmark: requests per second of each test, in redis 7 also latency with its percentiles. The older form has no header.',
  recognise(head: FileHead): Recognition | null {
    if (head.header !== null && HEADER.every((name, index) => head.header?.[index]?.trim() === name))
      return { score: 0.95, reason: 'a CSV with `test`, `rps` and `avg_latency_ms`' };
    return isOldForm(head.text)
      ? { score: 0.9, reason: 'rows of two quoted cells: a test of redis-benchmark and its rate' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const isOld = isOldForm(file.text().slice(0, 4096));
    const table = yield* file.table({ delimiter: ',', header: isOld ? 'none' : 'first', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    const run = out.run({ tool: 'redis-benchmark' });
    const seen = new Map<string, number>();
    for (let row = 0; row < table.rowCount; row++) {
      const name = table.text(row, 0).trim();
      if (name === '') continue;
      const occurrence = (seen.get(name) ?? 0) + 1;
      seen.set(name, occurrence);
      readRow(table, row, run.benchmark(name, occurrence === 1 ? {} : { occurrence }));
    }
    return yield* out.finish(() => file.text());
  },
};

/** Most of the first rows are tests that redis-benchmark knows. */
function isOldForm(text: string): boolean {
  const rows = text.split('\n', 6).filter((line) => line.trim() !== '');
  const names = rows.map((line) => OLD_ROW.exec(line)?.[1]);
  const known = names.filter((name) => name !== undefined && TESTS.test(name));
  return names[0] !== undefined && known.length * 2 > rows.length;
}

function readRow(table: Table, row: number, benchmark: BenchmarkBuilder): void {
  const rate = benchmark.measure('rps', RATE);
  const perSecond = table.number(row, 1);
  if (Number.isNaN(perSecond)) rate.fail(`the rate is “${table.text(row, 1)}”`, table.place(row, 1));
  else rate.value(perSecond, table.place(row, 1));
  for (let column = 2; column < table.columnCount; column++) {
    const name = table.header[column]?.trim() ?? '';
    const statistic = STATISTICS[name] ?? /^(p\d+(?:\.\d+)?)_latency_ms$/.exec(name)?.[1];
    const value = table.number(row, column);
    if (statistic !== undefined && !Number.isNaN(value))
      benchmark
        .measure('latency_ms', LATENCY)
        .reported(asReported(statistic, value), table.place(row, column));
  }
}
