import type { Bag, Scalar } from '../model/measure.ts';
import { labelRole } from '../normalise/labels.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { ResultBuilder, RunFacts } from './build.ts';
import { arrayAt, asObject, numberAt, valueAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported } from './report-fields.ts';
import { readServingRequests } from './serving-requests.ts';
import {
  latencyMeasure,
  REQUEST_LISTS,
  SETTING_NAMES,
  servingStatistic,
  servingTotal,
} from './serving-keys.ts';

/** One result of a serving benchmark and where it stands. */
export interface ServingRecord {
  readonly value: unknown;
  readonly path: JsonPath;
  /** Of the load, told elsewhere than in the record's plain keys. */
  readonly load?: Bag;
}

/**
 * Reads one result into a run of its own: totals, rates, latency statistics, and requests where they are listed. What makes
 * the load (`request_rate`, `max_concurrency`, lengths) are parameters of the benchmark, what is measured under it (model,
 * backend, the user's own entries) of the run.
 */
export function readServingRecord(record: ServingRecord, facts: RunFacts, out: ResultBuilder): void {
  const settings = servingSettings(record.value);
  const load = Object.entries(settings).filter(([key]) => LOAD.has(key));
  const setup = Object.entries(settings).filter(([key]) => !LOAD.has(key));
  const parameters = { ...Object.fromEntries(setup), ...facts.parameters };
  const benchmark = out
    .run({ ...facts, parameters })
    .benchmark('serve', { ...Object.fromEntries(load), ...record.load });
  readServingRequests(record, benchmark, out);
  for (const [key, value] of Object.entries(asObject(record.value) ?? {})) {
    if (typeof value === 'number') readNumber(key, value, record, benchmark);
    else if (value !== null && (servingTotal(key) ?? servingStatistic(key)) !== null)
      out.problemAt([...record.path, key], 'warning', `${key} is no number and was not read.`);
  }
}

function readNumber(key: string, value: number, record: ServingRecord, benchmark: BenchmarkBuilder): void {
  const at = [...record.path, key];
  const total = servingTotal(key);
  const statistic = servingStatistic(key);
  if (total !== null) benchmark.measure(key, total).value(value, at);
  else if (statistic !== null) {
    const measure = latencyMeasure(benchmark, statistic.label, statistic.metric);
    measure.reported(asReported(statistic.statistic, value / 1000), at);
  } else if (isMetric(key)) benchmark.measure(key).value(value, at);
}

/** A number that is neither a known result nor a setting, and says by its name what it measures. */
function isMetric(key: string): boolean {
  return !LOAD.has(key) && !OTHER_NUMBERS.has(key) && labelRole(key) === 'metric';
}

/** Settings that make the load. */
const LOAD: ReadonlySet<string> = new Set(
  'request_rate max_concurrency burstiness num_prompts best_of input_len output_len random_input_len random_output_len random_range_ratio sharegpt_output_len ramp_up_strategy ramp_up_start_rps ramp_up_end_rps'.split(
    ' ',
  ),
);
const OTHER_NUMBERS: ReadonlySet<string> = new Set('port seed logprobs num_requests'.split(' '));
const NO_SETTINGS: ReadonlySet<string> = new Set(['date', 'server_info', 'label', 'raw_output', 'success']);

/** Plain settings of a record: load (`request_rate`, `max_concurrency`), model, data set and the user's own entries. */
function servingSettings(value: unknown): Bag {
  const settings: Record<string, Scalar> = {};
  for (const [key, entry] of Object.entries(asObject(value) ?? {})) {
    if (NO_SETTINGS.has(key) || REQUEST_LISTS.has(key)) continue;
    if (typeof entry === 'number') {
      if (servingTotal(key) !== null || servingStatistic(key) !== null || isMetric(key)) continue;
      settings[key] = entry;
    } else if (typeof entry === 'boolean') settings[key] = entry;
    else if (typeof entry === 'string' && entry.trim() !== '')
      settings[SETTING_NAMES[key] ?? key] = entry.trim();
  }
  return settings;
}

/** Whether a value looks like one result of a serving benchmark. */
export function isServingRecord(value: unknown): boolean {
  const hasRates = numberAt(value, 'request_throughput') !== null && numberAt(value, 'completed') !== null;
  return hasRates && (numberAt(value, 'mean_ttft_ms') !== null || arrayAt(value, 'ttfts') !== null);
}

/** Whether a key is there, whatever it holds. */
export function hasKey(value: unknown, key: string): boolean {
  return valueAt(value, key) !== undefined;
}
