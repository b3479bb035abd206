import { fUpperTail } from './distributions.ts';
import { compensatedSum, meanOf, squaresAround } from './vector.ts';

/** One-way analysis of variance. */
export interface OneWay {
  /** Infinity when the groups differ and no group varies. */
  readonly f: number;
  readonly p: number;
  /** η², the share of the sum of squares that lies between the groups: 0 to 1. */
  readonly etaSquared: number;
}

/**
 * F test of equal group means (Fisher 1925, Statistical Methods for Research Workers; η²: Cohen 1973).
 * @returns null when it has nothing to test: fewer than two groups, no group with a second value, or no value
 * that differs
 */
export function oneWay(groups: readonly ArrayLike<number>[]): OneWay | null {
  const sizes = groups.map((group) => group.length);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const between = groups.length - 1;
  const within = n - groups.length;
  if (between < 1 || within < 1) return null;
  const means = groups.map(meanOf);
  const mean = compensatedSum(groups.length, (g) => (means[g] ?? NaN) * (sizes[g] ?? NaN)) / n;
  const alike = means.every((value) => value === means[0]);
  const squaresBetween = alike
    ? 0
    : compensatedSum(groups.length, (g) => (sizes[g] ?? NaN) * ((means[g] ?? NaN) - mean) ** 2);
  const squaresWithin = groups.reduce((sum, group, g) => sum + squaresAround(group, means[g] ?? NaN), 0);
  const total = squaresBetween + squaresWithin;
  if (!(total > 0)) return null;
  const f = squaresBetween / between / (squaresWithin / within);
  return { f, p: fUpperTail(f, between, within), etaSquared: squaresBetween / total };
}
