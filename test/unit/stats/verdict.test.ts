import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/core/stats/side.ts';
import {
  compareSides,
  decide,
  decideAll,
  type CompareOptions,
  type Comparison,
} from '../../../src/core/stats/verdict.ts';

const LATENCY: CompareOptions = { direction: 'lower', noiseFloor: 0.01 };
const THROUGHPUT: CompareOptions = { direction: 'higher', noiseFloor: 0.01 };

function runs(...samples: readonly number[]): Side {
  return { runs: samples.length, samples, summary: null, value: null };
}

function oneRun(samples: readonly number[]): Side {
  return { runs: 1, samples, summary: null, value: null };
}

function reported(count: number, mean: number, stddev: number, n = count): Side {
  return { runs: count, samples: null, summary: { n, mean, stddev }, value: null };
}

function spread(center: number, n: number, step = 0.1): number[] {
  return Array.from({ length: n }, (_, i) => center + (i - (n - 1) / 2) * step);
}

function verdictOf(comparison: Comparison): string {
  return decide(comparison, null).verdict;
}

describe('compareSides on samples', () => {
  it('gives test, change, interval and effects', () => {
    const result = compareSides(runs(10, 11, 12, 13), runs(20, 22, 24, 26), LATENCY);
    expect(result).toMatchObject({
      test: 'mann-whitney',
      exact: true,
      of: 'median',
      before: 11.5,
      after: 23,
      change: 1,
      cliffsDelta: 1,
      n: { before: 4, after: 4 },
      runs: { before: 4, after: 4 },
      alpha: 0.05,
    });
    expect(result.p).toBeCloseTo(2 / 70, 14);
    expect(result.smallestP).toBeCloseTo(2 / 70, 14);
    // Four a side: from the smallest to the largest ratio, 20/13 and 26/10.
    expect(result.interval).toMatchObject({ of: 'ratio', from: 'samples' });
    expect(result.interval?.low).toBeCloseTo(20 / 13 - 1, 12);
    expect(result.interval?.high).toBeCloseTo(1.6, 12);
    // The 16 differences run from 7 to 16; the two in the middle are 11 and 12.
    expect(result.shift?.shift).toBe(11.5);
  });

  it('measures the change of values that may be negative against the median before', () => {
    const result = compareSides(runs(-4, -5, -6, -5), runs(5, 6, 7, 8), THROUGHPUT);
    expect(result.change).toBeCloseTo(11.5 / 5, 12);
    expect(result.interval).toMatchObject({ of: 'ratio', low: 9 / 5, high: 14 / 5 });
    expect(verdictOf(result)).toBe('improved');
  });

  it('falls back on the shift where nothing can be relative', () => {
    const result = compareSides(runs(0, 0, 0, 0, 0), runs(3, 4, 5, 6, 7), LATENCY);
    expect(result.change).toBeNull();
    expect(result.interval).toMatchObject({ of: 'shift', low: 3, high: 7 });
    expect(verdictOf(result)).toBe('regressed');
  });
});

