/**
 * The value at an index that the caller knows to be inside; NaN outside, so that a slip shows instead of
 * counting.
 */
export function at(values: ArrayLike<number>, index: number): number {
  // Read apart: a place that sees arrays of many kinds is slow for all of them, and nearly all values are of this kind.
  if (values instanceof Float64Array) return values[index] ?? NaN;
  return values[index] ?? NaN;
}

/** A copy in ascending order; the input stays as it is. */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return new Float64Array(values).sort();
}

/**
 * Sum with the rounding error carried along (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen"): exact to the last bits also where large values cancel.
 * @param term the i-th term, i from 0 to n - 1
 */
export function compensatedSum(n: number, term: (index: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const next = term(i);
    const total = sum + next;
    lost += Math.abs(sum) >= Math.abs(next) ? sum - total + next : next - total + sum;
    sum = total;
  }
  return sum + lost;
}

/** The same of the values themselves, without a call for each. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const next = at(values, i);
    const total = sum + next;
    lost += Math.abs(sum) >= Math.abs(next) ? sum - total + next : next - total + sum;
    sum = total;
  }
  return sum + lost;
}

/** Arithmetic mean; equal values give exactly that value. NaN without values. */
export function meanOf(values: ArrayLike<number>): number {
  const mean =
    (values instanceof Float64Array ? sumOf(values) : compensatedSum(values.length, (i) => at(values, i))) /
    values.length;
  const first = at(values, 0);
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return mean;
  return first;
}

/** Sum of squared deviations from `center`. */
export function squaresAround(values: ArrayLike<number>, center: number): number {
  return compensatedSum(values.length, (i) => (at(values, i) - center) ** 2);
}
