import { okValues } from '../catalogue/numbers.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { statisticsOf, type MeasureStatistics } from '../contract/statistics.ts';
import { meanInterval } from '../stats/interval.ts';
import { summarize } from '../stats/summary.ts';

/** The numbers of a row: one configuration, or several pooled and said to be. */
export interface RowStatistics extends Omit<MeasureStatistics, 'percentiles' | 'p95'> {
  readonly cv: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Of one measure. Written out field by field as `statisticsOf`, and for the same reason. */
export function singleStatistics(entry: CatalogueMeasure): RowStatistics {
  const own = statisticsOf(entry);
  return {
    source: own.source,
    n: own.n,
    value: own.value,
    mean: own.mean,
    median: own.median,
    min: own.min,
    max: own.max,
    stddev: own.stddev,
    p95: own.p95,
    interval: own.interval,
    cold: own.cold,
    failed: own.failed,
    cv: coefficient(own.mean, own.stddev),
    p99: own.percentiles['99'] ?? null,
  };
}

function coefficient(mean: number | null, stddev: number | null): number | null {
  return mean === null || stddev === null || mean === 0 ? null : stddev / Math.abs(mean);
}

/** Of the samples of several configurations as if they were one. */
export function pooledStatistics(entries: readonly CatalogueMeasure[]): RowStatistics {
  const values = Float64Array.from(
    entries.flatMap(({ measure }) => (measure.samples === null ? [] : [...okValues(measure.samples)])),
  );
  const failed = entries.reduce(
    (count, { measure }) => count + (measure.samples?.outcomes?.includes(2) === true ? 1 : 0),
    0,
  );
  const cold = entries.every((entry) => entry.cold === null)
    ? null
    : entries.reduce((count, entry) => count + (isColdEntry(entry) && okEntry(entry) ? 1 : 0), 0);
  const summary = summarize(values);
  const empty = {
    source: 'samples' as const,
    failed,
    cold,
    value: null,
    interval: null,
    cv: null,
    p95: null,
    p99: null,
  };
  if ('kind' in summary)
    return { ...empty, n: 0, mean: null, median: null, min: null, max: null, stddev: null };
  const interval = meanInterval(values, 0.95);
  return {
    ...empty,
    n: summary.n,
    mean: summary.mean,
    median: summary.median,
    min: summary.min,
    max: summary.max,
    stddev: summary.stddev,
    cv: summary.cv,
    p95: summary.percentiles['95'] ?? null,
    p99: summary.percentiles['99'] ?? null,
    interval:
      'kind' in interval
        ? null
        : { of: 'mean', level: interval.level, low: interval.low, high: interval.high },
  };
}

/** A sweep's entry whose one row paid a cold start. */
export function isColdEntry(entry: CatalogueMeasure): boolean {
  return (entry.cold?.[0] ?? 0) !== 0;
}

function okEntry(entry: CatalogueMeasure): boolean {
  return (entry.measure.samples?.outcomes?.[0] ?? 0) === 0;
}
