import { HISTORY_NEEDS } from './levels.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { quantile } from './quantile.ts';
import { at } from './vector.ts';

/**
 * How much a series moves from run to run by itself: Q3 + 3·IQR of |Δ| / |value| over neighboring runs (the significance
 * threshold of rustc-perf). Relative: 0.02 is 2 %. A single step among many runs hardly moves it. Needs eight runs and at least
 * four neighbors whose first value is not 0.
 * @param values finite, oldest first
 */
export function ownNoise(values: ArrayLike<number>): number | NotEnoughData {
  const n = values.length;
  if (n < HISTORY_NEEDS) return notEnoughData(n, HISTORY_NEEDS);
  const moves: number[] = [];
  for (let i = 1; i < n; i++) {
    const before = at(values, i - 1);
    if (before !== 0) moves.push(Math.abs(at(values, i) - before) / Math.abs(before));
  }
  if (moves.length < 4) return notEnoughData(moves.length, 4);
  moves.sort((a, b) => a - b);
  const [q1, q3] = [quantile(moves, 0.25), quantile(moves, 0.75)];
  return q3 + 3 * (q3 - q1);
}
