import type { Interval } from './interval.ts';
import { relativeInterval, relativeIntervalOfMeans } from './relative-change.ts';
import { meanOfSide, medianOf, samplesOf, summaryOf, type Side } from './side.ts';
import type { MeanSummary } from './summary.ts';
import { cliffsDelta, hodgesLehmann, mannWhitney, smallestP, welch, type Shift } from './two-groups.ts';

/**
 * What the numbers of two sides say by themselves: the test, or that there is none, and the size of the
 * change.
 */
export interface Evidence {
  /** Null where no test is possible. */
  readonly test: 'mann-whitney' | 'welch' | null;
  /** The p is from an exact distribution. */
  readonly exact: boolean;
  readonly p: number | null;
  /** The smallest p that so many values can reach; null without a rank test. */
  readonly smallestP: number | null;
  /** Which statistic `before` and `after` are; null where a side has no number. */
  readonly of: 'median' | 'mean' | 'value' | null;
  readonly before: number | null;
  readonly after: number | null;
  /**
   * Of the relative change (`of: ratio`, with 0.1 for 10 % more); of kind `shift`, in the unit, where before
   * is 0. Null without a test or with too few values.
   */
  readonly interval: Interval | null;
  /** Hodges-Lehmann, after minus before; null without a test on samples. */
  readonly shift: Shift | null;
  /** -1 to 1, above 0 when after is larger; null without a test on samples. */
  readonly cliffsDelta: number | null;
}

const NOTHING: Evidence = {
  test: null,
  exact: false,
  p: null,
  smallestP: null,
  of: null,
  before: null,
  after: null,
  interval: null,
  shift: null,
  cliffsDelta: null,
};

/**
 * Compares two sides by the strongest means that both allow: Mann-Whitney on samples, Welch on summaries, or
 * two bare numbers. A single run against several has one independent value on its side, so it is not tested.
 */
export function evidenceOf(before: Side, after: Side, level: number): Evidence {
  if (before.runs > 1 !== after.runs > 1) return untested(before, after);
  return bySamples(before, after, level) ?? bySummaries(before, after, level) ?? untested(before, after);
}

function bySamples(before: Side, after: Side, level: number): Evidence | null {
  const a = samplesOf(before);
  const b = samplesOf(after);
  const test = mannWhitney(a, b);
  const shift = hodgesLehmann(a, b, level);
  if ('kind' in test || 'kind' in shift) return null;
  return {
    test: 'mann-whitney',
    exact: test.exact,
    p: test.p,
    smallestP: smallestP(a.length, b.length),
    of: 'median',
    before: medianOf(before),
    after: medianOf(after),
    interval: relativeInterval(a, b, level),
    shift,
    cliffsDelta: cliffsDelta(a, b),
  };
}

function bySummaries(before: Side, after: Side, level: number): Evidence | null {
  const a: MeanSummary | null = summaryOf(before);
  const b: MeanSummary | null = summaryOf(after);
  if (a === null || b === null) return null;
  const test = welch(a, b);
  if ('kind' in test) return null;
  const interval = relativeIntervalOfMeans(a, b, { df: test.df, level });
  return { ...NOTHING, test: 'welch', p: test.p, of: 'mean', before: a.mean, after: b.mean, interval };
}

/** The same statistic on both sides, or the one number that each has. */
function untested(before: Side, after: Side): Evidence {
  const choices = [
    { of: 'median', before: medianOf(before), after: medianOf(after) },
    { of: 'mean', before: meanOfSide(before), after: meanOfSide(after) },
  ] as const;
  const same = choices.find((choice) => choice.before !== null && choice.after !== null);
  if (same !== undefined) return { ...NOTHING, ...same };
  const old = before.value ?? meanOfSide(before);
  const fresh = after.value ?? meanOfSide(after);
  return { ...NOTHING, of: old === null || fresh === null ? null : 'value', before: old, after: fresh };
}
