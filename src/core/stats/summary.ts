import { runToEnd, type Steps } from '../model/steps.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { medianInterval, type MedianInterval } from './median-interval.ts';
import { medianOfSorted, quantile } from './quantile.ts';
import { sortedSteps } from './sorted-steps.ts';
import { at, compensatedSum, meanOf, sortedCopy, squaresAround } from './vector.ts';

/** What a tool reports about samples that it did not keep. */
export interface MeanSummary {
  readonly n: number;
  readonly mean: number;
  /** With n - 1 in the denominator. */
  readonly stddev: number;
}

/** Statistics of finite values, in the unit of the values. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  /** 95 %; null where there are too few values for one. */
  readonly medianInterval: MedianInterval | null;
  readonly min: number;
  readonly max: number;
  /** With n - 1 in the denominator; null for one value. */
  readonly stddev: number | null;
  /** Coefficient of variation, stddev / |mean|; null without a stddev or with a mean of 0. */
  readonly cv: number | null;
  readonly q1: number;
  readonly q3: number;
  /** Median absolute deviation from the median, not scaled to a normal distribution's stddev. */
  readonly mad: number;
  /**
   * By name ("95", "99.9"), type 7; only those that n resolves: one value in 100 / (100 - p) or more lies
   * above.
   */
  readonly percentiles: Readonly<Record<string, number>>;
  /** Values beyond Tukey's fences; none is removed, and a severe outlier is not counted as mild too. */
  readonly outliers: { readonly mild: number; readonly severe: number };
}

/**
 * Summary of samples. The caller passes the finite values that count; none is left out here. Magnitudes
 * between 1e-150 and 1e150 keep their squares inside the range of numbers.
 */
export function summarize(values: ArrayLike<number>): Summary | NotEnoughData {
  if (values.length === 0) return notEnoughData(0, 1);
  return values.length === 1 ? ofOne(at(values, 0)) : runToEnd(ofSorted(sortedCopy(values)));
}

/** The same in slices, for very many values. */
export function* summarizeSteps(values: ArrayLike<number>): Steps<Summary | NotEnoughData> {
  return values.length === 0 ? notEnoughData(0, 1) : yield* ofSorted(yield* sortedSteps(values));
}

const NONE = { mild: 0, severe: 0 } as const;

/** What `ofSorted` gives for one value: most results of a nightly benchmark are single observations. */
function ofOne(value: number): Summary {
  return {
    n: 1,
    mean: value,
    median: value,
    medianInterval: null,
    min: value,
    max: value,
    stddev: null,
    cv: null,
    q1: value,
    q3: value,
    mad: 0,
    percentiles: { '50': value },
    outliers: NONE,
  };
}

function* ofSorted(sorted: Float64Array): Steps<Summary> {
  const n = sorted.length;
  const mean = meanOf(sorted);
  const median = medianOfSorted(sorted);
  yield;
  const stddev = n < 2 ? null : Math.sqrt(squaresAround(sorted, mean) / (n - 1));
  yield;
  const q1 = quantile(sorted, 0.25);
  const q3 = quantile(sorted, 0.75);
  const mad = medianDeviation(sorted, median);
  const interval = medianInterval(sorted);
  yield;
  return {
    n,
    mean,
    median,
    medianInterval: 'kind' in interval ? null : interval,
    min: at(sorted, 0),
    max: at(sorted, n - 1),
    stddev,
    cv: stddev === null || mean === 0 ? null : stddev / Math.abs(mean),
    q1,
    q3,
    mad,
    percentiles: percentilesOf(sorted),
    outliers: outliersOf(sorted, q1, q3),
  };
}

/**
 * Geometric mean, exp of the mean logarithm (Fleming & Wallace 1986: the mean for ratios). All values must be
 * more than 0: otherwise `have` says how many are and `need` how many there are.
 */
export function geometricMean(values: ArrayLike<number>): number | NotEnoughData {
  const n = values.length;
  if (n === 0) return notEnoughData(0, 1);
  let positive = 0;
  for (let i = 0; i < n; i++) if (at(values, i) > 0) positive++;
  if (positive < n) return notEnoughData(positive, n);
  return Math.exp(compensatedSum(n, (i) => Math.log(at(values, i))) / n);
}

/** One more value in 100 / (100 - p) lies above each. Literals, because names that are numbers grow to a list of a hundred. */
function percentilesOf(sorted: Float64Array): Record<string, number> {
  const n = sorted.length;
  const p50 = quantile(sorted, 0.5);
  if (n < 10) return { '50': p50 };
  const p90 = quantile(sorted, 0.9);
  if (n < 20) return { '50': p50, '90': p90 };
  const p95 = quantile(sorted, 0.95);
  if (n < 100) return { '50': p50, '90': p90, '95': p95 };
  const p99 = quantile(sorted, 0.99);
  if (n < 1000) return { '50': p50, '90': p90, '95': p95, '99': p99 };
  return { '50': p50, '90': p90, '95': p95, '99': p99, '99.9': quantile(sorted, 0.999) };
}

/**
 * Median of |x - median| (Hampel 1974). Left and right of the median the deviations are already in order, so
 * that walking outwards merges them without a second sort.
 */
function medianDeviation(sorted: Float64Array, median: number): number {
  const n = sorted.length;
  let right = 0;
  while (right < n && at(sorted, right) < median) right++;
  let left = right - 1;
  const middle = Math.floor(n / 2);
  let before = 0;
  let last = 0;
  for (let taken = 0; taken <= middle; taken++) {
    before = last;
    const leftGap = left >= 0 ? median - at(sorted, left) : Infinity;
    const rightGap = right < n ? at(sorted, right) - median : Infinity;
    if (leftGap < rightGap) left--;
    else right++;
    last = Math.min(leftGap, rightGap);
  }
  return n % 2 === 1 ? last : (before + last) / 2;
}

/**
 * Counts outside Tukey's fences (Tukey 1977, Exploratory Data Analysis): mild beyond 1.5 interquartile ranges
 * from the quartiles, severe beyond 3.
 */
function outliersOf(sorted: Float64Array, q1: number, q3: number): { mild: number; severe: number } {
  const range = q3 - q1;
  let beyondInner = 0;
  let severe = 0;
  for (const value of sorted) {
    const beyond = Math.max(q1 - value, value - q3);
    if (beyond > 3 * range) severe++;
    if (beyond > 1.5 * range) beyondInner++;
  }
  return { mild: beyondInner - severe, severe };
}
