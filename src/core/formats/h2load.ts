import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { matchLine, textLines, type LineMatch, type TextLine } from './text-scan.ts';
import { blocksFrom, settingsIn, type Setting } from './text-settings.ts';

const BEGIN = /^starting benchmark\.\.\./;
const FINISHED =
  /^finished in (?<time>[\d.]+)(?<timeUnit>us|ms|s|m), (?<rate>[\d.]+) req\/s, (?<bytes>[\d.]+)(?<bytesUnit>[KMG]?B)\/s$/d;
const REQUESTS =
  /^requests: (?<total>\d+) total, \d+ started, (?<done>\d+) done, (?<ok>\d+) succeeded, (?<failed>\d+) failed, (?<errored>\d+) errored, (?<timeout>\d+) timeout/d;
const TRAFFIC = /^traffic: [\d.]+[KMG]?B \((?<total>\d+)\) total/d;
const TIMES =
  /^(?<name>time for request|time for connect|time to 1st byte): +(?<min>[\d.]+)(?<minUnit>us|ms|s) +(?<max>[\d.]+)(?<maxUnit>us|ms|s) +(?<mean>[\d.]+)(?<meanUnit>us|ms|s) +(?<stddev>[\d.]+)(?<stddevUnit>us|ms|s) /d;

const TIME_SPECS: Readonly<Record<string, MeasureSpec>> = {
  'time for request': { metric: 'latency', unit: 's' },
  'time for connect': { metric: 'connect-time', unit: 's', direction: 'lower' },
  'time to 1st byte': { metric: 'time-to-first-byte', unit: 's', direction: 'lower' },
};

const SETTINGS: readonly Setting[] = [
  [/^Application protocol: (.+)$/, 'protocol'],
  [/^TLS Protocol: (.+)$/, 'TLS'],
  [/^Cipher: (.+)$/, 'cipher'],
];

const CLIENTS = /^spawning thread #\d+: (\d+) total client/;

/** Powers of ten of the units of time; exponents keep decimals exact. */
const EXPONENTS: Readonly<Record<string, string>> = { us: 'e-6', ms: 'e-3', s: '' };

/** What h2load of nghttp2 prints: one run or several in one text. */
export const h2load: Format = {
  id: 'h2load',
  title: 'h2load',
  proof: 'Made by running h2load 1.52.0 here.',
  about:
    'The text of h2load (nghttp2): requests and bytes per second (KB are 1,024 bytes), requests by outcome, and the times of requests, of connecting and to the first byte with mean, extremes and standard deviation. Clients, threads and protocol are parameters.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown') return null;
    const isOurs = /^finished in [\d.]+\w+, [\d.]+ req\/s, /m.test(head.text);
    if (!isOurs || !/^requests: \d+ total, \d+ started, /m.test(head.text)) return null;
    return { score: 0.95, reason: 'a text with `finished in …, … req/s` and requests by outcome' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const lines = yield* textLines(file.text());
    const marked = blocksFrom(BEGIN, lines);
    const blocks = marked.length === 0 ? [lines] : marked;
    blocks.forEach((block, index) => {
      const name = blocks.length === 1 ? '' : String(index + 1);
      const run = out.run({ name, tool: 'h2load', parameters: parametersOf(block) });
      readBlock(block, run.benchmark('requests'), out);
    });
    return yield* out.finish(() => file.text());
  },
};

function parametersOf(lines: readonly TextLine[]): Record<string, string | number | boolean> {
  const threads = lines.flatMap(({ text }) => CLIENTS.exec(text)?.[1] ?? []).map(Number);
  const clients = threads.reduce((sum, count) => sum + count, 0);
  return {
    ...(clients > 0 ? { clients, threads: threads.length } : {}),
    ...settingsIn(lines, SETTINGS),
  };
}

function readBlock(lines: readonly TextLine[], benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const counts = lines.map((line) => matchLine(line, REQUESTS)).find((match) => match !== null) ?? null;
  const isEmpty = counts?.number('done') === 0;
  for (const line of lines) {
    const finished = matchLine(line, FINISHED);
    if (finished !== null) readRates(finished, benchmark, isEmpty);
    const traffic = matchLine(line, TRAFFIC);
    if (traffic !== null)
      benchmark
        .measure('traffic', { metric: 'transferred', unit: 'B' })
        .value(traffic.number('total'), traffic.place('total'));
    const times = isEmpty ? null : matchLine(line, TIMES);
    if (times !== null) readTimes(times, benchmark);
  }
  if (counts !== null) readCounts(counts, benchmark, out);
}

function readRates(match: LineMatch, benchmark: BenchmarkBuilder, isEmpty: boolean): void {
  const rate = benchmark.measure('req/s', { metric: 'request-throughput', unit: 'req/s' });
  if (isEmpty) {
    rate.fail('no request was answered', match.place('rate'));
    return;
  }
  rate.value(match.number('rate'), match.place('rate'));
  const unit = `${match.text('bytesUnit')}/s`;
  benchmark
    .measure('bytes per second', { metric: 'bandwidth', unit, binaryPrefixes: true })
    .value(match.number('bytes'), match.place('bytes'));
  benchmark
    .measure('finished in', {
      metric: 'run-length',
      unit: match.text('timeUnit') === 'm' ? 'min' : match.text('timeUnit'),
      direction: 'none',
    })
    .value(match.number('time'), match.place('time'));
}

function readTimes(match: LineMatch, benchmark: BenchmarkBuilder): void {
  const name = match.text('name');
  const measure = benchmark.measure(name, TIME_SPECS[name]);
  for (const statistic of ['mean', 'min', 'max', 'stddev']) {
    const seconds = Number(`${match.text(statistic)}${EXPONENTS[match.text(`${statistic}Unit`)] ?? ''}`);
    if (Number.isFinite(seconds)) measure.reported({ [statistic]: seconds }, match.place(statistic));
  }
}

function readCounts(counts: LineMatch, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const count = (label: string, group: string, spec: MeasureSpec): void => {
    benchmark.measure(label, spec).value(counts.number(group), counts.place(group));
  };
  count('requests done', 'done', { metric: 'requests', unit: 'req' });
  count('requests failed', 'failed', { metric: 'failures', unit: 'count' });
  count('requests timed out', 'timeout', { metric: 'timeouts', unit: 'count' });
  const [failed, total] = [counts.number('failed'), counts.number('total')];
  if (failed === 0) return;
  const { line, column } = counts.place('failed');
  const sentence =
    counts.number('done') === 0
      ? `All ${total} requests failed: this run gives no rate.`
      : `${failed} of ${total} requests failed; rate and times include them.`;
  out.problem(problem('warning', sentence, line, column));
}
