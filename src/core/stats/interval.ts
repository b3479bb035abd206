import { studentCritical } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { summarize, type MeanSummary } from './summary.ts';

/** A two-sided confidence interval. */
export interface Interval {
  /** `shift` is a difference in the values' unit; `ratio` a relative change, after / before - 1. */
  readonly of: 'mean' | 'shift' | 'ratio';
  /** The level asked for, 0 to 1. */
  readonly level: number;
  /** The level reached, at least the one asked for where order statistics give the limits. */
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  /** `summary`: from a tool's reported mean and standard deviation, without its samples. */
  readonly from: 'samples' | 'summary';
}

/**
 * Student's t interval of the mean (Student 1908): mean ± t * stddev / √n. Exact for normal values, near
 * enough for others when n is large. Needs two values.
 */
export function meanInterval(values: ArrayLike<number>, level = 0.95): Interval | NotEnoughData {
  const summary = summarize(values);
  if ('kind' in summary || summary.stddev === null) return notEnoughData(values.length, 2);
  const { n, mean, stddev } = summary;
  return studentInterval({ n, mean, stddev }, level, 'samples');
}

/** The same interval from a tool's own n, mean and standard deviation, and marked so. */
export function meanIntervalFromSummary(summary: MeanSummary, level = 0.95): Interval | NotEnoughData {
  if (!(summary.n >= 2)) return notEnoughData(summary.n, 2);
  return studentInterval(summary, level, 'summary');
}

function studentInterval({ n, mean, stddev }: MeanSummary, level: number, from: Interval['from']): Interval {
  const half = (studentCritical(1 - level, n - 1) * stddev) / Math.sqrt(n);
  return { of: 'mean', level, coverage: level, low: mean - half, high: mean + half, from };
}