describe('decide', () => {
  it('names the move by the direction of the metric', () => {
    const [old, fresh] = [runs(...spread(10, 5)), runs(...spread(12, 5))];
    expect(decide(compareSides(old, fresh, LATENCY), 0.03)).toEqual({
      verdict: 'regressed',
      because: 'beyond-noise-floor',
      adjustedP: 0.03,
      need: null,
    });
    expect(verdictOf(compareSides(old, fresh, THROUGHPUT))).toBe('improved');
    expect(verdictOf(compareSides(fresh, old, LATENCY))).toBe('improved');
    expect(verdictOf(compareSides(fresh, old, THROUGHPUT))).toBe('regressed');
    expect(verdictOf(compareSides(old, fresh, { ...LATENCY, direction: 'none' }))).toBe('changed');
  });

  it('wants the whole interval beyond the noise floor', () => {
    const comparison = compareSides(runs(...spread(100, 6, 0.1)), runs(...spread(101, 6, 0.1)), LATENCY);
    expect(comparison.p).toBeLessThan(0.05);
    expect(comparison.change).toBeCloseTo(0.01, 12);
    expect(decide(comparison, null)).toMatchObject({ verdict: 'no-change', because: 'within-noise-floor' });
    expect(verdictOf({ ...comparison, noiseFloor: 0.005 })).toBe('regressed');
  });

  it('finds no change where the test finds none', () => {
    const comparison = compareSides(runs(1, 3, 5, 7, 9), runs(2, 4, 6, 8, 10), LATENCY);
    expect(decide(comparison, null)).toMatchObject({
      verdict: 'no-change',
      because: 'p-not-below-alpha',
      need: null,
    });
  });

  it('judges by the adjusted p', () => {
    const comparison = compareSides(runs(...spread(10, 8)), runs(...spread(12, 8)), LATENCY);
    expect(decide(comparison, 0.049).verdict).toBe('regressed');
    const weaker = compareSides(
      runs(1, 2, 3, 4, 5, 6, 7, 8, 13),
      runs(9, 10, 11, 12, 14, 15, 16, 17, 18),
      LATENCY,
    );
    expect(weaker.p).toBeLessThan(0.01);
    expect(decide(weaker, 0.06)).toMatchObject({ verdict: 'no-change', because: 'p-not-below-alpha' });
  });

  it('asks for four where three a side cannot reach 0.05, however far apart', () => {
    const need = { samples: 4, of: 'samples' };
    expect(decide(compareSides(oneRun([1, 2, 3]), oneRun([100, 101, 102]), LATENCY), null)).toEqual({
      verdict: 'not-enough-samples',
      because: 'test-cannot-reach-alpha',
      adjustedP: null,
      need,
    });
    expect(decide(compareSides(runs(1, 2, 3), runs(100, 101, 102), LATENCY), null)).toMatchObject({
      verdict: 'not-enough-samples',
      need: { samples: 4, of: 'runs' },
    });
  });

  it('asks for four runs a side even where the test reaches 0.05', () => {
    const many = runs(...spread(10, 20));
    const comparison = compareSides(many, runs(20, 21), LATENCY);
    expect(comparison.p).toBeLessThan(0.01);
    expect(decide(comparison, null)).toMatchObject({
      verdict: 'not-enough-samples',
      because: 'fewer-than-four-runs',
      need: { samples: 4, of: 'runs' },
    });
    expect(verdictOf(compareSides(reported(3, 10, 0.01), reported(3, 20, 0.01), LATENCY))).toBe(
      'not-enough-samples',
    );
  });

  it('asks for more where the level of the interval is out of reach', () => {
    const comparison = compareSides(runs(1, 2, 3, 4), runs(5, 6, 7, 8), { ...LATENCY, level: 0.99 });
    expect(decide(comparison, null)).toMatchObject({
      verdict: 'not-enough-samples',
      because: 'interval-cannot-reach-level',
      need: { samples: 5, of: 'runs' },
    });
  });

  it('says no more than that two single runs differ, with a thousand samples each', () => {
    const comparison = compareSides(
      oneRun(spread(10, 1000, 0.001)),
      oneRun(spread(11, 1000, 0.001)),
      LATENCY,
    );
    expect(comparison.p).toBeLessThan(1e-10);
    expect(verdictOf(comparison)).toBe('differs-one-run-each');
    expect(
      verdictOf(compareSides(oneRun(spread(10, 1000, 0.001)), oneRun(spread(10, 1000, 0.001)), LATENCY)),
    ).toBe('no-change');
    expect(verdictOf(compareSides(reported(1, 10, 1, 500), reported(1, 12, 1, 500), LATENCY))).toBe(
      'differs-one-run-each',
    );
  });

  it('does not test one run against several, but shows the change', () => {
    const comparison = compareSides(oneRun(spread(10, 100, 0.01)), runs(...spread(12, 8)), LATENCY);
    expect(comparison).toMatchObject({ test: null, p: null, of: 'median' });
    expect(comparison.change).toBeCloseTo(0.2, 12);
    expect(decide(comparison, null)).toEqual({
      verdict: 'not-testable',
      because: 'one-run-on-a-side',
      adjustedP: null,
      need: { samples: 4, of: 'runs' },
    });
  });

  it('does not test one value on a side, but shows the change', () => {
    const comparison = compareSides(oneRun([10]), oneRun([15]), LATENCY);
    expect(comparison).toMatchObject({ p: null, before: 10, after: 15, change: 0.5, interval: null });
    expect(decide(comparison, null)).toMatchObject({
      verdict: 'not-testable',
      because: 'one-value-on-a-side',
    });
    const value = (number: number): Side => ({ runs: 1, samples: null, summary: null, value: number });
    expect(compareSides(value(4), value(3), LATENCY)).toMatchObject({ of: 'value', change: -0.25 });
    expect(compareSides(value(4), reported(1, 3, 1, 9), LATENCY)).toMatchObject({
      of: 'value',
      change: -0.25,
      p: null,
    });
  });

  it('knows when a side has no number', () => {
    const nothing: Side = { runs: 0, samples: null, summary: null, value: null };
    const comparison = compareSides(nothing, runs(1, 2, 3, 4), LATENCY);
    expect(comparison).toMatchObject({ of: null, before: null, change: null, n: { before: 0, after: 4 } });
    expect(decide(comparison, null)).toMatchObject({
      verdict: 'not-testable',
      because: 'no-number',
      need: null,
    });
  });
});

