import { MAX_POWER, scaleExact, scaleWide } from './exact-scale.ts';
import type { Decimal } from './number.ts';

const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const COMMA = 44;
const ZERO = 48;
const UPPER_E = 69;
const LOWER_E = 101;
/** A double takes 15 digits exactly; up to five more are kept apart; the rest goes to the engine's own parser. */
const HEAD_DIGITS = 15;
const WIDE_DIGITS = 19;

/**
 * The number that bytes `from`..`to` are, correctly rounded, without making a string in all but rare cases. NaN where
 * they are not a plain decimal number: the same numbers as `parseNumber` without grouping, surrounding space excepted.
 */
export function parseNumberBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
  decimal: Decimal = '.',
): number {
  const point = decimal === ',' ? COMMA : DOT;
  let at = from;
  const first = bytes[from];
  if (first === MINUS || first === PLUS) at++;
  let head = 0;
  let tail = 0;
  let digits = 0;
  let exponent = 0;
  let seen = 0;
  let fraction = false;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9) {
      seen++;
      if (fraction) exponent--;
      if (digits < HEAD_DIGITS) head = head * 10 + digit;
      else if (digits < WIDE_DIGITS) tail = tail * 10 + digit;
      if (head > 0) digits++;
    } else if (bytes[at] === point && !fraction) fraction = true;
    else break;
  }
  const power = exponentOf(bytes, at, to);
  if (seen === 0 || Number.isNaN(power)) return NaN;
  const value = scaled(head, tail, digits, exponent + power);
  if (Number.isNaN(value)) return parseByEngine(bytes, from, to, point);
  return first === MINUS ? -value : value;
}

/** Magnitude; NaN where the digits or the exponent are past what can be done exactly here. */
function scaled(head: number, tail: number, digits: number, exponent: number): number {
  if (digits === 0) return 0;
  if (exponent < -MAX_POWER || exponent > MAX_POWER || digits > WIDE_DIGITS) return NaN;
  if (digits <= HEAD_DIGITS) return scaleExact(head, exponent);
  return scaleWide(head, tail, digits - HEAD_DIGITS, exponent);
}

/** Value of "e-12" from `from` to the end, clamped; 0 of nothing; NaN where it is no exponent. */
function exponentOf(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  if (at >= to) return 0;
  if (bytes[at] !== LOWER_E && bytes[at] !== UPPER_E) return NaN;
  at++;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  if (at >= to) return NaN;
  let value = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    value = Math.min(value * 10 + digit, 99_999);
  }
  return sign === MINUS ? -value : value;
}

/** By the engine's own parser; NaN past the range of a double. */
function parseByEngine(bytes: Uint8Array, from: number, to: number, point: number): number {
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    text += String.fromCharCode(byte === point ? DOT : byte);
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : NaN;
}
