import type { BenchmarkBuilder } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { numberAt, stringAt, valueAt } from './json-guards.ts';
import { LLMPERF_MEASURES } from './llmperf-names.ts';
import type { JsonPath } from './places.ts';

const RATE = 'request_output_throughput_token_per_s';

/** Reads single responses; one with an error code or text is failed, whatever zeros stand beside it. */
export function readLlmperfRequests(
  responses: readonly unknown[],
  base: JsonPath,
  benchmark: BenchmarkBuilder,
  out: ResultBuilder,
): void {
  let odd = 0;
  let firstOdd = -1;
  responses.forEach((response, index) => {
    const path = [...base, index];
    readResponse(response, path, benchmark);
    if (errorOf(response) !== null || isConsistent(response)) return;
    odd++;
    if (firstOdd < 0) firstOdd = index;
  });
  if (odd === 0) return;
  const example = responses[firstOdd];
  const expected =
    (numberAt(example, 'number_output_tokens') ?? NaN) / (numberAt(example, 'end_to_end_latency_s') ?? NaN);
  const sentence = `${RATE} is not number_output_tokens / end_to_end_latency_s in ${odd} of ${responses.length} responses: ${short(numberAt(example, RATE) ?? NaN)} is written here, ${short(expected)} would be expected.`;
  out.problemAt([...base, firstOdd, RATE], 'warning', sentence);
}

function readResponse(response: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  const error = errorOf(response);
  for (const [label, spec] of Object.entries(LLMPERF_MEASURES)) {
    const value = numberAt(response, label);
    if (error !== null) {
      const key = stringAt(response, 'error_msg') === null ? 'error_code' : 'error_msg';
      benchmark.measure(label, spec).sample(value ?? NaN, [...path, value === null ? key : label], {
        outcome: 'failed',
        error,
      });
    } else if (value !== null) benchmark.measure(label, spec).sample(value, [...path, label]);
  }
}

function errorOf(response: unknown): string | null {
  const code = valueAt(response, 'error_code');
  const text = stringAt(response, 'error_msg');
  if (text !== null) return text;
  const isCode = (typeof code === 'number' && code !== 0) || (typeof code === 'string' && code !== '');
  return isCode ? `error code ${String(code)}` : null;
}

/** LLMPerf defines the rate of a response as its tokens over its time. */
function isConsistent(response: unknown): boolean {
  const rate = numberAt(response, RATE);
  const tokens = numberAt(response, 'number_output_tokens');
  const seconds = numberAt(response, 'end_to_end_latency_s');
  if (rate === null || tokens === null || seconds === null || seconds <= 0 || tokens <= 0) return true;
  return Math.abs(rate - tokens / seconds) <= 0.02 * (tokens / seconds);
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
