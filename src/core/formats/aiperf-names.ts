import type { Bag, Scalar } from '../model/measure.ts';
import type { MeasureSpec } from './build-measure.ts';
import { arrayAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';

/** AIPerf's metrics by their tag, or by their title in lower case. Definitions: AIPerf documentation, "Metrics Reference". */
const METRICS: Readonly<Record<string, MeasureSpec>> = {
  ttft: { metric: 'ttft' },
  time_to_first_token: { metric: 'ttft' },
  ttst: { metric: 'time-to-second-token', direction: 'lower' },
  time_to_second_token: { metric: 'time-to-second-token', direction: 'lower' },
  inter_token_latency: { metric: 'itl' },
  inter_chunk_latency: { metric: 'inter-chunk-latency', direction: 'lower' },
  request_latency: { metric: 'latency' },
  output_token_throughput: { metric: 'throughput' },
  output_token_throughput_per_user: { metric: 'throughput-per-user' },
  total_token_throughput: { metric: 'total-throughput' },
  request_throughput: { metric: 'request-throughput' },
  request_goodput: { metric: 'goodput' },
  goodput: { metric: 'goodput' },
  benchmark_duration: { metric: 'total-time' },
  request_count: { metric: 'requests', unit: 'req' },
  good_request_count: { metric: 'requests', unit: 'req' },
  error_request_count: { metric: 'failures', unit: 'count' },
  input_sequence_length: { metric: 'prompt-tokens' },
  total_input_sequence_length: { metric: 'prompt-tokens' },
  total_isl: { metric: 'prompt-tokens' },
  output_sequence_length: { metric: 'tokens-generated' },
  output_token_count: { metric: 'tokens-generated' },
  total_output_sequence_length: { metric: 'tokens-generated' },
  total_output_tokens: { metric: 'tokens-generated' },
  total_osl: { metric: 'tokens-generated' },
  reasoning_token_count: { metric: 'reasoning-tokens', direction: 'none' },
  total_reasoning_tokens: { metric: 'reasoning-tokens', direction: 'none' },
};

/** Statistics under AIPerf's names. */
export const STATISTICS: Readonly<Record<string, string>> = {
  avg: 'mean',
  min: 'min',
  max: 'max',
  std: 'stddev',
  count: 'n',
  sum: 'sum',
};

/** AIPerf's own name of a statistic as reports take it ("avg" is "mean", "p99" stays); null for another column. */
export function statisticOf(name: string): string | null {
  return STATISTICS[name] ?? (/^p\d+(?:\.\d+)?$/.test(name) ? name : null);
}

/** How a metric is to be understood; `unit` as the file writes it, null where it writes none. */
export function specOf(name: string, unit: string | null): MeasureSpec {
  const key = name.toLowerCase().replaceAll(/[\s-]+/g, '_');
  const spec = METRICS[key] ?? {};
  const told = unit === null ? {} : { unit };
  if (isTimestamp(name))
    return { metric: 'timestamp', direction: 'none', ...told, notCountedBecause: 'a time stamp' };
  return { ...spec, ...told };
}

/** When the first request left or the last answer came: a point in time, no duration. */
export function isTimestamp(name: string): boolean {
  return /timestamp$/i.test(name);
}

/** The load and what it was aimed at, from `input_config` (nested in AIPerf, flat in GenAI-Perf). */
export function loadOf(config: unknown): Bag {
  const load: Record<string, Scalar> = {};
  const generator = objectAt(config, 'loadgen');
  const prompt = objectAt(objectAt(config, 'input'), 'prompt');
  for (const key of ['concurrency', 'request_rate', 'request_count']) {
    const value = numberAt(generator, key) ?? numberAt(config, key);
    if (value !== null) load[key] = value;
  }
  const inputs = numberAt(objectAt(prompt, 'input_tokens'), 'mean');
  const outputs = numberAt(objectAt(prompt, 'output_tokens'), 'mean');
  if (inputs !== null) load.input_len = inputs;
  if (outputs !== null) load.output_len = outputs;
  const cancelled = numberAt(generator, 'request_cancellation_rate');
  if (cancelled !== null) load.request_cancellation_rate = cancelled;
  return load;
}

export function setupOf(config: unknown): Bag {
  const setup: Record<string, Scalar> = {};
  const endpoint = objectAt(config, 'endpoint');
  const models =
    arrayAt(endpoint, 'model_names') ?? arrayAt(config, 'model') ?? arrayAt(config, 'model_names');
  const model = models?.filter((name) => typeof name === 'string').join(', ') ?? stringAt(config, 'model');
  if (model !== null && model !== '') setup.model = model;
  const type = stringAt(endpoint, 'type') ?? stringAt(config, 'endpoint_type');
  if (type !== null) setup.endpoint_type = type;
  const streaming = valueAt(endpoint, 'streaming') ?? valueAt(config, 'streaming');
  if (typeof streaming === 'boolean') setup.streaming = streaming;
  return setup;
}
