import type { Bag } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asObject, numberAt, objectAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported } from './report-fields.ts';

/** What inference-perf reports, times in seconds; a key's statistics or its one number. */
const MEASURES: Readonly<Record<string, MeasureSpec>> = {
  request_latency: { metric: 'latency', unit: 's' },
  normalized_time_per_output_token: { metric: 'normalized-tpot', unit: 's', direction: 'lower' },
  time_per_output_token: { metric: 'tpot', unit: 's' },
  time_to_first_token: { metric: 'ttft', unit: 's' },
  inter_token_latency: { metric: 'itl', unit: 's' },
  prompt_len: { metric: 'prompt-tokens', unit: 'tok' },
  output_len: { metric: 'tokens-generated', unit: 'tok' },
  queue_len: { metric: 'queue-length', unit: 'req', direction: 'lower' },
  kv_cache_usage_percentage: { metric: 'kv-cache-usage', unit: '%', direction: 'none' },
  prefix_cache_hit_percent: { metric: 'cache-hit-rate', unit: '%' },
  num_requests_swapped: { metric: 'requests-swapped', unit: 'req', direction: 'lower' },
  num_preemptions_total: { metric: 'preemptions', unit: 'count', direction: 'lower' },
  input_tokens_per_sec: { metric: 'prompt-throughput', unit: 'tok/s' },
  output_tokens_per_sec: { metric: 'throughput', unit: 'tok/s' },
  total_tokens_per_sec: { metric: 'total-throughput', unit: 'tok/s' },
  requests_per_sec: { metric: 'request-throughput', unit: 'req/s' },
  schedule_delay: { metric: 'schedule-delay', unit: 's', direction: 'lower' },
  send_duration: { metric: 'send-duration', unit: 's', direction: 'none' },
  achieved_rate: { metric: 'achieved-request-rate', unit: 'req/s', direction: 'none' },
};
/** `prompt_len.rate` is a rate of tokens. */
const RATES: Readonly<Record<string, string>> = { prompt_len: 'prompt-throughput', output_len: 'throughput' };

/** What inference-perf writes per stage and for the whole run. */
export const inferencePerf: Format = {
  id: 'inference-perf',
  title: 'inference-perf',
  proof: 'Real files of the reference corpus: lifecycle and Prometheus metrics of a stage.',
  about:
    'JSON with `load_summary`, `successes` and `failures` (`stage_0_lifecycle_metrics.json`, `stage_0_prometheus_metrics.json`, `summary_…`). Gives latency, TTFT, TPOT, ITL, prompt and output lengths with percentiles, throughput and failures of successful requests; what the server counted (Prometheus) is a benchmark of its own; the requested rate is the parameter `request_rate`.',
  recognise(head: FileHead): Recognition | null {
    const typical = ['load_summary', 'successes', 'failures'].every(
      (key) => objectAt(head.json, key) !== null,
    );
    return typical ? { score: 0.95, reason: 'a JSON with `load_summary`, `successes` and `failures`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const stage = /stage_(\d+)_/.exec(file.name)?.[1];
    const run = out.run({
      tool: 'inference-perf',
      parameters: stage === undefined ? {} : { stage: Number(stage) },
    });
    const successes = objectAt(document, 'successes');
    const isServer = objectAt(successes, 'latency') === null && numberAt(successes, 'rate') !== null;
    const benchmark = run.benchmark(isServer ? 'server' : 'requests', loadOf(document));
    readPart(objectAt(document, 'load_summary'), ['load_summary'], benchmark);
    readPart(successes, ['successes'], benchmark);
    readFailures(document, benchmark, out);
    if (run.isEmpty) out.problem(problem('error', 'No metric was found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

function loadOf(document: unknown): Bag {
  const summary = objectAt(document, 'load_summary');
  const load: Record<string, number> = {};
  for (const [key, name] of [
    ['requested_rate', 'request_rate'],
    ['concurrency', 'concurrency'],
    ['concurrency_level', 'concurrency'],
  ] as const) {
    const value = numberAt(summary, key);
    if (value !== null) load[name] = value;
  }
  return load;
}

/** Numbers are values, objects with a mean or percentiles are summaries, other objects are groups of these. */
function readPart(part: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  for (const [key, value] of Object.entries(asObject(part) ?? {})) {
    const here = [...path, key];
    if (typeof value === 'number') readNumber(key, value, here, benchmark);
    else if (isSummary(value)) readSummary(key, value, here, benchmark);
    else readPart(value, here, benchmark);
  }
}

function isSummary(value: unknown): boolean {
  return ['mean', 'median', 'p50', 'p90', 'p99'].some((key) => numberAt(value, key) !== null);
}

function readNumber(key: string, value: number, path: JsonPath, benchmark: BenchmarkBuilder): void {
  const spec = MEASURES[key];
  if (spec !== undefined) benchmark.measure(key, spec).value(value, path);
  else if (key === 'count')
    benchmark.measure(path.join('.'), { metric: 'requests', unit: 'req' }).value(value, path);
  else if (key === 'rate')
    benchmark.measure(path.join('.'), { metric: 'request-throughput', unit: 'req/s' }).value(value, path);
}

function readSummary(key: string, value: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  const measure = benchmark.measure(key, MEASURES[key] ?? {});
  for (const [name, entry] of Object.entries(asObject(value) ?? {})) {
    const isStatistic = /^(?:mean|median|min|max|p\d+(?:\.\d+)?)$/.test(name);
    if (typeof entry !== 'number') continue;
    if (isStatistic) measure.reported(asReported(name, entry), [...path, name]);
    else if (name === 'rate')
      benchmark
        .measure(`${key}.rate`, { metric: RATES[key] ?? 'throughput', unit: 'tok/s' })
        .value(entry, [...path, name]);
  }
}

function readFailures(document: unknown, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const count = numberAt(objectAt(document, 'failures'), 'count');
  if (count === null) return;
  benchmark
    .measure('failures.count', { metric: 'failures', unit: 'count' })
    .value(count, ['failures', 'count']);
  if (count === 0) return;
  const requests = count === 1 ? 'One request' : `${count} requests`;
  out.problemAt(['failures', 'count'], 'warning', `${requests} failed; they are in no statistic.`);
}
