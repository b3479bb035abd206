import { studentTwoSided } from './distributions.ts';
import { LEVEL_NEEDS, type HistoryLevel } from './levels.ts';
import { isNotEnoughData } from './not-enough-data.ts';
import { mannWhitney, smallestP } from './two-groups.ts';
import { at, meanOf } from './vector.ts';

/** Beside fewer runs than this, the nearest of the other level are enough: with them the test is exact, and its p as small as can be. */
const FEW = 10;
const NEAREST = 49;

/**
 * How likely a step like this is without any: the two-sided Mann-Whitney test of the runs on both levels, times the number of
 * places where so small a p could have been found, at most 1. Two levels of three and five runs cannot give the p of two levels of
 * four: such a place was no chance to find it (Tarone 1990, the correction of Bonferroni for discrete tests). Null with too few
 * runs for the test.
 * @param values the whole history, finite, oldest first
 * @param before a level
 * @param after the level that follows it
 */
export function stepProbability(
  values: Float64Array,
  before: HistoryLevel,
  after: HistoryLevel,
): number | null {
  const [old, since] = [before.to - before.from + 1, after.to - after.from + 1];
  const test = mannWhitney(
    values.subarray(before.to + 1 - nearest(old, since), before.to + 1),
    values.subarray(after.from, after.from + nearest(since, old)),
  );
  if (isNotEnoughData(test)) return null;
  return Math.min(1, test.p * placesFor(test.p, values.length));
}

/**
 * The same by Student's t test with one variance for both levels, times all places: with few runs its p can be far below what
 * ranks can give, but odd runs hide a step from it, and it trusts noise to be about normal.
 */
export function shiftProbability(values: Float64Array, before: HistoryLevel, after: HistoryLevel): number {
  const [a, b] = [values.subarray(before.from, before.to + 1), values.subarray(after.from, after.to + 1)];
  const shift = meanOf(b) - meanOf(a);
  if (shift === 0) return 1;
  const freedom = a.length + b.length - 2;
  const variance = (squares(a) + squares(b)) / freedom;
  const t = shift / Math.sqrt(variance * (1 / a.length + 1 / b.length));
  return Math.min(1, studentTwoSided(t, freedom) * Math.max(1, values.length - 2 * LEVEL_NEEDS + 1));
}

/** Squares of the distances from the mean, summed up. */
function squares(values: Float64Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (at(values, i) - mean) ** 2;
  return sum;
}

/** How many runs of a level are compared with another one. */
function nearest(runs: number, others: number): number {
  return others < FEW ? Math.min(runs, NEAREST) : runs;
}

/** In how many places a history of so many runs can be cut so that the test can give a p of `p` or less; at least 1. */
function placesFor(p: number, runs: number): number {
  let places = 0;
  for (let left = LEVEL_NEEDS; left <= runs - LEVEL_NEEDS; left++) {
    if (smallestP(left, runs - left) <= p * (1 + 1e-9)) places++;
  }
  return Math.max(1, places);
}
