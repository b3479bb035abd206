import { studentCritical } from './distributions.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import type { MeanSummary } from './summary.ts';

/** Where the next value lies if nothing changes. */
export interface PredictionLimits {
  readonly low: number;
  readonly high: number;
  /** Values that it stands on. */
  readonly n: number;
  /** Share of next values below `high`, and the same above `low`: 0.975 leaves 5 % outside both. */
  readonly confidence: number;
}

/**
 * Limits of the next value: mean ± t · s · √(1 + 1/n) (Whitmore 1986; Bencher's t-test boundary), with the one-sided quantile
 * of Student's t at n − 1 degrees of freedom. Exact for independent normal values. Needs three values.
 */
export function predictionLimits(
  { n, mean, stddev }: MeanSummary,
  confidence = 0.975,
): PredictionLimits | NotEnoughData {
  if (n < 3) return notEnoughData(n, 3);
  const half = studentCritical(2 * (1 - confidence), n - 1) * stddev * Math.sqrt(1 + 1 / n);
  return { low: mean - half, high: mean + half, n, confidence };
}
