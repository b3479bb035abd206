import { normalTwoSided, studentTwoSided } from './distributions.ts';
import type { Interval } from './interval.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { kthDifference, medianDifference } from './pair-selection.ts';
import { quantile } from './quantile.ts';
import { rankSumDistribution, tailsAt, untiedDistribution } from './rank-sum-distribution.ts';
import { exactShiftRank, normalShiftRank } from './shift-interval.ts';
import type { MeanSummary } from './summary.ts';
import { comparePairs, tieGroups, type TieGroups } from './ties.ts';
import { at, sortedCopy } from './vector.ts';

/** Both sides must be smaller than this for exact distributions. */
const EXACT_BELOW = 50;

/** Values a side beyond which the shift is estimated on that many quantiles of the side. */
const THIN_ABOVE = 2000;

export interface MannWhitney {
  /** Pairs with a > b, ties counting half: W of R's wilcox.test(a, b), U1 of SciPy. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  /** From the permutation distribution; otherwise from the normal approximation. */
  readonly exact: boolean;
}

export interface Shift {
  /** Median of all differences b - a, in the values' unit. */
  readonly shift: number;
  /** Null when so few values cannot reach the level. */
  readonly interval: Interval | null;
  /** A side had more than 2 000 values and was replaced by 2 000 of its quantiles. */
  readonly thinned: boolean;
}

export interface Welch {
  /** Of mean b - mean a: ±Infinity when neither side varies and the means differ. */
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  readonly from: 'summary';
}

/**
 * Two-sided Mann-Whitney U test (Mann & Whitney 1947). While both sides have fewer than 50 values the p is
 * exact: the permutation distribution of the midranks, ties included, twice the smaller tail and at most 1.
 * Otherwise it is the normal approximation with correction for ties and continuity (Lehmann 1975,
 * Nonparametrics, 1.4). Needs two values a side.
 */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): MannWhitney | NotEnoughData {
  const fewest = Math.min(a.length, b.length);
  if (fewest < 2) return notEnoughData(fewest, 2);
  const groups = tieGroups(a, b);
  const { greater, equal } = comparePairs(groups);
  const u = greater + equal / 2;
  const exact = Math.max(a.length, b.length) < EXACT_BELOW;
  const p = exact ? permutationP(groups, a.length, b.length) : normalP(groups, u, a.length, b.length);
  return { u, p, exact };
}

/**
 * Shift between two samples (Hodges & Lehmann 1963): the median of all differences b - a, with the
 * order-statistic interval that belongs to the Mann-Whitney test. Differences are selected, not listed; a
 * side of more than 2 000 values is replaced by 2 000 of its quantiles, and the interval keeps the width that
 * the full number of values gives. Needs a value a side.
 */
export function hodgesLehmann(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  level = 0.95,
): Shift | NotEnoughData {
  const fewest = Math.min(a.length, b.length);
  if (fewest < 1) return notEnoughData(fewest, 1);
  const sides = sortedSides(a, b);
  const shift = medianDifference(sides.a, sides.b);
  return { shift, interval: intervalOfSorted(sides, level), thinned: isThinned(sides) };
}

/**
 * The interval of that shift alone.
 * @returns null without values, or where so few cannot reach the level
 */
export function shiftInterval(a: ArrayLike<number>, b: ArrayLike<number>, level: number): Interval | null {
  return Math.min(a.length, b.length) < 1 ? null : intervalOfSorted(sortedSides(a, b), level);
}

/** Two samples in order, thinned where they are very many, and how many values they had. */
interface SortedSides {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly n: number;
  readonly m: number;
}

function sortedSides(a: ArrayLike<number>, b: ArrayLike<number>): SortedSides {
  return { a: thin(sortedCopy(a)), b: thin(sortedCopy(b)), n: a.length, m: b.length };
}

function isThinned({ n, m }: SortedSides): boolean {
  return Math.max(n, m) > THIN_ABOVE;
}

function intervalOfSorted(sides: SortedSides, level: number): Interval | null {
  const { a, b, n, m } = sides;
  const rank = Math.max(n, m) < EXACT_BELOW ? exactShiftRank(n, m, level) : normalShiftRank(n, m, level);
  if (rank === null) return null;
  const pairs = a.length * b.length;
  const k = isThinned(sides) ? Math.max(1, Math.floor((rank.k / (n * m)) * pairs)) : rank.k;
  const low = kthDifference(a, b, k);
  const high = kthDifference(a, b, pairs + 1 - k);
  return { of: 'shift', level, coverage: rank.coverage, low, high, from: 'samples' };
}

