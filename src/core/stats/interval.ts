import { fairBinomialCdf, studentCritical } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { summarize, type MeanSummary } from './summary.ts';
import { at, sortedCopy } from './vector.ts';

/** A two-sided confidence interval. */
export interface Interval {
  /** `shift` is a difference in the values' unit; `ratio` a relative change, after / before - 1. */
  readonly of: 'mean' | 'median' | 'shift' | 'ratio';
  /** The level asked for, 0 to 1. */
  readonly level: number;
  /** The level reached, at least the one asked for where order statistics give the limits. */
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  /** `summary`: from a tool's reported mean and standard deviation, without its samples. */
  readonly from: 'samples' | 'summary';
}

/** So that a level which n reaches exactly (0.96875 at six values) is not missed by the last bit. */
const ROUNDING = 1e-12;

/**
 * Distribution-free interval of the median from order statistics: x(l) to x(u) with P(l <= Bin(n, 1/2) < u)
 * >= level (Gibbons & Chakraborti, Nonparametric Statistical Inference, 5.2), the narrowest one around the
 * middle and, where two are equally narrow, the lower: the choice of benchstat (golang.org/x/perf benchmath),
 * here with exact probabilities at any n. At 0.95 it needs six values.
 */
export function medianInterval(values: ArrayLike<number>, level = 0.95): Interval | NotEnoughData {
  const n = values.length;
  const need = Math.ceil(Math.log2(2 / (1 - level)) - ROUNDING);
  if (n < need) return notEnoughData(n, need);
  const lower = lowerOrder(n, level);
  const symmetric = symmetricCoverage(lower, n);
  const edge = fairBinomialCdf(lower, n) - fairBinomialCdf(lower - 1, n);
  const narrower = symmetric - edge >= level - ROUNDING;
  const sorted = sortedCopy(values);
  return {
    of: 'median',
    level,
    coverage: narrower ? symmetric - edge : symmetric,
    low: at(sorted, lower - 1),
    high: at(sorted, n - lower - (narrower ? 1 : 0)),
    from: 'samples',
  };
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

/** P(k <= Bin(n, 1/2) < n + 1 - k): the coverage of the k-th values from both ends. */
function symmetricCoverage(k: number, n: number): number {
  return 1 - 2 * fairBinomialCdf(k - 1, n);
}

/** The largest k from 1 whose symmetric interval still reaches the level. */
function lowerOrder(n: number, level: number): number {
  let low = 1;
  let high = Math.floor((n + 1) / 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (symmetricCoverage(middle, n) >= level - ROUNDING) low = middle;
    else high = middle - 1;
  }
  return low;
}
