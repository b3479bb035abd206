import { PottsFits, StretchDistances, type Segment } from './potts.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { at } from './vector.ts';

/** A stretch of a history in which the values scatter around one level. */
export interface HistoryLevel {
  /** Indices of the first and the last run, from 0. */
  readonly from: number;
  readonly to: number;
  /** Weighted median of its values, in their unit. */
  readonly value: number;
  /** Mean distance of its values from it. */
  readonly error: number;
}

/** A history needs this many runs before a step or a limit can be told. */
export const HISTORY_NEEDS = 8;

/** Fewer runs are no level: one odd run is a point off the line, not a step. */
export const LEVEL_NEEDS = 3;

/** Longer histories are judged by their last runs. */
const MOST_RUNS = 1000;

/** Penalties that are tried, evenly spaced on a log scale from 0.1 / n to 1 times the distance without any step. */
const PENALTIES = 33;

/**
 * The levels of a history: asv's step detection (step_detect.solve_potts_autogamma). For a range of penalties γ the piecewise
 * constant fit with γ per segment; of these fits the one with the least β · segments + ln(σ₀ + σ), where β = 4 ln(n) / n (a
 * BIC for Laplacian noise), σ = Σ |eᵢ − ρ·eᵢ₋₁| with the correlation ρ that makes it least, and σ₀ keeps a perfect fit from
 * winning by itself. Where asv takes segments of any length, a level here has at least three runs.
 *
 * @param values finite, oldest first
 * @param weights positive, how much each counts; all the same where left out
 * @returns levels in order that cover all runs; of more than a thousand runs the last thousand
 */
export function historyLevels(
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
): HistoryLevel[] | NotEnoughData {
  if (values.length < HISTORY_NEEDS) return notEnoughData(values.length, HISTORY_NEEDS);
  const skipped = Math.max(0, values.length - MOST_RUNS);
  const n = values.length - skipped;
  const y = Float64Array.from({ length: n }, (_, i) => at(values, i + skipped));
  const w = Float64Array.from({ length: n }, (_, i) =>
    weights === undefined ? 1 : at(weights, i + skipped),
  );
  const best = bestFit(y, new StretchDistances(y, w));
  return best.map(({ from, to, value }) => ({
    from: from + skipped,
    to: to + skipped,
    value,
    error: meanDistance(y, from, to, value),
  }));
}

function bestFit(y: Float64Array, stretches: StretchDistances): Segment[] {
  const n = y.length;
  const whole = stretches.distance(0, n - 1);
  const beta = (4 * Math.log(n)) / n;
  let best: Segment[] = [stretches.segment(0, n - 1)];
  if (!(whole > 0)) return best;
  let least = objective(y, best, beta);
  for (const fit of fitsOf(stretches, whole)) {
    const value = objective(y, fit, beta);
    if (value < least) {
      least = value;
      best = fit;
    }
  }
  return best;
}

/** Of the fits with all penalties the first of each number of segments above one, in the order of these numbers. */
function fitsOf(stretches: StretchDistances, whole: number): Segment[][] {
  const fits = new PottsFits(stretches, LEVEL_NEEDS);
  const gammaOf = (index: number): number => whole * (0.1 / stretches.n) ** (index / (PENALTIES - 1));
  const found: Segment[][] = [];
  /** Between two penalties with equal numbers of segments all have this number; else looks at the one in the middle. */
  const visit = (low: number, countLow: number, high: number, countHigh: number): void => {
    if (countLow === countHigh) return;
    if (high - low === 1) {
      found.push(fits.fit(gammaOf(high)));
      return;
    }
    const middle = (low + high) >> 1;
    const count = fits.count(gammaOf(middle));
    visit(low, countLow, middle, count);
    visit(middle, count, high, countHigh);
  };
  visit(-1, 1, PENALTIES - 1, fits.count(gammaOf(PENALTIES - 1)));
  return found;
}

function objective(y: Float64Array, segments: readonly Segment[], beta: number): number {
  const residuals = new Float64Array(y.length);
  for (const { from, to, value } of segments) {
    for (let i = from; i <= to; i++) residuals[i] = at(y, i) - value;
  }
  const sigma = leastOf((rho) => correlatedSum(residuals, rho));
  return beta * segments.length + Math.log(noiseFloorOf(segments) + sigma);
}

/** |e₀| + Σ |eᵢ − ρ·eᵢ₋₁|. */
function correlatedSum(residuals: Float64Array, rho: number): number {
  let before = at(residuals, 0);
  let sum = Math.abs(before);
  for (let i = 1; i < residuals.length; i++) {
    const residual = at(residuals, i);
    sum += Math.abs(residual - rho * before);
    before = residual;
  }
  return sum;
}

/** A tenth of the smallest step; a thousandth of the smallest level where there is at most one step. */
function noiseFloorOf(segments: readonly Segment[]): number {
  const levels = segments.map(({ value }) => value);
  const steps = levels.slice(1).map((value, i) => Math.abs(value - (levels[i] ?? value)));
  const least =
    segments.length > 2
      ? 0.1 * Math.min(...steps)
      : 0.001 * Math.min(...levels.map((value) => Math.abs(value)));
  return Math.max(Number.MIN_VALUE * 2 ** 52, least);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The least value of a convex function over -1 to 1, by golden section (Kiefer 1953), to 0.01 in its argument. */
function leastOf(of: (x: number) => number): number {
  let low = -1;
  let high = 1;
  let a = high - GOLDEN * 2;
  let b = low + GOLDEN * 2;
  let fa = of(a);
  let fb = of(b);
  while (high - low > 0.01) {
    if (fa < fb) {
      high = b;
      b = a;
      fb = fa;
      a = high - GOLDEN * (high - low);
      fa = of(a);
    } else {
      low = a;
      a = b;
      fa = fb;
      b = low + GOLDEN * (high - low);
      fb = of(b);
    }
  }
  return Math.min(fa, fb);
}

function meanDistance(y: Float64Array, from: number, to: number, level: number): number {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += Math.abs(at(y, i) - level);
  return sum / (to - from + 1);
}
