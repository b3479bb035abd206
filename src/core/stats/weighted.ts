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
  const n = order.length;
  if (n === 0) return notEnoughData(0, 2);
  const [first, last] = [at(times, at(order, 0)), at(times, at(order, n - 1))];
  if (!(last - first > 0)) return notEnoughData(1, 2);
  const weights = new Float64Array(n);
  let time = first;
  let before = at(times, at(order, 1)) - first;
  for (let i = 0; i < n - 1; i++) {
    const next = at(times, at(order, i + 1));
    const after = next - time;
    weights[i] = before + after;
    time = next;
    before = after;
  }
  weights[n - 1] = before + before;
  const total = compensatedSum(n, (i) => at(weights, i));
  return compensatedSum(n, (i) => at(weights, i) * at(values, at(order, i))) / total;
}

/** Indices of the readings that have a time, by time; equal times keep their order. */
export function readingsInOrder(values: ArrayLike<number>, times: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(Math.min(values.length, times.length));
  let count = 0;
  let sorted = true;
  let latest = -Infinity;
  for (let i = 0; i < order.length; i++) {
    const time = at(times, i);
    if (!Number.isFinite(time)) continue;
    order[count++] = i;
    if (time < latest) sorted = false;
    latest = time;
  }
  const found = order.subarray(0, count);
  return sorted ? found : found.sort((i, j) => at(times, i) - at(times, j));
}
