import type { Bag } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { benchmarkLines, hasResult, type BenchmarkLine } from './benchmark-js-lines.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, stringAt, type JsonObject } from './json-guards.ts';
import type { At, JsonPath } from './places.ts';
import { shareSettings } from './shared-settings.ts';
import { textLines } from './text-scan.ts';
import { RME } from './tinybench-statistics.ts';

/** The margin of error is from Student's t distribution at this level. */
const LEVEL = 0.95;
const RATE: MeasureSpec = { metric: 'operation-throughput', unit: 'ops/s' };

interface Rate {
  readonly label: string;
  readonly ops: number;
}

interface Margin {
  readonly label: string;
  readonly value: number;
  readonly at: At;
}

/** Results of Benchmark.js: what it prints, and the JSON of tools around it. */
export const benchmarkJs: Format = {
  id: 'benchmark-js',
  title: 'Benchmark.js',
  proof: 'Made by running Benchmark.js 2.1.4 here; real files of the reference corpus, of benny too.',
  about:
    'Lines such as `name x 1,234 ops/sec ±0.50% (90 runs sampled)`, and JSON with `results` of `name`, `ops` and `margin`: operations per second; the margin is the half-width of a 95 % interval in per cent.',
  recognise(head: FileHead): Recognition | null {
    const first = arrayAt(head.json, 'results')?.[0];
    if (
      stringAt(first, 'name') !== null &&
      numberAt(first, 'ops') !== null &&
      numberAt(first, 'margin') !== null
    )
      return { score: 0.85, reason: 'a JSON with `results` of `name`, `ops` and `margin`' };
    const isText = head.fileType === 'text' || head.fileType === 'other';
    return isText && hasResult(head.text)
      ? { score: 0.95, reason: 'lines such as "name x 1,234 ops/sec ±0.50% (90 runs sampled)"' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    if (/^\s*\{/.test(file.text().slice(0, 4096))) readJson(file, out);
    else addLines(benchmarkLines(yield* textLines(file.text())), out.run({ tool: 'Benchmark.js' }));
    return yield* out.finish(() => file.text());
  },
};

/** Names that come again under another heading are told apart by it; a name that comes again is a repetition. */
function addLines(lines: readonly BenchmarkLine[], run: RunBuilder): void {
  const keyOf = ({ name, heading }: BenchmarkLine): string => JSON.stringify([name, heading]);
  const headings = groupSizes(lines, ({ name }) => name, keyOf);
  const times = groupSizes(lines, keyOf, ({ at }) => String(at.line));
  for (const line of lines) {
    const isShared = (headings.get(line.name) ?? 1) > 1 && line.heading !== null;
    const benchmark = run.benchmark(line.name, isShared ? { group: line.heading } : {});
    addLine(benchmark, line, (times.get(keyOf(line)) ?? 1) > 1);
  }
}

function addLine(benchmark: BenchmarkBuilder, line: BenchmarkLine, isRepeated: boolean): void {
  const label = 'ops/sec';
  const measure = benchmark.measure(label, RATE);
  const { ops, margin, runs } = line;
  if (ops === null) {
    const error = 'Benchmark.js gives no result for this test: it failed.';
    measure.sample(NaN, line.at, { outcome: 'failed', error });
    return;
  }
  if (isRepeated) {
    measure.sample(ops.value, ops.at);
    return;
  }
  measure.reported({ mean: ops.value }, ops.at);
  if (margin !== null) addMargin(benchmark, { label, ops: ops.value }, { label: '±', ...margin });
  if (runs !== null) measure.reported({ n: runs.value }, runs.at);
}

/** By the key of a group: how many different members it has. */
function groupSizes<T>(
  items: readonly T[],
  group: (item: T) => string,
  member: (item: T) => string,
): Map<string, number> {
  const groups = new Map<string, Set<string>>();
  for (const item of items) {
    const members = groups.get(group(item)) ?? new Set();
    groups.set(group(item), members.add(member(item)));
  }
  return new Map([...groups].map(([key, members]) => [key, members.size]));
}

/** The margin as an interval of the rate, and as the per cent that it is, under its own label. */
function addMargin(benchmark: BenchmarkBuilder, rate: Rate, margin: Margin): void {
  const half = (rate.ops * margin.value) / 100;
  const mean = { level: LEVEL, low: rate.ops - half, high: rate.ops + half };
  benchmark.measure(rate.label, RATE).reported({ intervals: { mean } }, margin.at);
  benchmark.measure(margin.label, RME).value(margin.value, margin.at);
}

function readJson(file: FileInput, out: ResultBuilder): void {
  const document = file.json().value;
  const results = (arrayAt(document, 'results') ?? []).flatMap((value, index) => {
    const object = asObject(value);
    const name = stringAt(object, 'name');
    if (object !== null && name !== null) return [{ object, name, path: ['results', index] }];
    out.problemAt(['results', index], 'warning', 'This result has no name and was not read.');
    return [];
  });
  const settings = shareSettings(results.map(({ object }) => settingsOf(object)));
  const { node, ...parameters } = settings.shared;
  const run = out.run({
    name: stringAt(document, 'name') ?? '',
    tool: 'Benchmark.js',
    startedAt: parseStamp(stringAt(document, 'date') ?? ''),
    environment: node === undefined ? {} : { node },
    parameters,
  });
  for (const [index, { object, name, path }] of results.entries()) {
    const suite = stringAt(object, 'benchmark');
    const full = suite === null ? name : `${suite} > ${name}`;
    addResult(run.benchmark(full, settings.own[index]), object, path);
  }
}

function settingsOf(result: JsonObject): Bag {
  const node = stringAt(result, 'nodeVersion');
  return node === null ? {} : { node };
}

function addResult(benchmark: BenchmarkBuilder, result: JsonObject, path: JsonPath): void {
  const ops = numberAt(result, 'ops');
  const margin = numberAt(result, 'margin');
  const samples = numberAt(result, 'samples');
  const measure = benchmark.measure('ops', RATE);
  if (ops === null) {
    const error = 'There is no number of operations for this test: it failed or did not run.';
    measure.sample(NaN, [...path, 'name'], { outcome: 'failed', error });
    return;
  }
  measure.reported({ mean: ops }, [...path, 'ops']);
  if (margin !== null) {
    const at = [...path, 'margin'];
    addMargin(benchmark, { label: 'ops', ops }, { label: 'margin', value: margin, at });
  }
  if (samples !== null) measure.reported({ n: samples }, [...path, 'samples']);
}
