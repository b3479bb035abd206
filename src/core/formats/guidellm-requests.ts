import type { BenchmarkBuilder } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder } from './build.ts';
import { arrayAt, numberAt, objectAt, stringAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** One benchmark's requests and where they go: a phase outside the measured window has a benchmark of its own. */
export interface GuideRequests {
  readonly entry: unknown;
  readonly path: JsonPath;
  of(phase: 'warmup' | 'cooldown' | null): BenchmarkBuilder;
}

/** What a request states that the metrics sum up over requests (token-wise metrics are weighted otherwise). */
const PER_REQUEST = [
  ['request_latency', 'latency', 's'],
  ['time_to_first_token_ms', 'ttft', 'ms'],
] as const;
const REASON = { warmup: 'warm-up', cooldown: 'cool-down' } as const;

/** Reads requests as samples: successful ones, errored ones as failed, incomplete ones as partial. */
export function readGuideRequests(requests: GuideRequests, out: ResultBuilder): void {
  const lists = objectAt(requests.entry, 'requests');
  for (const outcome of ['successful', 'errored', 'incomplete'] as const) {
    arrayAt(lists, outcome)?.forEach((request, index) => {
      readRequest(requests, { request, outcome, path: [...requests.path, 'requests', outcome, index] }, out);
    });
  }
}

interface GuideRequest {
  readonly request: unknown;
  readonly outcome: 'successful' | 'errored' | 'incomplete';
  readonly path: JsonPath;
}

function readRequest(
  requests: GuideRequests,
  { request, outcome, path }: GuideRequest,
  out: ResultBuilder,
): void {
  const phase = phaseOf(requests.entry, request);
  const benchmark = requests.of(phase);
  const error = stringAt(objectAt(request, 'info'), 'error') ?? stringAt(request, 'error');
  const extra = extraOf(request, outcome, error);
  for (const [key, metric, unit] of PER_REQUEST) {
    const value = numberAt(request, key);
    if (value === null && outcome !== 'errored') continue;
    const because = phase === null ? {} : { notCountedBecause: REASON[phase] };
    const inError = objectAt(request, 'info') === null ? ['error'] : ['info', 'error'];
    const at = value !== null ? [key] : error === null ? [] : inError;
    benchmark.measure(key, { metric, unit, ...because }).sample(value ?? NaN, [...path, ...at], extra);
  }
  if (outcome === 'successful' && error !== null)
    out.problemAt(path, 'warning', `A request that counts as successful holds an error: ${error}`);
}

function extraOf(request: unknown, outcome: GuideRequest['outcome'], error: string | null): SampleExtra {
  const id = stringAt(request, 'request_id');
  const start = startOf(request);
  const extra: SampleExtra = {
    labels: id === null ? {} : { request: id },
    ...(start === null ? {} : { time: 1000 * start }),
  };
  if (outcome === 'errored') return { ...extra, outcome: 'failed', error: error ?? 'errored' };
  return outcome === 'incomplete' ? { ...extra, outcome: 'partial', error: error ?? 'incomplete' } : extra;
}

/** GuideLLM counts requests that overlap the measured window. */
function phaseOf(entry: unknown, request: unknown): 'warmup' | 'cooldown' | null {
  const window = objectAt(entry, 'scheduler_metrics');
  const from = numberAt(window, 'measure_start_time');
  const to = numberAt(window, 'measure_end_time');
  const start = startOf(request);
  const end = numberAt(request, 'request_end_time') ?? numberAt(request, 'end_time');
  if (from !== null && end !== null && end < from) return 'warmup';
  return to !== null && start !== null && start > to ? 'cooldown' : null;
}

function startOf(request: unknown): number | null {
  return numberAt(request, 'request_start_time') ?? numberAt(request, 'start_time');
}
