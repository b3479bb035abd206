import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';

/**
 * The distribution functions that the tests and intervals need, in one place so that the library behind them
 * can be swapped. Everything rests on two functions of the library: the regularized incomplete beta function
 * (Abramowitz & Stegun 1964, 26.5) and the complementary error function (7.1). Tails are computed as tails,
 * never as 1 - CDF.
 */

/**
 * P(|T| >= |t|) for Student's t with `df` degrees of freedom (Abramowitz & Stegun 26.7.1).
 * @param df more than 0, not necessarily whole
 * @returns 0 to 1
 */
export function studentTwoSided(t: number, df: number): number {
  const square = t * t;
  if (square === Infinity) return 0;
  return square > df
    ? betainc(df / (df + square), df / 2, 0.5)
    : betainc(square / (df + square), 0.5, df / 2, true, true);
}

/**
 * The t > 0 with P(|T| >= t) = `tail`: the factor of a two-sided interval of level 1 - tail.
 * @param tail between 0 and 1, both excluded
 */
export function studentCritical(tail: number, df: number): number {
  const known = Number.isInteger(df) ? criticals.get(tail)?.get(df) : undefined;
  if (known !== undefined) return known;
  const made = solveFalling((t) => studentTwoSided(t, df), tail);
  if (Number.isInteger(df)) keep(tail, df, made);
  return made;
}

/** Tail → whole degrees of freedom → factor: every interval of a folder asks for the same few. */
const criticals = new Map<number, Map<number, number>>();
const MOST_KEPT = 4096;

function keep(tail: number, df: number, value: number): void {
  const own = criticals.get(tail) ?? new Map<number, number>();
  if (own.size >= MOST_KEPT || criticals.size > 16) criticals.clear();
  criticals.set(tail, own.set(df, value));
}

/** P(F >= f) for Fisher's F with d1 and d2 degrees of freedom (Abramowitz & Stegun 26.6.2). */
export function fUpperTail(f: number, d1: number, d2: number): number {
  if (f <= 0) return 1;
  const scaled = d1 * f;
  if (scaled === Infinity) return 0;
  return scaled > d2
    ? betainc(d2 / (d2 + scaled), d2 / 2, d1 / 2)
    : betainc(scaled / (d2 + scaled), d1 / 2, d2 / 2, true, true);
}

/** P(|Z| >= |z|) for the standard normal distribution (Abramowitz & Stegun 26.2.29). */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** The z > 0 with P(|Z| >= z) = `tail`, 0 < tail < 1. */
export function normalCritical(tail: number): number {
  return solveFalling(normalTwoSided, tail);
}

/** P(B <= k) for B ~ Bin(n, 1/2), k and n whole, n at least 1 (Abramowitz & Stegun 26.5.24). */
export function fairBinomialCdf(k: number, n: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return betainc(0.5, n - k, k + 1);
}

/**
 * The x > 0 at which a function that falls from 1 at 0 towards 0 takes the value `target`: false position on
 * the logarithm with the Illinois modification (Dowell & Jarratt 1971), to the last few bits.
 */
function solveFalling(tail: (x: number) => number, target: number): number {
  const excess = (x: number): number => Math.log(tail(x) / target);
  let low = 0;
  let lowExcess = -Math.log(target);
  let high = 1;
  let highExcess = excess(high);
  while (highExcess > 0) {
    low = high;
    lowExcess = highExcess;
    high *= 2;
    highExcess = excess(high);
  }
  let kept = 0;
  for (let i = 0; i < 200 && high - low > 4 * Number.EPSILON * high; i++) {
    const middle =
      highExcess === -Infinity
        ? (low + high) / 2
        : low + (lowExcess / (lowExcess - highExcess)) * (high - low);
    const value = excess(middle);
    if (value === 0 || middle === low || middle === high) return middle;
    if (value > 0) {
      low = middle;
      lowExcess = value;
      if (kept === 1) highExcess /= 2;
      kept = 1;
    } else {
      high = middle;
      highExcess = value;
      if (kept === -1) lowExcess /= 2;
      kept = -1;
    }
  }
  return (low + high) / 2;
}
