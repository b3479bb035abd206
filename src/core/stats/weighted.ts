import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { at, compensatedSum } from './vector.ts';

/**
 * Mean over time of a gauge that was read at uneven times: each reading stands for the time that is nearer to it than to any
 * other (nearest-neighbor hold); the first and the last stand for as much time outside as inside. Evenly spaced readings give
 * their plain mean, and a burst of readings weighs no more than the time around it.
 * @param times in any one unit and any order
 * @returns a mean in the values' unit; needs two readings at different times, a reading without a finite time has no weight
 */
export function timeWeightedMean(
  values: ArrayLike<number>,
  times: ArrayLike<number>,
): number | NotEnoughData {
  const order = readingsInOrder(values, times);
  const first = order[0];
  const last = order.at(-1);
  if (first === undefined || last === undefined) return notEnoughData(0, 2);
  if (!(at(times, last) - at(times, first) > 0)) return notEnoughData(1, 2);
  const weight = (i: number): number => {
    const before = i > 0 ? at(times, at(order, i)) - at(times, at(order, i - 1)) : null;
    const after = i + 1 < order.length ? at(times, at(order, i + 1)) - at(times, at(order, i)) : null;
    return (before ?? after ?? 0) + (after ?? before ?? 0);
  };
  const total = compensatedSum(order.length, weight);
  return compensatedSum(order.length, (i) => weight(i) * at(values, at(order, i))) / total;
}

/** Indices of the readings that have a time, by time; equal times keep their order. */
export function readingsInOrder(values: ArrayLike<number>, times: ArrayLike<number>): number[] {
  const order: number[] = [];
  let sorted = true;
  let latest = -Infinity;
  for (let i = 0; i < Math.min(values.length, times.length); i++) {
    const time = at(times, i);
    if (!Number.isFinite(time)) continue;
    order.push(i);
    if (time < latest) sorted = false;
    latest = time;
  }
  return sorted ? order : order.sort((i, j) => at(times, i) - at(times, j));
}