describe('compareSides on summaries', () => {
  it("uses Welch on the tools' own repetitions: scipy.stats.ttest_ind_from_stats", () => {
    const comparison = compareSides(reported(12, 24, 3.5), reported(9, 20, 6.2), LATENCY);
    expect(comparison).toMatchObject({
      test: 'welch',
      of: 'mean',
      smallestP: null,
      shift: null,
      cliffsDelta: null,
    });
    expect(comparison.p).toBeCloseTo(0.10808142840898259, 12);
    expect(comparison.change).toBeCloseTo(-1 / 6, 12);
    // -4 ± t(0.975, 11.791) * 2.30042 over 24; scipy.stats.t.isf(0.025, 11.791267807340686) = 2.182917
    expect(comparison.interval).toMatchObject({ of: 'ratio', from: 'summary' });
    expect(comparison.interval?.low).toBeCloseTo(-0.3759, 4);
    expect(comparison.interval?.high).toBeCloseTo(0.04257, 4);
    expect(verdictOf(comparison)).toBe('no-change');
  });

  it('takes samples on one side and a summary on the other', () => {
    const comparison = compareSides(runs(...spread(10, 10)), reported(10, 5, 0.3), LATENCY);
    expect(comparison.test).toBe('welch');
    expect(comparison.change).toBeCloseTo(-0.5, 12);
    expect(verdictOf(comparison)).toBe('improved');
  });

  it('tells apart counts that never vary', () => {
    expect(verdictOf(compareSides(reported(10, 5, 0), reported(10, 6, 0), LATENCY))).toBe('regressed');
    expect(verdictOf(compareSides(reported(10, 5, 0), reported(10, 5, 0), LATENCY))).toBe('no-change');
  });
});

describe('decideAll', () => {
  const moved = compareSides(runs(1, 2, 3, 4), runs(11, 12, 13, 14), LATENCY);
  const still = compareSides(runs(1, 3, 5, 7), runs(2, 4, 6, 8), LATENCY);
  const hopeless = compareSides(runs(1, 2, 3), runs(7, 8, 9), LATENCY);

  it('adjusts over the whole comparison and says when that leaves too few runs', () => {
    const decisions = decideAll([moved, still, still, still]);
    expect(decisions[0]).toEqual({
      verdict: 'not-enough-samples',
      because: 'too-few-for-so-many-metrics',
      adjustedP: expect.closeTo((4 * 2) / 70, 12) as number,
      // 0.05 / 4 = 0.0125: five a side reach 0.0079.
      need: { samples: 5, of: 'runs' },
    });
    expect(decisions[1]?.verdict).toBe('no-change');
  });

  it('keeps tests that n alone decides out of the family', () => {
    const decisions = decideAll([hopeless, moved, hopeless, hopeless]);
    expect(decisions.map(({ verdict }) => verdict)).toEqual([
      'not-enough-samples',
      'regressed',
      'not-enough-samples',
      'not-enough-samples',
    ]);
    expect(decisions[1]?.adjustedP).toBeCloseTo(2 / 70, 12);
  });
});
