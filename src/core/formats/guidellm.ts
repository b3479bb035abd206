import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { readGuideRequests } from './guidellm-requests.ts';
import type { JsonPath } from './places.ts';
import { asReported, reportFields } from './report-fields.ts';

/** GuideLLM's metrics; its times carry their unit in the name, request latency is in seconds. */
export const GUIDE_MEASURES: Readonly<Record<string, MeasureSpec>> = {
  requests_per_second: { metric: 'request-throughput', unit: 'req/s' },
  request_concurrency: { metric: 'mean-concurrency', unit: 'req', direction: 'none' },
  request_latency: { metric: 'latency', unit: 's' },
  time_to_first_token_ms: { metric: 'ttft', unit: 'ms' },
  time_per_output_token_ms: { metric: 'tpot', unit: 'ms' },
  inter_token_latency_ms: { metric: 'itl', unit: 'ms' },
  prompt_tokens_per_second: { metric: 'prompt-throughput', unit: 'tok/s' },
  output_tokens_per_second: { metric: 'throughput', unit: 'tok/s' },
  tokens_per_second: { metric: 'total-throughput', unit: 'tok/s' },
  prompt_token_count: { metric: 'prompt-tokens', unit: 'tok' },
  output_token_count: { metric: 'tokens-generated', unit: 'tok' },
  total_token_count: { metric: 'total-tokens', unit: 'tok' },
};

