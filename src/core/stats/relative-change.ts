import { studentCritical } from './distributions.ts';
import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';
import type { MeanSummary } from './summary.ts';
import { shiftInterval } from './two-groups.ts';
import { at, sortedCopy } from './vector.ts';

/** (after - before) / |before|: after / before - 1 for positive numbers; null where before is 0. */
export function relativeChange(before: number, after: number): number | null {
  return before === 0 ? null : (after - before) / Math.abs(before);
}

/**
 * Interval of the relative change between two samples. Positive values: the Hodges-Lehmann interval of the
 * logarithms, turned back, which bounds the ratio after / before and carries the spread of both sides; since
 * a rank test sees no difference between values and their logarithms, it leaves 0 out exactly when the untied
 * test rejects at that level. Other values: the interval of the shift over |median before|; the shift itself
 * where that median is 0.
 * @returns null where so few values cannot reach the level
 */
export function relativeInterval(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  level: number,
): Interval | null {
  if (allPositive(before) && allPositive(after)) {
    const interval = shiftInterval(logarithms(before), logarithms(after), level);
    return (
      interval && { ...interval, of: 'ratio', low: Math.expm1(interval.low), high: Math.expm1(interval.high) }
    );
  }
  const interval = shiftInterval(before, after, level);
  return interval && over(interval, quantile(sortedCopy(before), 0.5));
}

/** The same from means and standard deviations: Welch's interval of the difference over |mean before|. */
export function relativeIntervalOfMeans(
  before: MeanSummary,
  after: MeanSummary,
  { df, level }: { readonly df: number; readonly level: number },
): Interval {
  const error = Math.sqrt(before.stddev ** 2 / before.n + after.stddev ** 2 / after.n);
  const half = error === 0 ? 0 : error * studentCritical(1 - level, df);
  const difference = after.mean - before.mean;
  const low = difference - half;
  const high = difference + half;
  return over({ of: 'shift', level, coverage: level, low, high, from: 'summary' }, before.mean);
}

function over(shift: Interval, baseline: number): Interval {
  if (baseline === 0) return shift;
  const scale = Math.abs(baseline);
  return { ...shift, of: 'ratio', low: shift.low / scale, high: shift.high / scale };
}

function allPositive(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!(at(values, i) > 0)) return false;
  return true;
}

function logarithms(values: ArrayLike<number>): Float64Array {
  const made = new Float64Array(values.length);
  for (let i = 0; i < made.length; i++) made[i] = Math.log(at(values, i));
  return made;
}
