import { at } from './vector.ts';

/**
 * The k-th smallest of all differences b[j] - a[i] without forming them: bisection over the values, with both
 * limits drawn onto differences that occur, so that the answer is one of them to the last bit. Each step
 * walks once along the border of a matrix whose rows and columns are sorted (Johnson & Mizoguchi 1978), in
 * a.length + b.length moves.
 * @param a ascending
 * @param b ascending
 * @param k 1 to a.length * b.length
 */
export function kthDifference(a: Float64Array, b: Float64Array, k: number): number {
  let low = at(b, 0) - at(a, a.length - 1);
  let high = at(b, b.length - 1) - at(a, 0);
  while (low < high) {
    const middle = low / 2 + high / 2;
    const { count, below, above } = split(a, b, middle >= low && middle < high ? middle : low);
    if (count >= k) high = below;
    else low = above;
  }
  return low;
}

/** Median of all differences b[j] - a[i]: the middle one, or the mean of the two middle ones. */
export function medianDifference(a: Float64Array, b: Float64Array): number {
  const pairs = a.length * b.length;
  const upper = kthDifference(a, b, Math.floor(pairs / 2) + 1);
  return pairs % 2 === 1 ? upper : (kthDifference(a, b, pairs / 2) + upper) / 2;
}

/** How many differences are at most `limit`, the largest of those, and the smallest of the others. */
function split(
  a: Float64Array,
  b: Float64Array,
  limit: number,
): { count: number; below: number; above: number } {
  let count = 0;
  let below = -Infinity;
  let above = Infinity;
  let j = 0;
  for (const value of a) {
    while (j < b.length && at(b, j) - value <= limit) j++;
    count += j;
    if (j > 0) below = Math.max(below, at(b, j - 1) - value);
    if (j < b.length) above = Math.min(above, at(b, j) - value);
  }
  return { count, below, above };
}
