import { medianOfSorted, quantileOfType8 } from './quantile.ts';
import { sortedCopy } from './vector.ts';

/** The number that benchstat gives for the results of one benchmark. */
export interface BenchstatCenter {
  readonly value: number;
  /** Results that it is of. */
  readonly n: number;
  /** Results that were left out. */
  readonly outliers: number;
}

/**
 * What benchstat makes of the results of one benchmark: the median of all (second version), or the mean of those within
 * Tukey's fences of 1.5 interquartile ranges (first version; golang.org/x/perf/benchstat, `computeStats`).
 * @param values at least one, finite
 */
export function benchstatCenter(values: readonly number[], statistic: 'mean' | 'median'): BenchstatCenter {
  const sorted = sortedCopy(values);
  if (statistic === 'median') return { value: medianOfSorted(sorted), n: sorted.length, outliers: 0 };
  const [q1, q3] = [quantileOfType8(sorted, 0.25), quantileOfType8(sorted, 0.75)];
  const reach = 1.5 * (q3 - q1);
  const kept = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  const sum = kept.reduce((total, value) => total + value, 0);
  return { value: sum / kept.length, n: kept.length, outliers: sorted.length - kept.length };
}
