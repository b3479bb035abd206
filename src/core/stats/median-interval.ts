import { fairBinomialCdf } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { at } from './vector.ts';

/** A distribution-free interval of a median, in the unit of the values. */
export interface MedianInterval {
  /** The level asked for, 0 to 1. */
  readonly level: number;
  /** The level reached, at least the one asked for. */
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
}

interface Ranks {
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
}

/** So that a level which n reaches exactly (0.96875 at six values) is not missed by the last bit. */
const ROUNDING = 1e-12;

/**
 * Interval of the median from order statistics: x(l) to x(u) with P(l <= Bin(n, 1/2) < u) >= level (Gibbons & Chakraborti,
 * Nonparametric Statistical Inference, 5.2), the narrowest one around the middle and, where two are equally narrow, the lower:
 * the choice of benchstat (golang.org/x/perf benchmath), here with exact probabilities at any n. At 0.95 it needs six values.
 * @param sorted ascending
 */
export function medianInterval(sorted: Float64Array, level = 0.95): MedianInterval | NotEnoughData {
  const n = sorted.length;
  const need = Math.ceil(Math.log2(2 / (1 - level)) - ROUNDING);
  if (n < need) return notEnoughData(n, need);
  const { low, high, coverage } = level === 0.95 ? usualRanks(n) : ranksOf(n, level);
  return { level, coverage, low: at(sorted, low), high: at(sorted, high) };
}

/** Thousands of benchmarks have the same few numbers of samples. */
const MOST_KEPT = 1000;
const kept = new Map<number, Ranks>();

function usualRanks(n: number): Ranks {
  const known = kept.get(n);
  if (known !== undefined) return known;
  const found = ranksOf(n, 0.95);
  if (n <= MOST_KEPT) kept.set(n, found);
  return found;
}

/** Ranks of the limits, from 0. */
function ranksOf(n: number, level: number): Ranks {
  const lower = lowerOrder(n, level);
  const symmetric = symmetricCoverage(lower, n);
  const edge = fairBinomialCdf(lower, n) - fairBinomialCdf(lower - 1, n);
  const narrower = symmetric - edge >= level - ROUNDING;
  return {
    low: lower - 1,
    high: n - lower - (narrower ? 1 : 0),
    coverage: narrower ? symmetric - edge : symmetric,
  };
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
