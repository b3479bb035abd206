import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { at, compensatedSum } from './vector.ts';

/**
 * Mean over time of a gauge that was read at uneven times: the area under the straight lines between the
 * readings, over the time from the first to the last (trapezoidal rule, Abramowitz & Stegun 1964, 25.4.2;
 * "linear" time weighting). Every reading counts by the time around it, so a burst of readings weighs no more
 * than the time it took.
 * @param times in any one unit and any order; values that share a time stand for it with their line, which
 * has no length
 * @returns a mean in the values' unit; needs two readings at different times, a reading without a finite time
 * has no weight
 */
export function timeWeightedMean(
  values: ArrayLike<number>,
  times: ArrayLike<number>,
): number | NotEnoughData {
  const order = readingsInOrder(values, times);
  const first = order[0];
  const last = order.at(-1);
  if (first === undefined || last === undefined) return notEnoughData(0, 2);
  const duration = at(times, last) - at(times, first);
  if (!(duration > 0)) return notEnoughData(1, 2);
  const area = compensatedSum(order.length - 1, (i) => {
    const left = at(order, i);
    const right = at(order, i + 1);
    return (at(times, right) - at(times, left)) * (at(values, left) / 2 + at(values, right) / 2);
  });
  return area / duration;
}

/** Indices of the readings that have a time, by time; equal times keep their order. */
function readingsInOrder(values: ArrayLike<number>, times: ArrayLike<number>): number[] {
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
