import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { asReported } from './report-fields.ts';
import { INTERVALS, TOTALS } from './sysbench-shapes.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

const LATENCY: MeasureSpec = { metric: 'latency', unit: 'ms' };
const FAIR = 'how evenly the work was spread over the threads';

/** A line of `Latency (ms):` and the statistic that it is. */
const STATISTIC = /^ {4,}(?:(?<name>min|avg|max|sum)|(?<percent>[\d.]+)th percentile): +(?<value>[\d.]+)$/d;
const NAMES: Readonly<Record<string, string>> = { min: 'min', avg: 'mean', max: 'max', sum: 'sum' };
const FAIRNESS =
  /^ {4,}(?<name>events|execution time) \(avg\/stddev\): +(?<mean>[\d.]+)\/(?<stddev>[\d.]+)$/d;

/** The lines of one run. Without its statistics the run failed, for the reason that sysbench gave. */
export function readSysbenchLines(
  lines: readonly TextLine[],
  test: string,
  run: RunBuilder,
  out: ResultBuilder,
): void {
  const benchmark = run.benchmark(test);
  let section = '';
  for (const line of lines) {
    const header = /^(\w[^:]*):$/.exec(line.text)?.[1];
    if (header !== undefined) section = header;
    else if (line.text.startsWith('[ ')) readInterval(line, benchmark);
    else readTotal(line, section, benchmark);
  }
  if (!lines.some(({ text }) => text.startsWith('General statistics:'))) failRun(lines, benchmark, out);
}

/** `[ 5s ] thds: 8 tps: 269.67 …`: what the last interval gave, at the time when it ended. */
function readInterval(line: TextLine, benchmark: BenchmarkBuilder): void {
  const seconds = /^\[ (\d+)s \]/.exec(line.text)?.[1];
  if (seconds === undefined) return;
  const time = Number(seconds) * 1000;
  for (const { shape, label, spec } of INTERVALS) {
    const found = matchLine(line, shape);
    if (found === null) continue;
    const name = label.replace('%', found.text('percent'));
    const full = { ...spec, metric: (spec.metric ?? '').replace('%', found.text('percent')) };
    benchmark.measure(name, full).sample(found.number('value'), found.place('value'), { time });
  }
}

function readTotal(line: TextLine, section: string, benchmark: BenchmarkBuilder): void {
  for (const { shape, take } of TOTALS) {
    const found = matchLine(line, shape);
    if (found === null) continue;
    for (const [group, label, spec] of take) {
      const value = found.number(group);
      if (!Number.isNaN(value)) benchmark.measure(label, spec).value(value, found.place(group));
    }
    return;
  }
  const statistic = section === 'Latency (ms)' ? matchLine(line, STATISTIC) : null;
  if (statistic !== null) readStatistic(statistic, benchmark);
  const fairness = section === 'Threads fairness' ? matchLine(line, FAIRNESS) : null;
  if (fairness !== null) readFairness(fairness, benchmark);
}

function readStatistic(found: LineMatch, benchmark: BenchmarkBuilder): void {
  const percent = found.text('percent');
  const name = percent === '' ? (NAMES[found.text('name')] ?? '') : `p${percent}`;
  benchmark
    .measure('Latency', LATENCY)
    .reported(asReported(name, found.number('value')), found.place('value'));
}

function readFairness(found: LineMatch, benchmark: BenchmarkBuilder): void {
  const isTime = found.text('name') === 'execution time';
  const spec: MeasureSpec = isTime
    ? { metric: 'thread-time', unit: 's', notCountedBecause: FAIR }
    : { metric: 'thread-events', unit: 'event', notCountedBecause: FAIR };
  benchmark
    .measure(`Threads fairness: ${found.text('name')}`, spec)
    .reported({ mean: found.number('mean'), stddev: found.number('stddev') }, found.place('mean'));
}

function failRun(lines: readonly TextLine[], benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const fatal = lines.find(({ text }) => text.startsWith('FATAL: '));
  const line = fatal ?? lines.at(-1);
  if (line === undefined) return;
  const reason = fatal?.text.slice('FATAL: '.length) ?? 'the text ends before the statistics of this run';
  benchmark.measure('Latency', LATENCY).fail(reason, { line: line.number, column: 1 });
  const message = `This run of sysbench has no statistics: ${reason}`;
  out.problem({ line: line.number, column: 1, pointer: null, severity: 'warning', message });
}
