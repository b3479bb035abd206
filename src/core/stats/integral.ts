import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { at, compensatedSum } from './vector.ts';

/**
 * Integral over time of a gauge by the trapezoid rule: between two readings the value goes straight from one to the other,
 * and nothing is added before the first or after the last.
 * @param times ascending, as long as `values`
 * @returns in the values' unit times the unit of the times (W over s gives J); needs two readings at different times
 */
export function timeIntegral(values: ArrayLike<number>, times: ArrayLike<number>): number | NotEnoughData {
  const last = values.length - 1;
  if (last < 0) return notEnoughData(0, 2);
  if (!(at(times, last) > at(times, 0))) return notEnoughData(1, 2);
  return compensatedSum(
    last,
    (i) => ((at(values, i) + at(values, i + 1)) / 2) * (at(times, i + 1) - at(times, i)),
  );
}
