import type { BenchmarkBuilder, MeasureBuilder } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { arrayAt, asObject, numberAt, objectAt, valueAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportFields } from './report-fields.ts';
import { TIME } from './timing-baseline-parts.ts';

const RESULTS: JsonPath = ['timing_stats', 'run_results'];

/** A document with repetitions and the name of what was timed. */
export interface Repeated {
  readonly document: JsonObject;
  readonly name: string;
}

/** The keys p50_ms, p95_ms, p99.9_ms … of a block, by percentile: { p95: 'p95_ms' }. */
export function percentileKeys(block: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of Object.keys(asObject(block) ?? {})) {
    const percentile = /^(p\d+(?:\.\d+)?)(?:_ms)?$/.exec(key)?.[1];
    if (percentile !== undefined && numberAt(block, key) !== null) found[percentile] = key;
  }
  return found;
}

/** The means of the repetitions as samples, each repetition's other statistics under its own label, the overall ones beside. */
export function readRepeated(repeated: Repeated, run: RunBuilder, out: ResultBuilder): void {
  const { document, name } = repeated;
  const stats = objectAt(document, 'timing_stats') ?? {};
  const results = arrayAt(stats, 'run_results') ?? [];
  const perRun = numberAt(document, 'samples_per_run');
  const benchmark = run.benchmark(name);
  const means = benchmark.measure('mean_ms', perRun === null ? TIME : { ...TIME, iterations: perRun });
  const values: number[] = [];
  results.forEach((result, index) => {
    const mean = numberAt(result, 'mean_ms');
    const path = [...RESULTS, index, 'mean_ms'];
    if (mean === null) {
      out.problemAt([...RESULTS, index], 'warning', `Repetition ${index + 1} has no number under mean_ms.`);
      means.sample(NaN, path, { outcome: 'failed', error: 'no mean_ms', labels: { repetition: index + 1 } });
    } else {
      values.push(mean);
      means.sample(mean, path, { labels: { repetition: index + 1 } });
    }
    readRepetition({ result, index, count: results.length }, benchmark);
  });
  readOverall(document, stats, means);
  checkCounts(document, results.length, out);
  checkMean(values, numberAt(stats, 'overall_mean_ms'), out);
  notePercentiles(stats, values.length, perRun, out);
}

interface Repetition {
  readonly result: unknown;
  readonly index: number;
  readonly count: number;
}

function readRepetition({ result, index, count }: Repetition, benchmark: BenchmarkBuilder): void {
  const keys = { ...percentileKeys(result), stddev: 'stdev_ms' };
  if (Object.values(keys).every((key) => numberAt(result, key) === null)) return;
  const measure = benchmark.measure(`run_results[${index}]`, {
    ...TIME,
    kind: 'summary',
    notCountedBecause: `one repetition of ${count}; its mean counts as a sample of mean_ms`,
  });
  reportFields(measure, result, [...RESULTS, index], { ...keys, n: 'samples' });
}

/** The file's own statistics are over the means of the repetitions, so n is their number. */
function readOverall(document: JsonObject, stats: JsonObject, means: MeasureBuilder): void {
  if (numberAt(stats, 'overall_mean_ms') === null) return;
  const path: JsonPath = ['timing_stats'];
  reportFields(means, stats, path, { mean: 'overall_mean_ms', stddev: 'overall_stdev_ms' });
  reportFields(means, document, [], { n: 'runs' });
  const interval = arrayAt(document, 'confidence_interval_95');
  const [low, high] = [interval?.[0], interval?.[1]];
  if (typeof low === 'number' && typeof high === 'number') {
    means.reported({ intervals: { mean: { level: 0.95, low, high } } }, ['confidence_interval_95', 0]);
  }
  const ofMeans = objectAt(stats, 'latency_percentiles');
  for (const [statistic, key] of Object.entries(percentileKeys(ofMeans))) {
    const value = numberAt(ofMeans, key);
    const at = [...path, 'latency_percentiles', key];
    if (value !== null) means.reported({ statistics: { [`${statistic} of the means`]: value } }, at);
  }
  for (const key of ['cv_percent', 'outliers_detected']) {
    const value = numberAt(stats, key);
    if (value !== null) means.reported({ plain: { [key]: value } }, [...path, key]);
  }
}

function checkCounts(document: JsonObject, found: number, out: ResultBuilder): void {
  const runs = numberAt(document, 'runs');
  if (runs === null || runs === found) return;
  out.problemAt(['runs'], 'warning', `The file says ${runs} runs, but has the results of ${found}.`);
}

function checkMean(values: readonly number[], stated: number | null, out: ResultBuilder): void {
  if (stated === null || values.length === 0) return;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (Math.abs(mean - stated) <= 1e-6 * Math.max(Math.abs(mean), Math.abs(stated))) return;
  const sentence = `overall_mean_ms says ${stated}, but the mean of the ${values.length} repetitions is ${mean}.`;
  out.problemAt(['timing_stats', 'overall_mean_ms'], 'warning', sentence);
}

/** A p99 of three means is the largest of them and says nothing of single operations. */
function notePercentiles(stats: JsonObject, runs: number, perRun: number | null, out: ResultBuilder): void {
  const given = valueAt(stats, 'latency_percentiles');
  const percentiles = Object.keys(percentileKeys(given));
  if (percentiles.length === 0) return;
  const singles = perRun === null ? 'the single samples' : `the ${runs * perRun} samples`;
  const sentence = `latency_percentiles are percentiles of the ${runs} means of the repetitions, not of ${singles}: they are kept as such and not shown as percentiles of the latency.`;
  out.problemAt(['timing_stats', 'latency_percentiles'], 'info', sentence);
}
