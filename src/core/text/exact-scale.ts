/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** 2^27 + 1: splits a double into two halves of 26 bits (Veltkamp). */
const SPLIT = 134_217_729;
/** Relative bound, with room, on the error of one double-double multiplication or division: 2^-98. */
const UNCERTAIN = 2 ** -98;

/** Largest power of ten that `scaleExact` and `scaleWide` take, either way. */
export const MAX_POWER = 22;

/** mantissa × 10^exponent, correctly rounded, for a whole mantissa up to 2^53 and |exponent| ≤ 22 (Clinger's fast path). */
export function scaleExact(mantissa: number, exponent: number): number {
  return exponent < 0 ? mantissa / (POWERS[-exponent] ?? NaN) : mantissa * (POWERS[exponent] ?? NaN);
}

/**
 * (head × 10^tailDigits + tail) × 10^exponent, correctly rounded; NaN where the rounding cannot be decided. Head has up
 * to 15 digits, tail up to 5, |exponent| ≤ 22. Works in double-double arithmetic (Dekker 1971): the power is exact, so
 * only the last step rounds, and it is taken when numbers a little below and above the result round alike.
 */
export function scaleWide(head: number, tail: number, tailDigits: number, exponent: number): number {
  const shift = POWERS[tailDigits] ?? NaN;
  const shifted = head * shift;
  const high = shifted + tail;
  const low = productError(head, shift, shifted) + (tail - (high - shifted));
  return exponent < 0
    ? divide(high, low, POWERS[-exponent] ?? NaN)
    : multiply(high, low, POWERS[exponent] ?? NaN);
}

function divide(high: number, low: number, power: number): number {
  const first = high / power;
  const back = first * power;
  const rest = high - back - productError(first, power, back) + low;
  return decided(first, rest / power);
}

function multiply(high: number, low: number, power: number): number {
  const first = high * power;
  return decided(first, productError(high, power, first) + low * power);
}

function decided(high: number, low: number): number {
  const room = high * UNCERTAIN;
  const sum = high + (low - room);
  return sum === high + (low + room) ? sum : NaN;
}

/** The exact a × b − product, where product is a × b rounded. */
function productError(a: number, b: number, product: number): number {
  const as = a * SPLIT;
  const ah = as - (as - a);
  const al = a - ah;
  const bs = b * SPLIT;
  const bh = bs - (bs - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}
