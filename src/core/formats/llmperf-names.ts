import type { MeasureSpec } from './build-measure.ts';

/** What LLMPerf measures per request. */
export const LLMPERF_MEASURES: Readonly<Record<string, MeasureSpec>> = {
  ttft_s: { metric: 'ttft', unit: 's' },
  inter_token_latency_s: { metric: 'itl', unit: 's' },
  end_to_end_latency_s: { metric: 'latency', unit: 's' },
  request_output_throughput_token_per_s: { metric: 'throughput-per-user', unit: 'tok/s/user' },
  number_input_tokens: { metric: 'prompt-tokens', unit: 'tok' },
  number_output_tokens: { metric: 'tokens-generated', unit: 'tok' },
  number_total_tokens: { metric: 'total-tokens', unit: 'tok' },
};
