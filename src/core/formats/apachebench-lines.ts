import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

const RATE: MeasureSpec = { metric: 'request-throughput', unit: 'req/s' };
const INVERSE = 'one over Requests per second';

/** Lines with one number: label in the file, what it is. */
const SINGLES: readonly (readonly [shape: RegExp, label: string, spec: MeasureSpec])[] = [
  [
    /^Time taken for tests: +(?<value>[\d.]+) seconds/d,
    'Time taken for tests',
    { metric: 'run-length', unit: 's', direction: 'none' },
  ],
  [/^Complete requests: +(?<value>\d+)/d, 'Complete requests', { metric: 'requests', unit: 'req' }],
  [/^Failed requests: +(?<value>\d+)/d, 'Failed requests', { metric: 'failures', unit: 'count' }],
  [
    /^Non-2xx responses: +(?<value>\d+)/d,
    'Non-2xx responses',
    { metric: 'non-2xx-responses', unit: 'count', direction: 'lower' },
  ],
  [/^Write errors: +(?<value>\d+)/d, 'Write errors', { metric: 'failures', unit: 'count' }],
  [/^Total transferred: +(?<value>\d+) bytes/d, 'Total transferred', { metric: 'transferred', unit: 'B' }],
  [
    /^HTML transferred: +(?<value>\d+) bytes/d,
    'HTML transferred',
    { metric: 'content-transferred', unit: 'B' },
  ],
  [/^Requests per second: +(?<value>[\d.]+) \[#\/sec\]/d, 'Requests per second', RATE],
  [
    /^Transfer rate: +(?<value>[\d.]+) \[Kbytes\/sec\] received/d,
    'Transfer rate',
    { metric: 'bandwidth', unit: 'KB/s', binaryPrefixes: true },
  ],
  [
    /^Time per request: +(?<value>[\d.]+) \[ms\] \(mean, across all/d,
    'Time per request (across all concurrent requests)',
    { metric: 'time-between-requests', unit: 'ms', direction: 'lower', notCountedBecause: INVERSE },
  ],
];

const TIME_PER_REQUEST = /^Time per request: +(?<value>[\d.]+) \[ms\] \(mean\)/d;

/** Rows of `Connection Times (ms)`: min, mean, standard deviation, median, max, in whole milliseconds. */
const CONNECTION =
  /^(?<name>Connect|Processing|Waiting|Total): +(?<min>\d+) +(?<mean>\d+) +(?<stddev>[\d.]+) +(?<median>\d+) +(?<max>\d+)$/d;
const PERCENTILE = /^ +(?<percent>\d+)% +(?<value>\d+)$/d;

const TIMES: Readonly<Record<string, MeasureSpec>> = {
  Connect: { metric: 'connect-time', unit: 'ms', direction: 'lower' },
  Processing: { metric: 'processing-time', unit: 'ms', direction: 'lower' },
  Waiting: { metric: 'waiting-time', unit: 'ms', direction: 'lower' },
  Total: { metric: 'latency', unit: 'ms' },
};

/** The lines of one run. Without a rate in it the run failed, for the reason on its last line. */
export function readApacheBenchLines(
  lines: readonly TextLine[],
  benchmark: BenchmarkBuilder,
  out: ResultBuilder,
): void {
  const found = new Map<string, LineMatch>();
  for (const line of lines) {
    for (const [shape, label, spec] of SINGLES) {
      const single = matchLine(line, shape);
      if (single === null) continue;
      found.set(label, single);
      benchmark.measure(label, spec).value(single.number('value'), single.place('value'));
    }
    readTimes(line, benchmark);
  }
  if (found.has('Requests per second')) warnOfFailures(found, out);
  else failRun(lines, benchmark, out);
}

function readTimes(line: TextLine, benchmark: BenchmarkBuilder): void {
  const mean = matchLine(line, TIME_PER_REQUEST);
  if (mean !== null) {
    const spec = { metric: 'latency', unit: 'ms' };
    benchmark.measure('Time per request', spec).reported({ mean: mean.number('value') }, mean.place('value'));
  }
  const row = matchLine(line, CONNECTION);
  if (row !== null) {
    const measure = benchmark.measure(row.text('name'), TIMES[row.text('name')]);
    for (const statistic of ['mean', 'min', 'stddev', 'median', 'max'])
      measure.reported({ [statistic]: row.number(statistic) }, row.place(statistic));
  }
  const percentile = matchLine(line, PERCENTILE);
  if (percentile === null) return;
  const percentiles = { [percentile.text('percent')]: percentile.number('value') };
  benchmark.measure('Total', TIMES.Total).reported({ percentiles }, percentile.place('value'));
}

function warnOfFailures(found: ReadonlyMap<string, LineMatch>, out: ResultBuilder): void {
  const failed = found.get('Failed requests');
  const total = found.get('Complete requests');
  if (failed === undefined || total === undefined || failed.number('value') === 0) return;
  const message = `${failed.number('value')} of ${total.number('value')} requests failed; rate and times include them.`;
  out.problem({ ...failed.place('value'), pointer: null, severity: 'warning', message });
}

function failRun(lines: readonly TextLine[], benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const last = lines.findLast(({ text }) => text.trim() !== '');
  if (last === undefined) return;
  const reason = /(?:^|\.\.\.)(apr_\w+: .+|SSL .+)$/.exec(last.text)?.[1] ?? 'the text ends before the rate';
  benchmark.measure('Requests per second', RATE).fail(reason, { line: last.number, column: 1 });
  const message = `This run of ApacheBench gives no rate: ${reason}`;
  out.problem({ line: last.number, column: 1, pointer: null, severity: 'warning', message });
}
