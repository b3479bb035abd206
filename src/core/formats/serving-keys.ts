import type { BenchmarkBuilder, MeasureBuilder, MeasureSpec } from './build-measure.ts';

/**
 * What serving benchmarks of the vLLM family (vLLM's `bench serve`, SGLang's `bench_serving`, their forerunner
 * `benchmark_serving.py`) call their results. Definitions: vLLM documentation, "Benchmark CLI".
 */
const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  duration: { metric: 'total-time', unit: 's' },
  completed: { metric: 'requests', unit: 'req' },
  failed: { metric: 'failures', unit: 'count' },
  total_input_tokens: { metric: 'prompt-tokens', unit: 'tok' },
  total_input_text_tokens: { metric: 'prompt-tokens', unit: 'tok' },
  total_input_vision_tokens: { metric: 'prompt-tokens', unit: 'tok' },
  total_output_tokens: { metric: 'tokens-generated', unit: 'tok' },
  total_output_tokens_retokenized: { metric: 'tokens-generated', unit: 'tok' },
  request_throughput: { metric: 'request-throughput', unit: 'req/s' },
  request_goodput: { metric: 'goodput', unit: 'req/s' },
  'request_goodput:': { metric: 'goodput', unit: 'req/s' },
  input_throughput: { metric: 'prompt-throughput', unit: 'tok/s' },
  output_throughput: { metric: 'throughput', unit: 'tok/s' },
  output_throughput_retokenized: { metric: 'throughput', unit: 'tok/s' },
  total_throughput: { metric: 'total-throughput', unit: 'tok/s' },
  total_throughput_retokenized: { metric: 'total-throughput', unit: 'tok/s' },
  total_token_throughput: { metric: 'total-throughput', unit: 'tok/s' },
  max_output_tokens_per_s: { metric: 'peak-throughput', unit: 'tok/s', direction: 'higher' },
  max_concurrent_requests: { metric: 'peak-concurrency', unit: 'req', direction: 'none' },
  concurrency: { metric: 'mean-concurrency', unit: 'req', direction: 'none' },
  accept_length: { metric: 'accept-length', unit: 'tok', direction: 'higher' },
  rtfx: { metric: 'real-time-factor', unit: '1', direction: 'higher' },
};

/** The label, metric and unit of a total, a rate or a peak; null for every other key. */
export function servingTotal(key: string): MeasureSpec | null {
  return Object.hasOwn(TOTALS, key) ? (TOTALS[key] ?? null) : null;
}

const LATENCIES: Readonly<Record<string, string>> = {
  ttft: 'ttft',
  tpot: 'tpot',
  itl: 'itl',
  e2el: 'latency',
  e2e_latency: 'latency',
};

/** A statistic of a latency: `p99_ttft_ms` is the p99 of "ttft". */
export interface ServingStatistic {
  readonly statistic: string;
  readonly label: string;
  readonly metric: string;
}

/** The statistic that a key such as `mean_ttft_ms` or `std_e2el_ms` names; null for every other key. */
export function servingStatistic(key: string): ServingStatistic | null {
  const [, word, label] = /^(mean|median|std|max|min|p\d+(?:\.\d+)?)_(\w+)_ms$/.exec(key) ?? [];
  if (word === undefined || label === undefined || !Object.hasOwn(LATENCIES, label)) return null;
  return { statistic: word === 'std' ? 'stddev' : word, label, metric: LATENCIES[label] ?? 'latency' };
}

/** How many keys of a record are statistics of TTFT, TPOT, ITL or the whole latency. */
export function statisticKeys(keys: readonly string[]): number {
  return keys.filter((key) => servingStatistic(key) !== null).length;
}

/** Results per request: they are samples, never settings. */
export const REQUEST_LISTS: ReadonlySet<string> = new Set(
  'ttfts itls input_lens output_lens errors generated_texts start_times'.split(' '),
);

/** Keys under which these tools name the model and the data set. */
export const SETTING_NAMES: Readonly<Record<string, string>> = {
  model_id: 'model',
  model_path: 'model',
  tokenizer_id: 'tokenizer',
  tokenizer_path: 'tokenizer',
};

/** A latency of requests: the statistics are written in ms, the requests in seconds. */
export function latencyMeasure(benchmark: BenchmarkBuilder, label: string, metric: string): MeasureBuilder {
  return benchmark.measure(label, { metric, unit: 's' });
}
