import { medianOfSorted } from './quantile.ts';
import { summarize, type MeanSummary } from './summary.ts';
import { meanOf, sortedCopy } from './vector.ts';

/** One metric of one benchmark on one side of a comparison, in the metric's canonical unit. */
export interface Side {
  /** Independent runs, or independent repetitions that the tool itself made. */
  readonly runs: number;
  /**
   * With several runs one value per run; with one run the samples inside it. Null where the source keeps
   * none.
   */
  readonly samples: ArrayLike<number> | null;
  /** What the tool reports, used where the samples are missing. */
  readonly summary: MeanSummary | null;
  /** A single number: a total, a counter, a gauge. */
  readonly value: number | null;
}

/** Values behind a side: samples, else the n of its summary, else the single number. */
export function countOf(side: Side): number {
  const samples = samplesOf(side);
  if (samples.length > 0) return samples.length;
  return side.summary?.n ?? (side.value === null ? 0 : 1);
}

export function samplesOf(side: Side): ArrayLike<number> {
  return side.samples ?? [];
}

/** n, mean and standard deviation: of the samples where there are two or more, else what the tool reports. */
export function summaryOf(side: Side): MeanSummary | null {
  const summary = summarize(samplesOf(side));
  if ('kind' in summary || summary.stddev === null) return side.summary;
  return { n: summary.n, mean: summary.mean, stddev: summary.stddev };
}

export function medianOf(side: Side): number | null {
  const samples = samplesOf(side);
  return samples.length > 0 ? medianOfSorted(sortedCopy(samples)) : null;
}

export function meanOfSide(side: Side): number | null {
  const samples = samplesOf(side);
  return samples.length > 0 ? meanOf(samples) : (side.summary?.mean ?? null);
}
