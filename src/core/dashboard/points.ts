import { medianIntervalOf } from '../catalogue/numbers.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { NO_DATA } from '../charts/describe.ts';
import type { ChartInterval, ChartSource } from '../charts/spec.ts';
import { statisticsOf, type MeasureStatistics } from '../contract/statistics.ts';
import { mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import { meanInterval } from '../stats/interval.ts';
import { meanOf } from '../stats/vector.ts';
import { configurationCount } from '../findings/configurations.ts';
import type { ChartStatistic } from './query.ts';

/** What a number is: a statistic of observations, or the one value of a total or gauge. */
export type PointStatistic = Exclude<ChartStatistic, 'center'> | 'value';

/** The number of one measure, or of several pooled and said to be. */
export interface Point {
  /** Canonical unit; null where there is none. */
  readonly value: number | null;
  readonly statistic: PointStatistic;
  /** Observations behind it; runs or configurations where several were pooled; null when it is not known. */
  readonly n: number | null;
  /** Of the statistic, 95 %; null where there is none, and never over different configurations. */
  readonly interval: ChartInterval | null;
  /** Observations that failed. */
  readonly failed: number;
  /** Why there is no value, in a word or two; null where there is one. */
  readonly gap: string | null;
  /** How many measures, runs and configurations stand behind it. */
  readonly measures: number;
  readonly runs: number;
  readonly configurations: number;
}

const statistics = new WeakMap<CatalogueMeasure, MeasureStatistics>();

/** Statistics of a measure, computed once; those of one number are made again, which is faster than to remember them. */
export function knownStatistics(entry: CatalogueMeasure): MeasureStatistics {
  const { kind, samples } = entry.measure;
  if (samples === null ? kind === 'value' : samples.values.length === 1) return statisticsOf(entry);
  let known = statistics.get(entry);
  if (known === undefined) statistics.set(entry, (known = statisticsOf(entry)));
  return known;
}

/** The point of one measure. */
export function pointOf(entry: CatalogueMeasure, statistic: ChartStatistic): Point {
  const own = knownStatistics(entry);
  const found = numberOf(own, statistic);
  return {
    value: found?.value ?? null,
    statistic: found?.statistic ?? (statistic === 'center' ? 'mean' : statistic),
    n: own.n,
    interval: intervalOf(entry, own, found?.statistic ?? null),
    failed: own.failed,
    gap: found === null ? gapOf(entry, own) : null,
    measures: 1,
    runs: 1,
    configurations: 1,
  };
}

/**
 * One point for several measures. Repetitions of one configuration in several runs: the mean of the runs' numbers with its
 * interval over the runs. Different configurations: the mean of their numbers, without an interval.
 */
export function poolPoints(entries: readonly CatalogueMeasure[], statistic: ChartStatistic): Point {
  return runToEnd(poolSteps(entries, statistic));
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 500;

/** The same in slices. */
export function* poolSteps(entries: readonly CatalogueMeasure[], statistic: ChartStatistic): Steps<Point> {
  const [only] = entries;
  if (only === undefined) return NOTHING;
  if (entries.length === 1) return pointOf(only, statistic);
  const points = yield* mapSteps(entries, (entry) => pointOf(entry, statistic), SLICE);
  const values = points.flatMap(({ value }) => value ?? []);
  const configurations = configurationCount(entries);
  const interval = configurations === 1 && values.length > 1 ? meanInterval(values) : null;
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  return {
    value: values.length === 0 ? null : meanOf(values),
    statistic: points.find(({ value }) => value !== null)?.statistic ?? 'mean',
    n: values.length,
    interval: tellingInterval(interval === null || 'kind' in interval ? null : interval, least),
    failed: points.reduce((sum, { failed }) => sum + failed, 0),
    gap: values.length > 0 ? null : (points[0]?.gap ?? 'no value'),
    measures: entries.length,
    runs: new Set(entries.map(({ run }) => run)).size,
    configurations,
  };
}

const NOTHING: Point = {
  value: null,
  statistic: 'mean',
  n: null,
  interval: null,
  failed: 0,
  gap: NO_DATA,
  measures: 0,
  runs: 0,
  configurations: 0,
};

function numberOf(
  own: MeasureStatistics,
  wanted: ChartStatistic,
): { readonly value: number; readonly statistic: PointStatistic } | null {
  const { mean, median, value } = own;
  if (wanted === 'center') {
    if (mean !== null) return { value: mean, statistic: 'mean' };
    if (median !== null) return { value: median, statistic: 'median' };
    return value === null ? null : { value, statistic: 'value' };
  }
  const number = wanted === 'p99' ? (own.percentiles['99'] ?? null) : own[wanted];
  if (number !== null) return { value: number, statistic: wanted };
  return wanted === 'mean' && value !== null ? { value, statistic: 'value' } : null;
}

/** Of a mean or a median. */
function intervalOf(
  { measure }: CatalogueMeasure,
  own: MeasureStatistics,
  statistic: PointStatistic | null,
): ChartInterval | null {
  if (statistic === 'mean') return tellingInterval(own.interval, own.min);
  return statistic === 'median' ? tellingInterval(medianIntervalOf(measure), own.min) : null;
}

/** An interval that reaches below zero although no value does says that Student's t does not fit. */
function tellingInterval(interval: ChartInterval | null, min: number | null): ChartInterval | null {
  if (interval === null || (interval.low < 0 && min !== null && min >= 0)) return null;
  return { low: interval.low, high: interval.high, level: interval.level };
}

function gapOf({ measure }: CatalogueMeasure, own: MeasureStatistics): string {
  const nothing = own.mean === null && own.median === null && own.value === null;
  if (measure.outcome === 'failed' || (nothing && own.failed > 0)) return 'failed';
  return nothing ? 'no value' : 'not given';
}

/** Where the number of a measure stands: its first sample, or its reported value. */
export function sourceOf({ run, measure }: CatalogueMeasure): ChartSource {
  const { line, column } = measure.place;
  return { root: run.file.root, file: run.file.path, line, column };
}

/** "mean of 5 runs", "mean pooled over 3 configurations": what was done to get one number; null for a single measure. */
export function poolText({ measures, runs, configurations, statistic }: Point): string | null {
  if (measures < 2) return null;
  const what = statistic === 'mean' || statistic === 'value' ? 'mean' : `mean of the ${statistic}s`;
  if (configurations > 1) return `${what} pooled over ${String(configurations)} configurations`;
  return runs > 1 ? `${what} over ${String(runs)} runs` : `${what} over ${String(measures)} measures`;
}
