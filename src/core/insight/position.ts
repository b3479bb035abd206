import { formatNumber } from '../format/number.ts';
import type { Direction } from '../model/measure.ts';
import { notEnoughData, type NotEnoughData } from '../stats/not-enough-data.ts';
import { summarize, type Summary } from '../stats/summary.ts';

/** What one value is among others. */
export interface Position {
  /** How many values the set has, this one included. */
  readonly n: number;
  /** From 1: the best where the metric has a better direction, else the smallest. Equal values share the better rank. */
  readonly rank: number;
  /** How many values of the set equal this one, itself included. */
  readonly ties: number;
  /** 0–100: the share of smaller values, equal ones counting half. */
  readonly percentile: number;
  /** Standard deviations (n − 1) from the mean, the value itself included; null where nothing varies. */
  readonly z: number | null;
  readonly direction: Direction;
}

/** Below so many values a rank says nothing that the values do not say. */
const NEED = 3;

/** Values that others are held against, prepared once. */
export interface Standard {
  /** Ascending. */
  readonly sorted: Float64Array;
  readonly mean: number;
  readonly stddev: number | null;
}

/** Where `value` stands in `values`, which hold it. Not finite values are left out. */
export function positionIn(
  value: number,
  values: ArrayLike<number>,
  direction: Direction,
): Position | NotEnoughData {
  return positionAmong(value, standardOf(values), direction);
}

/** The finite ones of these values, prepared for `positionAmong`. `known` is their summary, where there is one already. */
export function standardOf(
  values: ArrayLike<number>,
  known: Pick<Summary, 'mean' | 'stddev'> | null = null,
): Standard {
  const sorted = finiteOf(new Float64Array(values).sort());
  const summary = known ?? summarize(sorted);
  return 'kind' in summary
    ? { sorted, mean: NaN, stddev: null }
    : { sorted, mean: summary.mean, stddev: summary.stddev };
}

/** Where `value` stands among values that hold it; costs two searches, however many they are. */
export function positionAmong(
  value: number,
  { sorted, mean, stddev }: Standard,
  direction: Direction,
): Position | NotEnoughData {
  const n = sorted.length;
  if (n < NEED) return notEnoughData(n, NEED);
  const below = countBelow(sorted, (one) => one < value);
  const ties = countBelow(sorted, (one) => one <= value) - below;
  return {
    n,
    rank: 1 + (direction === 'higher' ? n - below - ties : below),
    ties,
    percentile: ((below + ties / 2) / n) * 100,
    z: stddev === null || stddev === 0 ? null : (value - mean) / stddev,
    direction,
  };
}

/** How many values at the beginning pass; those that pass come first. */
function countBelow(sorted: Float64Array, passes: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(sorted[middle] ?? NaN)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorted values without the infinite ones at both ends and NaN behind them. */
function finiteOf(sorted: Float64Array): Float64Array {
  const from = countBelow(sorted, (one) => one === -Infinity);
  return sorted.subarray(
    from,
    countBelow(sorted, (one) => one < Infinity),
  );
}

/** "rank 3 of 50 (higher is better), 94th percentile, z = +1.6"; a refusal says how many values there are. */
export function positionText(position: Position | NotEnoughData): string {
  if ('kind' in position) {
    return `no rank: it takes ${String(position.need)} values, there ${position.have === 1 ? 'is' : 'are'} ${String(position.have)}`;
  }
  const { rank, n, ties, percentile, z, direction } = position;
  const order = direction === 'none' ? 'smallest first' : `${direction} is better`;
  const shared = ties > 1 ? `, shared by ${String(ties)}` : '';
  const score = z === null ? '' : `, z = ${z > 0 ? '+' : ''}${formatNumber(z, 2)}`;
  return `rank ${String(rank)} of ${String(n)} (${order}${shared}), ${ordinal(Math.round(percentile))} percentile${score}`;
}

function ordinal(value: number): string {
  const [units, tens] = [value % 10, Math.floor((value % 100) / 10)];
  const ending = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][units] ?? 'th');
  return `${String(value)}${ending}`;
}
