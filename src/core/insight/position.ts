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
  /** Finite; ascending where `isSorted`. */
  readonly values: Float64Array;
  readonly isSorted: boolean;
  readonly mean: number;
  readonly stddev: number | null;
}

/** More values than these are counted for each question: sorting them would take longer than hundreds of counts. */
const MOST_SORTED = 50_000;

/** The finite ones of these values, prepared for `positionAmong`. `known` is their summary, where there is one already. */
export function standardOf(
  values: ArrayLike<number>,
  known: Pick<Summary, 'mean' | 'stddev'> | null = null,
): Standard {
  const finite = finiteOf(values);
  const isSorted = finite.length <= MOST_SORTED;
  if (isSorted) finite.sort();
  const summary = known ?? summarize(finite);
  return 'kind' in summary
    ? { values: finite, isSorted, mean: NaN, stddev: null }
    : { values: finite, isSorted, mean: summary.mean, stddev: summary.stddev };
}

/** Where `value` stands among values that hold it. */
export function positionAmong(
  value: number,
  { values, isSorted, mean, stddev }: Standard,
  direction: Direction,
): Position | NotEnoughData {
  const n = values.length;
  if (n < NEED) return notEnoughData(n, NEED);
  const { below, ties } = (isSorted ? searched : counted)(values, value);
  return {
    n,
    rank: 1 + (direction === 'higher' ? n - below - ties : below),
    ties,
    percentile: ((below + ties / 2) / n) * 100,
    z: stddev === null || stddev === 0 ? null : (value - mean) / stddev,
    direction,
  };
}

interface Counts {
  readonly below: number;
  readonly ties: number;
}

function searched(sorted: Float64Array, value: number): Counts {
  const below = countBelow(sorted, (one) => one < value);
  return { below, ties: countBelow(sorted, (one) => one <= value) - below };
}

function counted(values: Float64Array, value: number): Counts {
  let below = 0;
  let ties = 0;
  for (const one of values) {
    if (one < value) below++;
    else if (one === value) ties++;
  }
  return { below, ties };
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

/** A copy without what is not finite. */
function finiteOf(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values);
  let count = 0;
  for (const value of finite) if (Number.isFinite(value)) finite[count++] = value;
  return finite.subarray(0, count);
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
