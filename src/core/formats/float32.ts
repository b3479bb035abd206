/**
 * The short decimal of a number that was a 32-bit float before it was printed as a double (0.30000001192092896 is 0.3);
 * every other number as it is. For settings only: a measured value stays what its file says.
 */
export function shortFloat32(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value) || Math.fround(value) !== value) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
