import type { Steps } from '../model/steps.ts';
import { normalTwoSided } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { medianOfSorted } from './quantile.ts';
import { concordance } from './concordance.ts';
import { sortedSteps } from './sorted-steps.ts';
import { at } from './vector.ts';

/** Does a run's own order show in its values? */
export interface Drift {
  /** Two-sided, Mann-Kendall. */
  readonly p: number;
  /** Kendall's τ-b between order and value, -1 to 1; 0 when no value differs. */
  readonly tau: number;
  /** Median of the first third of the samples, in the values' unit. */
  readonly before: number;
  /** Median of the last third. */
  readonly after: number;
  /** Change between these medians, over |before|; null where that is 0. */
  readonly relative: number | null;
}

const NEED = 10;

/**
 * Monotone drift within a run: the Mann-Kendall test (Mann 1945; Kendall 1975, Rank Correlation Methods) with
 * correction for ties and continuity; its size is the change between the medians of the first and the last third, which a
 * curved drift does not exaggerate as a straight line would. Samples that depend on their neighbors make the p too small: it
 * points at a drift, it does not prove one. Needs ten values.
 * @param values in the order in which they were measured
 */
export function* driftSteps(values: ArrayLike<number>): Steps<Drift | NotEnoughData> {
  const n = values.length;
  if (n < NEED) return notEnoughData(n, NEED);
  const { score, ties } = yield* concordance(values);
  yield;
  const third = Math.floor(n / 3);
  const before = medianOfSorted(yield* sortedSteps(part(values, 0, third)));
  const after = medianOfSorted(yield* sortedSteps(part(values, n - third, n)));
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
    before,
    after,
    relative: before === 0 ? null : (after - before) / Math.abs(before),
  };
}

function part(values: ArrayLike<number>, from: number, to: number): Float64Array {
  const copy = new Float64Array(to - from);
  for (let i = 0; i < copy.length; i++) copy[i] = at(values, from + i);
  return copy;
}
