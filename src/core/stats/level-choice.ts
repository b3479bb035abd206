import { leastPoint } from './convex.ts';
import { medianOfSorted } from './quantile.ts';
import type { Segment } from './potts.ts';
import { at, sortedCopy } from './vector.ts';

/**
 * What a level costs beyond ln(n). So chosen that of histories without a step one or two in a hundred get one by chance, whatever
 * their length, and twice as many where the noise has no tails (the tests of levels count them).
 */
const PRICE = 4;

/** So much better than levels must a straight line be: a step that is nearly a line is still told as one. */
const LEAD = 2;

/**
 * Of several piecewise constant fits of a history the one with as many levels as its values call for. The criterion is asv's: a
 * BIC for Laplacian noise that depends on the noise of the run before, so that n · ln σ must fall by more than levels cost, where
 * σ = σ₀ + Σ |eᵢ − ρ·eᵢ₋₁| of the residuals e, and σ₀ keeps a perfect fit from winning by itself. It differs in three things:
 *
 * - Two fits are compared with one correlation ρ, that of the fit with more levels. asv gives each its own; with a ρ near 1, which
 *   turns residuals into moves from run to run, a single level then explains a step away, and most steps are missed.
 * - A level costs ln(n) + 4. asv's 4 · ln(n) is four times what a BIC takes for a place and a value.
 * - A straight line competes, at the cost of two levels: a drift is no row of steps.
 *
 * @param y finite
 * @param fits of all of `y`: one with a single level, then with ever more
 */
export function chosenFit(y: Float64Array, fits: readonly (readonly Segment[])[]): readonly Segment[] {
  const cost = Math.log(y.length) + PRICE;
  const [single = []] = fits;
  let best = candidateOf(y, single);
  let rho = 0;
  for (const fit of fits.slice(1)) {
    const next = candidateOf(y, fit);
    const own = correlationOf(next.residuals);
    if (gain(best, next, own) <= cost * (fit.length - best.segments.length)) continue;
    best = next;
    rho = own;
  }
  if (best.segments.length === 1) return single;
  const line = { segments: single, residuals: lineResiduals(y) };
  return gain(line, best, rho) > cost * (best.segments.length - 2) - LEAD ? best.segments : single;
}

interface Candidate {
  readonly segments: readonly Segment[];
  readonly residuals: Float64Array;
}

function candidateOf(y: Float64Array, segments: readonly Segment[]): Candidate {
  const residuals = new Float64Array(y.length);
  for (const { from, to, value } of segments) {
    for (let i = from; i <= to; i++) residuals[i] = at(y, i) - value;
  }
  return { segments, residuals };
}

/** By how much n · ln σ is less for `b` than for `a`. */
function gain(a: Candidate, b: Candidate, rho: number): number {
  return a.residuals.length * Math.log(sigmaOf(a, rho) / sigmaOf(b, rho));
}

function sigmaOf({ segments, residuals }: Candidate, rho: number): number {
  return noiseFloorOf(segments) + dependentSum(residuals, rho);
}

/** |e₀| + Σ |eᵢ − ρ·eᵢ₋₁|. */
function dependentSum(residuals: Float64Array, rho: number): number {
  let before = at(residuals, 0);
  let sum = Math.abs(before);
  for (let i = 1; i < residuals.length; i++) {
    const residual = at(residuals, i);
    sum += Math.abs(residual - rho * before);
    before = residual;
  }
  return sum;
}

/** The ρ from 0 to 1 with the least sum. */
function correlationOf(residuals: Float64Array): number {
  return leastPoint((rho) => dependentSum(residuals, rho), [0, 1], 0.01);
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

/** What the straight line with the least absolute distances leaves; it rises by at most twice the range of the values. */
function lineResiduals(y: Float64Array): Float64Array {
  const sorted = sortedCopy(y);
  const steepest = (2 * (at(sorted, y.length - 1) - at(sorted, 0))) / (y.length - 1);
  const residuals = (slope: number): Float64Array => {
    const level = y.map((value, i) => value - slope * i);
    const middle = medianOfSorted(sortedCopy(level));
    return level.map((value) => value - middle);
  };
  const distance = (slope: number): number => dependentSum(residuals(slope), 0);
  return residuals(leastPoint(distance, [-steepest, steepest], steepest / 1e5));
}
