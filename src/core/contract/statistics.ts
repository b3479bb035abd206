import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { failedCount, sampleMean, sampleSummary } from '../catalogue/numbers.ts';
import type { Measure, Reported } from '../model/measure.ts';
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

/** The number that stands for a measure, as `statisticsOf` gives it: mean, else median, else the one value. Makes nothing else. */
export function centerOf({ measure }: CatalogueMeasure): number | null {
  const { samples, kind, reported } = measure;
  if (samples !== null) {
    const mean = sampleMean(measure);
    return kind === 'timeseries' && mean !== null ? weightedMean(measure, mean) : mean;
  }
  if (kind === 'value') return measure.value;
  return reported === null ? null : (reported.mean ?? reported.median ?? reported.percentiles['50'] ?? null);
}

const NO_PERCENTILES: MeasureStatistics['percentiles'] = {};

// Each literal names every field, in one order: spreads and rests make a hash table of each object, and a folder may have
// a million measures.

function fromValue(measure: Measure): MeasureStatistics {
  return withoutSummary(measure, 'reported', measure.value, null);
}

/** At most one number: what a measure has that nothing was summarized for. */
function withoutSummary(
  measure: Measure,
  source: MeasureStatistics['source'],
  value: number | null,
  cold: number | null,
): MeasureStatistics {
  return {
    source,
    n: value === null ? 0 : 1,
    value,
    mean: null,
    median: null,
    min: null,
    max: null,
    stddev: null,
    p95: null,
    percentiles: NO_PERCENTILES,
    interval: null,
    cold,
    failed: failedCount(measure),
  };
}

function fromSamples({ measure, cold }: CatalogueMeasure): MeasureStatistics {
  const summary = sampleSummary(measure);
  const coldOnes = coldCount(measure, cold);
  if (summary === null) return withoutSummary(measure, 'samples', null, coldOnes);
  const isSeries = measure.kind === 'timeseries';
  return {
    source: 'samples',
    n: summary.n,
    value: null,
    mean: isSeries ? weightedMean(measure, summary.mean) : summary.mean,
    median: summary.median,
    min: summary.min,
    max: summary.max,
    stddev: summary.stddev,
    p95: summary.percentiles['95'] ?? null,
    percentiles: summary.percentiles,
    interval: isSeries ? null : intervalOf(summary),
    cold: coldOnes,
    failed: failedCount(measure),
  };
}

const weightedMeans = new WeakMap<Measure, number>();

/** Mean over time, computed once; over the samples where they have no times. `mean` is that of all samples. */
function weightedMean(measure: Measure, mean: number): number {
  const known = weightedMeans.get(measure);
  if (known !== undefined) return known;
  const { values, times = null, outcomes = null } = measure.samples ?? {};
  if (values === undefined || times === null || outcomes !== null) return mean;
  const weighted = timeWeightedMean(values, times);
  const made = typeof weighted === 'number' ? weighted : mean;
  weightedMeans.set(measure, made);
  return made;
}

function fromReported(measure: Measure): MeasureStatistics {
  const { reported } = measure;
  if (reported === null) return withoutSummary(measure, 'reported', null, null);
  const stated = reported.intervals.mean;
  return {
    source: 'reported',
    n: reported.n,
    value: null,
    mean: reported.mean,
    median: reported.median ?? reported.percentiles['50'] ?? null,
    min: reported.min,
    max: reported.max,
    stddev: reported.stddev,
    p95: reported.percentiles['95'] ?? null,
    percentiles: reported.percentiles,
    interval: stated === undefined ? intervalOf(withSpread(reported)) : { of: 'mean', ...stated },
    cold: null,
    failed: failedCount(measure),
  };
}

/** A standard error is the standard deviation over √n: tools that score answers state only the one. */
function withSpread({
  n,
  mean,
  stddev,
  statistics,
}: Reported): Pick<MeasureStatistics, 'n' | 'mean' | 'stddev'> {
  const { stderr } = statistics;
  if (stddev !== null || n === null || stderr === undefined) return { n, mean, stddev };
  return { n, mean, stddev: stderr * Math.sqrt(n) };
}

/** Of the mean, where n, mean and spread are known. */
function intervalOf({
  n,
  mean,
  stddev,
}: Pick<MeasureStatistics, 'n' | 'mean' | 'stddev'>): MeasureStatistics['interval'] {
  if (n === null || mean === null || stddev === null) return null;
  const interval = meanIntervalFromSummary({ n, mean, stddev }, 0.95);
  if ('kind' in interval) return null;
  return { of: 'mean', level: interval.level, low: interval.low, high: interval.high };
}

function coldCount(measure: Measure, cold: Uint8Array | null): number | null {
  if (cold === null) return null;
  const outcomes = measure.samples?.outcomes ?? null;
  let count = 0;
  for (let index = 0; index < cold.length; index++) {
    if (cold[index] !== 0 && (outcomes?.[index] ?? 0) === 0) count++;
  }
  return count;
}