/**
 * Cliff's δ (Cliff 1993): the share of pairs with b > a less the share with b < a. From -1 (every b below
 * every a) to 1; 0 without values.
 */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = a.length * b.length;
  if (pairs === 0) return 0;
  const { greater, equal } = comparePairs(tieGroups(a, b));
  return (pairs - equal - 2 * greater) / pairs;
}

/**
 * Welch's t test from means and standard deviations (Welch 1947), degrees of freedom by Satterthwaite 1946.
 * Needs n >= 2 on both sides.
 */
export function welch(a: MeanSummary, b: MeanSummary): Welch | NotEnoughData {
  const fewest = Math.min(a.n, b.n);
  if (!(fewest >= 2)) return notEnoughData(fewest, 2);
  const errorA = a.stddev ** 2 / a.n;
  const errorB = b.stddev ** 2 / b.n;
  const error = errorA + errorB;
  const difference = b.mean - a.mean;
  if (error === 0) {
    const t = difference === 0 ? 0 : difference * Infinity;
    return { t, df: a.n + b.n - 2, p: difference === 0 ? 1 : 0, from: 'summary' };
  }
  const t = difference / Math.sqrt(error);
  const df = error ** 2 / (errorA ** 2 / (a.n - 1) + errorB ** 2 / (b.n - 1));
  return { t, df, p: studentTwoSided(t, df), from: 'summary' };
}

/**
 * The smallest two-sided p that the Mann-Whitney test can give for n and m values: two samples that do not
 * overlap are the most extreme of C(n + m, n) equally likely arrangements, and there are two such, so 2 / C(n
 * + m, n) and at most 1.
 */
export function smallestP(n: number, m: number): number {
  const small = Math.min(n, m);
  const large = Math.max(n, m);
  let p = 2;
  for (let i = 1; i <= small && p > 0; i++) p *= i / (large + i);
  return Math.min(1, p);
}

/** How many values a side it takes for a p below `alpha`: 4 for 0.05. Infinity for an alpha of 0 or less. */
export function samplesNeeded(alpha: number): number {
  if (!(alpha > 0)) return Infinity;
  let n = 1;
  while (smallestP(n, n) >= alpha) n++;
  return n;
}

/** Twice the smaller tail of the permutation distribution of the smaller side's sum of midranks. */
function permutationP(groups: TieGroups, n: number, m: number): number {
  const chosen = n <= m ? groups.inA : groups.inB;
  const ranks = new Int32Array(n + m);
  let seen = 0;
  let sum = 0;
  for (let g = 0; g < groups.count; g++) {
    const size = at(groups.inA, g) + at(groups.inB, g);
    const doubledMidrank = 2 * seen + size + 1;
    ranks.fill(doubledMidrank, seen, seen + size);
    sum += doubledMidrank * at(chosen, g);
    seen += size;
  }
  const unit = ranks.every((rank) => rank % 2 === 0) ? 2 : 1;
  const small = Math.min(n, m);
  const distribution =
    groups.count === n + m
      ? untiedDistribution(small, n + m - small)
      : rankSumDistribution(
          ranks.map((rank) => rank / unit),
          small,
        );
  const { lower, upper } = tailsAt(distribution, sum / unit);
  return Math.min(1, 2 * Math.min(lower, upper));
}

function normalP(groups: TieGroups, u: number, n: number, m: number): number {
  const total = n + m;
  let ties = 0;
  for (let g = 0; g < groups.count; g++) {
    const size = at(groups.inA, g) + at(groups.inB, g);
    ties += size ** 3 - size;
  }
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (!(variance > 0)) return 1;
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5);
  return normalTwoSided(distance / Math.sqrt(variance));
}

function thin(sorted: Float64Array): Float64Array {
  if (sorted.length <= THIN_ABOVE) return sorted;
  return Float64Array.from({ length: THIN_ABOVE }, (_, i) => quantile(sorted, (i + 0.5) / THIN_ABOVE));
}
