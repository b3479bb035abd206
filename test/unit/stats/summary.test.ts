import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/core/stats/quantile.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { geometricMean, summarize, summarizeSteps, type Summary } from '../../../src/core/stats/summary.ts';

function summaryOf(values: ArrayLike<number>): Summary {
  const summary = summarize(values);
  if ('kind' in summary) throw new Error('expected a summary');
  return summary;
}

const LATENCIES = [2.1, 2.3, 1.9, 2.4, 2.2, 9.7, 2.0, 2.5, 2.2, 2.3, -3.0];

describe('summarize', () => {
  it('agrees with SciPy 1.17.1: mean, median, std(ddof=1), variation(ddof=1), quantile, median_abs_deviation', () => {
    const summary = summaryOf(LATENCIES);
    expect(summary.n).toBe(11);
    expect(summary.mean).toBeCloseTo(2.418181818181818, 14);
    expect(summary.median).toBe(2.2);
    expect(summary.min).toBe(-3);
    expect(summary.max).toBe(9.7);
    expect(summary.stddev).toBeCloseTo(2.8819500973535894, 13);
    expect(summary.cv).toBeCloseTo(1.1917838748454697, 13);
    expect(summary.q1).toBeCloseTo(2.05, 14);
    expect(summary.q3).toBeCloseTo(2.35, 14);
    expect(summary.mad).toBeCloseTo(0.2, 14);
    expect(summary.percentiles).toEqual({ '50': 2.2, '90': 2.5 });
  });

  it("counts values beyond Tukey's fences, a severe one not as mild too", () => {
    expect(summaryOf(LATENCIES).outliers).toEqual({ mild: 0, severe: 2 });
    // Quartiles 3 and 7, so the fences are -3 and 13, -9 and 19.
    expect(summaryOf([1, 2, 3, 4, 5, 6, 7, 14, 20]).outliers).toEqual({ mild: 1, severe: 1 });
  });

  it('keeps a small spread on a large level: exact in integers, lost by the textbook formula', () => {
    const summary = summaryOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect(summary.mean).toBe(1e9 + 10);
    expect(summary.stddev).toBe(Math.sqrt(30));
  });

  it('carries the rounding error of a sum that cancels', () => {
    expect(summaryOf([1, 1e100, 1, -1e100]).mean).toBe(0.5);
  });

  it('gives equal values no spread', () => {
    const summary = summaryOf(new Float64Array(49).fill(0.1));
    expect(summary.mean).toBe(0.1);
    expect(summary.stddev).toBe(0);
    expect(summary.cv).toBe(0);
    expect(summary.mad).toBe(0);
  });

  it('leaves unknown what one value cannot tell', () => {
    const summary = summaryOf([5]);
    expect(summary).toMatchObject({ n: 1, mean: 5, median: 5, stddev: null, cv: null, mad: 0, q1: 5, q3: 5 });
    expect(summary.percentiles).toEqual({ '50': 5 });
    expect(summaryOf([-1, 1]).cv).toBeNull();
  });

  it('gives one value the summary that its steps give', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(summarize([value])).toEqual(runToEnd(summarizeSteps([value])));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it.each([
    [9, ['50']],
    [10, ['50', '90']],
    [19, ['50', '90']],
    [20, ['50', '90', '95']],
    [100, ['50', '90', '95', '99']],
    [999, ['50', '90', '95', '99']],
    [1000, ['50', '90', '95', '99', '99.9']],
  ])('has the percentiles that n = %d resolves', (n, names) => {
    const { percentiles } = summaryOf(Float64Array.from({ length: n }, (_, i) => i));
    expect(Object.keys(percentiles).sort()).toEqual(names);
    for (const name of names) expect(percentiles[name]).toBeCloseTo((Number(name) / 100) * (n - 1), 9);
  });

  it('says that it needs a value', () => {
    expect(summarize([])).toEqual({ kind: 'not-enough-data', have: 0, need: 1 });
  });

  it('leaves its input in its order', () => {
    const values = new Float64Array([3, 1, 2]);
    summarize(values);
    expect([...values]).toEqual([3, 1, 2]);
  });

  it('has the median deviation that sorting the deviations gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 }), (values) => {
        const summary = summaryOf(values);
        const deviations = values.map((v) => Math.abs(v - summary.median)).sort((a, b) => a - b);
        expect(summary.mad).toBe(quantile(deviations, 0.5));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('quantile', () => {
  it('interpolates as R does: quantile(c(1, 2, 4, 8), type = 7)', () => {
    expect(quantile([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantile([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 14);
    expect(quantile([1, 2, 4, 8], 0)).toBe(1);
    expect(quantile([1, 2, 4, 8], 1)).toBe(8);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('geometricMean', () => {
  it('agrees with scipy.stats.gmean', () => {
    expect(geometricMean([1.2, 0.8, 2.5, 1.0, 0.05])).toBeCloseTo(0.6543893899412373, 14);
  });

  it('refuses values that have no logarithm, and nothing', () => {
    expect(geometricMean([1, 0, 2])).toEqual({ kind: 'not-enough-data', have: 2, need: 3 });
    expect(geometricMean([])).toEqual({ kind: 'not-enough-data', have: 0, need: 1 });
  });
});
