import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';

/** Throughput at one load; both positive and finite. */
export interface LoadThroughput {
  readonly load: number;
  readonly throughput: number;
}

/**
 * Where throughput stops to keep pace with the load. `knee`: at this index. `rising`: it keeps pace up to the highest load,
 * so that there is no knee. `flat`: it does not keep pace from the lowest load on, so that the knee is there or below.
 */
export type Knee =
  { readonly kind: 'knee'; readonly index: number } | { readonly kind: 'rising' } | { readonly kind: 'flat' };

/** Elasticity below which throughput no longer keeps pace: at most 2^0.2, or 15 % more, for a doubled load. */
export const KNEE_ELASTICITY = 0.2;

/** Two points always make a straight line. */
export const KNEE_NEEDS = 3;

/**
 * The knee of throughput over load: the lowest load beyond which the gain in throughput is small (Jain, The Art of Computer
 * Systems Performance Analysis, 1991, section 3.3), that is, the lowest load L with throughput X where each higher load L'
 * has X' ≤ X · (L' / L)^0.2. In a closed system the response time then rises by at least (L' / L)^0.8, by Little's law.
 *
 * The elasticity depends neither on the units nor on how far the loads reach and how they are spaced, and a dip at one load
 * is no knee where a higher load recovers from it. Kneedle (Satopää et al. 2011) scales both axes by their ranges instead:
 * with the few points of a load test, one load more or less moves its answer, and its threshold, the mean step of the
 * scaled loads, hides most bends.
 *
 * `points` ascend by load, one point per load.
 */
export function kneeOf(points: readonly LoadThroughput[]): Knee | NotEnoughData {
  if (points.length < KNEE_NEEDS) return notEnoughData(points.length, KNEE_NEEDS);
  const index = points.findIndex((point, at) =>
    points.slice(at + 1).every((higher) => !keepsPace(point, higher)),
  );
  if (index === points.length - 1) return { kind: 'rising' };
  return index === 0 ? { kind: 'flat' } : { kind: 'knee', index };
}

function keepsPace(from: LoadThroughput, to: LoadThroughput): boolean {
  return to.throughput > from.throughput * (to.load / from.load) ** KNEE_ELASTICITY;
}
