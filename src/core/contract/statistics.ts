import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { failedCount, sampleSummary } from '../catalogue/numbers.ts';
import type { Measure } from '../model/measure.ts';
import { meanIntervalFromSummary } from '../stats/interval.ts';
import { timeWeightedMean } from '../stats/weighted.ts';

/** The statistics of one measure as the contract gives them: null wherever the source neither gives nor allows one. */
export interface MeasureStatistics {
  readonly source: 'samples' | 'reported';
  readonly n: number | null;
  readonly failed: number;
  readonly value: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly stddev: number | null;
  readonly p95: number | null;
  readonly percentiles: Readonly<Record<string, number>>;
  readonly interval: {
    readonly of: string;
    readonly level: number;
    readonly low: number;
    readonly high: number;
  } | null;
  /** How many ok rows are cold; null where that cannot be told. */
  readonly cold: number | null;
}

/** Ours where there are samples, copies of the tool's own otherwise; never a mixture. */
export function statisticsOf(entry: CatalogueMeasure): MeasureStatistics {
  const { measure } = entry;
  if (measure.samples !== null) return fromSamples(entry);
  return measure.kind === 'value' ? fromValue(measure) : fromReported(measure);
}

const NOTHING: Omit<MeasureStatistics, 'failed'> = {
  source: 'reported',
  n: null,
  value: null,
  mean: null,
  median: null,
  min: null,
  max: null,
  stddev: null,
  p95: null,
  percentiles: {},
  interval: null,
  cold: null,
};

function fromValue(measure: Measure): MeasureStatistics {
  return {
    ...NOTHING,
    n: measure.value === null ? 0 : 1,
    failed: failedCount(measure),
    value: measure.value,
  };
}

function fromSamples({ measure, cold }: CatalogueMeasure): MeasureStatistics {
  const summary = sampleSummary(measure);
  const failed = failedCount(measure);
  const base = { ...NOTHING, source: 'samples' as const, failed, cold: coldCount(measure, cold) };
  if (summary === null || measure.samples === null) return { ...base, n: 0 };
  const { n, mean, stddev } = summary;
  const interval =
    measure.kind === 'timeseries' || stddev === null
      ? null
      : meanIntervalFromSummary({ n, mean, stddev }, 0.95);
  return {
    ...base,
    n: summary.n,
    mean: measure.kind === 'timeseries' ? weightedMean(measure) : summary.mean,
    median: summary.median,
    min: summary.min,
    max: summary.max,
    stddev: summary.stddev,
    p95: summary.percentiles['95'] ?? null,
    percentiles: summary.percentiles,
    interval: interval === null || 'kind' in interval ? null : intervalOf('mean', interval),
  };
}

/** Mean over time; over the samples where they have no times. */
export function weightedMean(measure: Measure): number | null {
  const summary = sampleSummary(measure);
  const samples = measure.samples;
  if (summary === null || samples === null) return null;
  if (samples.times === null || samples.outcomes !== null) return summary.mean;
  const mean = timeWeightedMean(samples.values, samples.times);
  return typeof mean === 'number' ? mean : summary.mean;
}

function fromReported(measure: Measure): MeasureStatistics {
  const { reported } = measure;
  const base = { ...NOTHING, failed: failedCount(measure) };
  if (reported === null) return { ...base, n: 0 };
  const stated = reported.intervals.mean;
  const own =
    reported.n !== null && reported.mean !== null && reported.stddev !== null
      ? meanIntervalFromSummary({ n: reported.n, mean: reported.mean, stddev: reported.stddev }, 0.95)
      : null;
  return {
    ...base,
    n: reported.n,
    mean: reported.mean,
    median: reported.median ?? reported.percentiles['50'] ?? null,
    min: reported.min,
    max: reported.max,
    stddev: reported.stddev,
    p95: reported.percentiles['95'] ?? null,
    percentiles: reported.percentiles,
    interval:
      stated !== undefined
        ? { of: 'mean', ...stated }
        : own === null || 'kind' in own
          ? null
          : intervalOf('mean', own),
  };
}

function intervalOf(
  of: string,
  interval: { level: number; low: number; high: number },
): MeasureStatistics['interval'] {
  return { of, level: interval.level, low: interval.low, high: interval.high };
}

function coldCount(measure: Measure, cold: Uint8Array | null): number | null {
  if (cold === null) return null;
  let count = 0;
  cold.forEach((mark, index) => {
    if (mark !== 0 && (measure.samples?.outcomes?.[index] ?? 0) === 0) count++;
  });
  return count;
}
