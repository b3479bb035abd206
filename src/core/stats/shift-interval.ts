import { normalCritical, normalTwoSided } from './distributions.ts';
import { untiedDistribution } from './rank-sum-distribution.ts';
import { at } from './vector.ts';

/**
 * Which ordered differences bound the shift: the k-th from below and the k-th from above, and how surely they
 * do.
 */
export interface ShiftRank {
  readonly k: number;
  readonly coverage: number;
}

const ROUNDING = 1e-12;

/**
 * The largest k whose differences D(k) and D(nm + 1 - k) enclose the shift with at least `level`: 2 P(U < k)
 * <= 1 - level (Hollander, Wolfe & Chicken 2014, 4.3), from the exact distribution of U. With ties the
 * interval errs on the wide side.
 * @returns null when even the smallest and largest difference do not reach the level
 */
export function exactShiftRank(n: number, m: number, level: number): ShiftRank | null {
  const { counts, total } = untiedDistribution(n, m);
  let beyond = 0;
  let k = 0;
  while (2 * (beyond + at(counts, k)) <= (1 - level) * total * (1 + ROUNDING)) {
    beyond += at(counts, k);
    k++;
  }
  return k === 0 ? null : { k, coverage: 1 - (2 * beyond) / total };
}

/** The same from the normal approximation with continuity correction, for large n and m. */
export function normalShiftRank(n: number, m: number, level: number): ShiftRank | null {
  const center = (n * m) / 2;
  const spread = Math.sqrt((n * m * (n + m + 1)) / 12);
  const k = Math.floor(center - normalCritical(1 - level) * spread + 0.5);
  return k < 1 ? null : { k, coverage: 1 - normalTwoSided((center - k + 0.5) / spread) };
}
