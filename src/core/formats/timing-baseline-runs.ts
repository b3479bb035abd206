import { ResultBuilder, type RunBuilder } from './build.ts';
import { arrayAt, numberAt, objectAt, valueAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { TIME } from './timing-baseline-parts.ts';

const RESULTS: JsonPath = ['timing_stats', 'run_results'];

/** A document with repetitions and the name of what was timed. */
export interface Repeated {
  readonly document: JsonObject;
  readonly name: string;
}

/** p50_ms, p95_ms, p99.9_ms … of a block, by percentile. */
export function percentilesOf(block: unknown): Record<string, number> {
  const found: Record<string, number> = {};
  for (const key of Object.keys(typeof block === 'object' && block !== null ? block : {})) {
    const percentile = /^p(\d+(?:\.\d+)?)(?:_ms)?$/.exec(key)?.[1];
    const value = numberAt(block, key);
    if (percentile !== undefined && value !== null) found[percentile] = value;
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

function readRepetition(
  { result, index, count }: Repetition,
  benchmark: ReturnType<RunBuilder['benchmark']>,
): void {
  const percentiles = percentilesOf(result);
  const stddev = numberAt(result, 'stdev_ms');
  const first = ['p50_ms', 'p95_ms', 'p99_ms', 'stdev_ms'].find((key) => numberAt(result, key) !== null);
  if (first === undefined) return;
  const spec = {
    ...TIME,
    kind: 'summary' as const,
    notCountedBecause: `one repetition of ${count}; its mean counts as a sample of mean_ms`,
  };
  benchmark
    .measure(`run_results[${index}]`, spec)
    .reported({ n: numberAt(result, 'samples') ?? undefined, stddev: stddev ?? undefined, percentiles }, [
      ...RESULTS,
      index,
      first,
    ]);
}

/** The file's own statistics are over the means of the repetitions, so n is their number. */
function readOverall(
  document: JsonObject,
  stats: JsonObject,
  means: ReturnType<ReturnType<RunBuilder['benchmark']>['measure']>,
): void {
  const mean = numberAt(stats, 'overall_mean_ms');
  if (mean === null) return;
  const interval = arrayAt(document, 'confidence_interval_95');
  const [low, high] = [interval?.[0], interval?.[1]];
  const ofMeans = Object.entries(percentilesOf(objectAt(stats, 'latency_percentiles')));
  means.reported(
    {
      n: numberAt(document, 'runs') ?? undefined,
      mean,
      stddev: numberAt(stats, 'overall_stdev_ms') ?? undefined,
      intervals:
        typeof low === 'number' && typeof high === 'number' ? { mean: { level: 0.95, low, high } } : {},
      statistics: Object.fromEntries(ofMeans.map(([p, value]) => [`p${p} of the means`, value])),
      plain: {
        cv_percent:
          numberAt(stats, 'cv_percent') ?? numberAt(document, 'coefficient_of_variation') ?? undefined,
        outliers: numberAt(stats, 'outliers_detected') ?? undefined,
      },
    },
    ['timing_stats', 'overall_mean_ms'],
  );
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
  const percentiles = Object.values(percentilesOf(given));
  if (percentiles.length === 0) return;
  const singles = perRun === null ? 'the single samples' : `the ${runs * perRun} samples`;
  const sentence = `latency_percentiles are percentiles of the ${runs} means of the repetitions, not of ${singles}: they are kept as such and not shown as percentiles of the latency.`;
  out.problemAt(['timing_stats', 'latency_percentiles'], 'info', sentence);
}
