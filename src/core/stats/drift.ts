import { runToEnd, type Steps } from '../model/steps.ts';
import { normalTwoSided } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { medianOfSorted } from './quantile.ts';
import { concordance } from './concordance.ts';
import { at } from './vector.ts';

/** Does a run's own order show in its values? */
export interface Drift {
  /** Two-sided, Mann-Kendall. */
  readonly p: number;
  /** Kendall's τ-b between order and value, -1 to 1; 0 when no value differs. */
  readonly tau: number;
  /** Theil-Sen slope, in the values' unit per sample. */
  readonly slope: number;
  /** Change from the first to the last sample along that slope, over |median|; null for a median of 0. */
  readonly relative: number | null;
  /** The slope was taken over medians of consecutive blocks, since there are more samples than it needs. */
  readonly thinned: boolean;
}

const NEED = 10;

/** Points that the slope is taken from: their pairs stay a fixed, small number. */
const SLOPE_POINTS = 256;

/**
 * Monotone drift within a run: the Mann-Kendall test (Mann 1945; Kendall 1975, Rank Correlation Methods) with
 * correction for ties and continuity, and the Theil-Sen slope (Theil 1950; Sen 1968), the median of the
 * slopes of all pairs. Samples that depend on their neighbors make the p too small: it points at a drift, it
 * does not prove one. Needs ten values.
 * @param values in the order in which they were measured
 */
export function drift(values: ArrayLike<number>): Drift | NotEnoughData {
  return runToEnd(driftSteps(values));
}

/** The same in slices. */
export function* driftSteps(values: ArrayLike<number>): Steps<Drift | NotEnoughData> {
  const n = values.length;
  if (n < NEED) return notEnoughData(n, NEED);
  const { score, ties, sorted } = yield* concordance(values);
  yield;
  const slope = yield* theilSen(values);
  const median = medianOfSorted(sorted);
  const pairs = (n * (n - 1)) / 2;
  let tiedPairs = 0;
  let tieTerm = 0;
  for (const size of ties) {
    tiedPairs += (size * (size - 1)) / 2;
    tieTerm += size * (size - 1) * (2 * size + 5);
  }
  const variance = (n * (n - 1) * (2 * n + 5) - tieTerm) / 18;
  return {
    p: variance > 0 ? normalTwoSided(Math.max(0, Math.abs(score) - 1) / Math.sqrt(variance)) : 1,
    tau: tiedPairs === pairs ? 0 : score / Math.sqrt(pairs * (pairs - tiedPairs)),
    slope,
    relative: median === 0 ? null : (slope * (n - 1)) / Math.abs(median),
    thinned: n > SLOPE_POINTS,
  };
}

function* theilSen(values: ArrayLike<number>): Steps<number> {
  const { x, y } = yield* blockMedians(values);
  const slopes = new Float64Array((x.length * (x.length - 1)) / 2);
  let next = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) slopes[next++] = (at(y, j) - at(y, i)) / (at(x, j) - at(x, i));
  }
  return medianOfSorted(slopes.sort());
}

/**
 * The samples themselves while they are few; otherwise the medians of equal blocks at the blocks' middles.
 */
function* blockMedians(values: ArrayLike<number>): Steps<{ x: Float64Array; y: Float64Array }> {
  const n = values.length;
  const points = Math.min(n, SLOPE_POINTS);
  const x = new Float64Array(points);
  const y = new Float64Array(points);
  for (let block = 0; block < points; block++) {
    const from = Math.floor((block * n) / points);
    const to = Math.floor(((block + 1) * n) / points);
    const part = new Float64Array(to - from);
    for (let i = 0; i < part.length; i++) part[i] = at(values, from + i);
    x[block] = (from + to - 1) / 2;
    y[block] = medianOfSorted(part.sort());
    if (part.length > 1) yield;
  }
  return { x, y };
}