/** What `guidellm benchmark` writes. */
export const guidellm: Format = {
  id: 'guidellm',
  title: 'GuideLLM',
  proof: 'Real files of the reference corpus: version 0.5, two load profiles.',
  about:
    'JSON with `benchmarks`, each with `metrics` split into successful, incomplete, errored and total. Gives the statistics of successful requests (TTFT, ITL, TPOT, latency, token and request throughput), latency and TTFT per request where they are listed, and failures with their reason; one benchmark per load, with `concurrency` or `request_rate` as parameter. Requests outside the measured window (warm-up, cool-down) count nowhere.',
  recognise(head: FileHead): Recognition | null {
    const ours = stringAt(objectAt(head.json, 'metadata'), 'guidellm_version') !== null;
    const metrics = objectAt(arrayAt(head.json, 'benchmarks')?.[0], 'metrics');
    const typical = objectAt(objectAt(metrics, 'requests_per_second'), 'successful') !== null;
    if (ours || typical)
      return { score: 0.95, reason: 'a JSON of GuideLLM: `benchmarks` with `metrics` split by outcome' };
    return null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    const args = objectAt(document, 'args');
    const metadata = objectAt(document, 'metadata');
    const benchmarks = arrayAt(document, 'benchmarks') ?? [];
    const run = out.run({
      tool: 'guidellm',
      toolVersion: stringAt(metadata, 'guidellm_version'),
      startedAt: stampAt(objectAt(benchmarks[0], 'scheduler_state') ?? benchmarks[0], 'start_time'),
      endedAt: stampAt(objectAt(benchmarks.at(-1), 'scheduler_state') ?? benchmarks.at(-1), 'end_time'),
      environment: environmentOf(metadata),
      parameters: settingsOf(args),
    });
    benchmarks.forEach((entry, index) => {
      const path: JsonPath = ['benchmarks', index];
      const strategy = strategyOf(entry);
      const name = stringAt(strategy, 'type_') ?? stringAt(strategy, 'type') ?? 'benchmark';
      const parameters = loadOf(strategy, benchmarks.slice(0, index));
      const benchmark = run.benchmark(name, parameters);
      readGuideRequests(
        {
          entry,
          path,
          of: (phase) => (phase === null ? benchmark : run.benchmark(name, { ...parameters, phase })),
        },
        out,
      );
      readMetrics(entry, path, benchmark);
      tellOfWindow(entry, path, out);
    });
    if (run.isEmpty) out.problem(problem('error', 'No benchmark with metrics was found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

function readMetrics(entry: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  const metrics = objectAt(entry, 'metrics');
  for (const [name, value] of Object.entries(metrics ?? {})) {
    const stats = objectAt(value, 'successful');
    if (stats === null || numberAt(stats, 'count') === 0) continue;
    const measure = benchmark.measure(name, GUIDE_MEASURES[name] ?? {});
    const base: JsonPath = [...path, 'metrics', name, 'successful'];
    reportFields(measure, stats, base, {
      mean: 'mean',
      ...(isOverTime(name) ? { count: 'count', std_dev: 'std_dev' } : { n: 'count', stddev: 'std_dev' }),
      median: 'median',
      min: 'min',
      max: 'max',
      mode: 'mode',
      sum: 'total_sum',
    });
    const percentiles = objectAt(stats, 'percentiles');
    for (const key of Object.keys(percentiles ?? {})) {
      const level = percentileOf(key);
      const number = numberAt(percentiles, key);
      if (level !== null && number !== null)
        measure.reported(asReported(`p${level}`, number), [...base, 'percentiles', key]);
    }
  }
  readTotals(objectAt(metrics, 'request_totals'), [...path, 'metrics', 'request_totals'], benchmark);
  const duration = numberAt(entry, 'duration');
  if (duration !== null)
    benchmark.measure('duration', { metric: 'total-time', unit: 's' }).value(duration, [...path, 'duration']);
}

/**
 * Rates and the concurrency are distributions over the time of the run, weighted by how long each value held: their `count` is of
 * requests or tokens, no n of a mean, and their spread is no standard deviation of repetitions.
 */
function isOverTime(name: string): boolean {
  return name.endsWith('_per_second') || name.endsWith('_concurrency');
}

function readTotals(totals: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  for (const [key, spec] of [
    ['successful', { metric: 'requests', unit: 'req' }],
    ['errored', { metric: 'failures', unit: 'count' }],
    ['incomplete', { metric: 'incomplete-requests', unit: 'req', direction: 'none' }],
  ] as const) {
    const count = numberAt(totals, key);
    if (count !== null) benchmark.measure(`request_totals.${key}`, spec).value(count, [...path, key]);
  }
}

/** p001 is 0.1 %, p05 is 5 %, p999 is 99.9 %. */
function percentileOf(key: string): number | null {
  const digits = /^p(\d{2,4})$/.exec(key)?.[1];
  return digits === undefined ? null : Number(digits) / 10 ** (digits.length - 2);
}

/** Newer files keep the strategy in `config`, older ones in `args`. */
function strategyOf(entry: unknown): unknown {
  return objectAt(objectAt(entry, 'config'), 'strategy') ?? objectAt(objectAt(entry, 'args'), 'strategy');
}

/** The load of a benchmark: so many requests at once, or so many per second; `repetition` where the same load came before. */
function loadOf(strategy: unknown, earlier: readonly unknown[]): Bag {
  const load: Record<string, Scalar> = {};
  const type = stringAt(strategy, 'type_') ?? stringAt(strategy, 'type');
  const streams = numberAt(strategy, 'streams') ?? (type === 'synchronous' ? 1 : null);
  const rate = numberAt(strategy, 'rate');
  const limit = numberAt(strategy, 'max_concurrency');
  if (streams !== null) load.concurrency = streams;
  if (limit !== null) load.max_concurrency = limit;
  if (rate !== null) load.request_rate = rate;
  else if (type === 'throughput') load.request_rate = 'inf';
  const same = earlier.filter(
    (other) => JSON.stringify(strategyOf(other)) === JSON.stringify(strategy),
  ).length;
  return same === 0 ? load : { ...load, repetition: same + 1 };
}

const SETTINGS = [
  'model',
  'backend',
  'profile',
  'request_format',
  'processor',
  'max_seconds',
  'max_requests',
  'rampup',
];

function settingsOf(args: unknown): Bag {
  const settings: Record<string, Scalar> = {};
  for (const key of SETTINGS) {
    const value = valueAt(args, key);
    if (typeof value === 'number' || typeof value === 'boolean') settings[key] = value;
    else if (typeof value === 'string' && value !== '') settings[key] = value;
  }
  const data = arrayAt(args, 'data')?.filter((entry) => typeof entry === 'string') ?? [];
  const single = stringAt(args, 'data');
  if (data.length > 0 || single !== null) settings.dataset = single ?? data.join(', ');
  return settings;
}

function environmentOf(metadata: unknown): Bag {
  const environment: Record<string, Scalar> = {};
  const python = stringAt(metadata, 'python_version');
  const platform = stringAt(metadata, 'platform');
  if (python !== null) environment.python = python;
  if (platform !== null) environment.os = platform;
  return environment;
}

function stampAt(holder: unknown, key: string): Stamp | null {
  const seconds = numberAt(asObject(holder), key);
  return seconds === null ? null : parseStamp(seconds);
}

/** A window that ends after the last request makes every rate too low. */
function tellOfWindow(entry: unknown, path: JsonPath, out: ResultBuilder): void {
  const cooldown = numberAt(entry, 'cooldown_duration');
  const duration = numberAt(entry, 'duration');
  if (cooldown === null || duration === null || cooldown >= 0) return;
  const late = Number((-cooldown).toPrecision(4));
  const sentence = `The measured window of ${Number(duration.toPrecision(4))} s ends ${late} s after the last request (cooldown_duration is negative), so requests per second are too low.`;
  out.problemAt([...path, 'cooldown_duration'], 'warning', sentence);
}
