import { at } from './vector.ts';

/**
 * Sample quantile by linear interpolation between order statistics: type 7 of Hyndman & Fan 1996 ("Sample
 * Quantiles in Statistical Packages"), the default of R, NumPy and spreadsheets.
 * @param sorted ascending
 * @param p 0 to 1
 * @returns a value between the first and the last; NaN without values
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p;
  const index = Math.floor(position);
  const below = at(sorted, index);
  const part = position - index;
  return part === 0 ? below : below + part * (at(sorted, index + 1) - below);
}

/** The middle value, or the mean of the two middle ones. */
export function medianOfSorted(sorted: ArrayLike<number>): number {
  return quantile(sorted, 0.5);
}

/**
 * Sample quantile of type 8 of Hyndman & Fan 1996, nearly unbiased whatever the distribution: what the first version of
 * benchstat takes for its fences (golang.org/x/perf/internal/stats).
 * @param sorted ascending
 * @param p 0 to 1
 * @returns a value between the first and the last; NaN without values
 */
export function quantileOfType8(sorted: ArrayLike<number>, p: number): number {
  const position = p * (sorted.length + 1 / 3) - 2 / 3;
  const index = Math.floor(position);
  if (index < 0) return at(sorted, 0);
  if (index >= sorted.length - 1) return at(sorted, sorted.length - 1);
  return at(sorted, index) + (position - index) * (at(sorted, index + 1) - at(sorted, index));
}
