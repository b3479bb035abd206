import { chosenFit } from './level-choice.ts';
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
 * The levels of a history after asv's step detection (asv step_detect): for a range of penalties γ the piecewise constant fit with γ
 * per segment, of which `chosenFit` takes one. Where asv takes segments of any length, a level here has at least three runs. In
 * noise of a fifth of a step, it is found in about 19 of 20 histories with four runs on either side, and nearly always with more.
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
  return chosenFit(y, fitsOf(new StretchDistances(y, w))).map(({ from, to, value }) => ({
    from: from + skipped,
    to: to + skipped,
    value,
    error: meanDistance(y, from, to, value),
  }));
}

/** Of the fits with all penalties the first of each number of segments, in the order of these numbers. */
function fitsOf(stretches: StretchDistances): Segment[][] {
  const single = stretches.segment(0, stretches.n - 1);
  const whole = single.distance;
  if (!(whole > 0)) return [[single]];
  const fits = new PottsFits(stretches, LEVEL_NEEDS);
  const gammaOf = (index: number): number => whole * (0.1 / stretches.n) ** (index / (PENALTIES - 1));
  const found = [[single]];
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

function meanDistance(y: Float64Array, from: number, to: number, level: number): number {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += Math.abs(at(y, i) - level);
  return sum / (to - from + 1);
}
