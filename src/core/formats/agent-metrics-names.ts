import type { MeasureSpec } from './build-measure.ts';
import { statisticName } from './ollama-names.ts';

/** Measures of agents by the name that runs and aggregates have in common. Durations and TTFT are those of Ollama. */
const MEASURES: Readonly<Record<string, MeasureSpec>> = {
  tokens_per_second: { metric: 'throughput', unit: 'tok/s' },
  ttft_ms: { metric: 'ttft', unit: 'ms' },
  total_duration_ms: { metric: 'total-time', unit: 'ms' },
  eval_duration_ms: { metric: 'eval-time', unit: 'ms' },
  prompt_eval_duration_ms: { metric: 'prompt-eval-time', unit: 'ms' },
  load_duration_ms: { metric: 'load-time', unit: 'ms' },
  tokens_generated: { metric: 'tokens-generated', unit: 'tok' },
  gpu_utilization: { metric: 'gpu-utilization', unit: '%' },
  gpu_memory_gb: { metric: 'gpu-memory-peak', unit: 'GB' },
  gpu_temperature_c: { metric: 'temperature', unit: '°C' },
};

/** Other names of the same measures: a run calls throughput differently, and the deviations leave the unit out. */
const SAME: Readonly<Record<string, string>> = {
  throughput_tokens_per_sec: 'tokens_per_second',
  tokens_per_sec: 'tokens_per_second',
  throughput: 'tokens_per_second',
  ttft: 'ttft_ms',
};

/** One number of a run or an aggregate: whose it is and which statistic. */
export interface AgentName {
  readonly label: string;
  readonly spec: MeasureSpec;
  /** mean, stddev, p95…; `sum` for totals; null where the name carries none. */
  readonly statistic: string | null;
}

/** What a key of a run or of `aggregate_metrics` means; null where it is no known measure. */
export function agentName(key: string): AgentName | null {
  const own = measureOf(key);
  if (own !== null) return { ...own, statistic: null };
  const peak = /^peak_(.+)$/.exec(key)?.[1];
  const total = /^total_(.+)$/.exec(key)?.[1];
  const named = statisticName(key);
  const base = named?.base ?? peak ?? total;
  const found = base === undefined ? null : measureOf(base);
  if (found === null) return null;
  return { ...found, statistic: named?.statistic ?? (peak === undefined ? 'sum' : 'max') };
}

function measureOf(key: string): { readonly label: string; readonly spec: MeasureSpec } | null {
  const label = (Object.hasOwn(SAME, key) ? SAME[key] : undefined) ?? key;
  const spec = Object.hasOwn(MEASURES, label) ? MEASURES[label] : undefined;
  return spec === undefined ? null : { label, spec };
}

/** Numbers that compare two agents, by the end of their keys. The sign of an absolute delta is the writer's. */
const COMPARISONS: readonly (readonly [end: string, spec: MeasureSpec])[] = [
  ['throughput_improvement_percent', { metric: 'throughput-improvement', unit: '%' }],
  ['ttft_reduction_percent', { metric: 'ttft-reduction', unit: '%' }],
  ['throughput_delta_absolute', { metric: 'throughput-delta', unit: 'tok/s', direction: 'none' }],
  ['ttft_delta_absolute_ms', { metric: 'ttft-delta', unit: 'ms', direction: 'none' }],
  ['_throughput', { metric: 'throughput', unit: 'tok/s' }],
  ['_ttft_ms', { metric: 'ttft', unit: 'ms' }],
  ['_total_duration_ms', { metric: 'total-time', unit: 'ms' }],
  ['_total_tokens', { metric: 'tokens-generated', unit: 'tok' }],
];

/** Meaning of a number that compares two agents; null where its key says nothing known. */
export function comparisonSpec(key: string): MeasureSpec | null {
  return COMPARISONS.find(([end]) => key.endsWith(end))?.[1] ?? null;
}
