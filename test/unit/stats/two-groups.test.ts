import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cliffsDelta,
  hodgesLehmann,
  mannWhitney,
  samplesNeeded,
  smallestP,
  welch,
} from '../../../src/core/stats/two-groups.ts';
import { differences, enumeratedP, middleOf } from './brute-force.ts';

/** Permeability constants of Hollander & Wolfe 1973, p. 69: the example of R's wilcox.test. */
const TERM = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const EARLY = [1.15, 0.88, 0.9, 0.74, 1.21];

const small = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 6 });

describe('mannWhitney', () => {
  it('agrees with R: wilcox.test(x, y) gives W = 35, p = 0.2544', () => {
    const result = mannWhitney(TERM, EARLY);
    expect(result).toMatchObject({ u: 35, exact: true });
    expect(result).toHaveProperty('p', expect.closeTo(0.2544122544122544, 13));
  });

  it("agrees with the example of scipy.stats.mannwhitneyu, method='exact'", () => {
    const result = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]);
    expect(result).toMatchObject({ u: 17, exact: true });
    expect(result).toHaveProperty('p', expect.closeTo(1 / 9, 13));
  });

  it.each([
    [[1, 2, 2, 3, 4, 4, 4], [2, 4, 5, 5, 6], 6.5, 0.08585858585858586],
    [[1, 1, 1, 2, 2], [1, 2, 2, 2], 6.5, 0.7142857142857143],
  ])(
    'is exact with ties: mannwhitneyu(%j, %j, method=PermutationMethod(n_resamples=10**6))',
    (a, b, u, p) => {
      const result = mannWhitney(a, b);
      expect(result).toMatchObject({ u, exact: true });
      expect(result).toHaveProperty('p', expect.closeTo(p, 13));
    },
  );

  it('equals the enumeration of all permutations', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(mannWhitney(a, b)).toHaveProperty('p', expect.closeTo(enumeratedP(a, b), 12));
      }),
      { seed: 7, numRuns: 120 },
    );
  });

  it("agrees with mannwhitneyu(method='exact') at 49 a side, exact with ties too", () => {
    const a = Array.from({ length: 49 }, (_, i) => (i * 37) % 101);
    const b = Array.from({ length: 49 }, (_, i) => ((i * 53) % 103) + 8.5);
    const result = mannWhitney(a, b);
    expect(result).toMatchObject({ u: 1069, exact: true });
    expect(result).toHaveProperty('p', expect.closeTo(0.35355724088501117, 12));
    const tied = (values: readonly number[]): number[] => values.map((value) => Math.round(value / 4));
    expect(mannWhitney(tied(a), tied(b))).toMatchObject({ exact: true });
  });

  it("agrees with mannwhitneyu(method='asymptotic') from 50 values on", () => {
    const a = Array.from({ length: 60 }, (_, i) => (i * i) % 17);
    const b = Array.from({ length: 55 }, (_, i) => (i * i * i) % 19);
    const result = mannWhitney(a, b);
    expect(result).toMatchObject({ u: 1602, exact: false });
    expect(result).toHaveProperty('p', expect.closeTo(0.7894002878068309, 12));
  });

  it('finds nothing where no value differs', () => {
    expect(mannWhitney([3, 3, 3, 3], [3, 3, 3, 3])).toEqual({ u: 8, p: 1, exact: true });
    const constant = new Float64Array(60).fill(3);
    expect(mannWhitney(constant, constant)).toEqual({ u: 1800, p: 1, exact: false });
  });

  it('needs two values a side', () => {
    expect(mannWhitney([1], [1, 2, 3])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
  });
});

describe('hodgesLehmann', () => {
  it('agrees with R: wilcox.test(y, x, conf.int = TRUE) gives -0.305 with -0.76 to 0.15', () => {
    const result = hodgesLehmann(TERM, EARLY);
    if ('kind' in result || result.interval === null) throw new Error('expected an interval');
    expect(result.shift).toBeCloseTo(-0.305, 12);
    expect(result.interval.low).toBeCloseTo(-0.76, 12);
    expect(result.interval.high).toBeCloseTo(0.15, 12);
    expect(result.interval).toMatchObject({ of: 'shift', level: 0.95, from: 'samples' });
    // 60 of the C(15, 5) = 3003 arrangements have U <= 8.
    expect(result.interval.coverage).toBeCloseTo(1 - 120 / 3003, 12);
    expect(result.thinned).toBe(false);
  });

  it('is the median of all differences', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(hodgesLehmann(a, b)).toHaveProperty('shift', middleOf(differences(a, b)));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  /**
   * Two-sided critical values of U at 0.05 (Mann & Whitney's table, e.g. Siegel 1956, table K): the interval
   * starts one further in.
   */
  it.each([
    [5, 2],
    [8, 13],
    [10, 23],
    [20, 127],
  ])('n = m = %d: cuts as many differences as the published critical value %d', (n, critical) => {
    const a = Array.from({ length: n }, (_, i) => 1000 * i);
    const b = Array.from({ length: n }, (_, i) => i + 0.5);
    const result = hodgesLehmann(a, b);
    if ('kind' in result || result.interval === null) throw new Error('expected an interval');
    expect(result.interval.low).toBe(differences(a, b)[critical]);
    expect(result.interval.high).toBe(differences(a, b).at(-1 - critical));
  });

  it('has no interval where so few values cannot reach the level', () => {
    expect(hodgesLehmann([1, 2, 3], [4, 5, 6])).toEqual({ shift: 3, interval: null, thinned: false });
    expect(hodgesLehmann([1, 2, 3, 4], [5, 6, 7, 8])).toHaveProperty(
      'interval.coverage',
      expect.closeTo(1 - 2 / 70, 12),
    );
  });

  it('leaves out 0 exactly when the test without ties rejects', () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 14 }, (_, i) => i),
      { minLength: 14 },
    );
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 4, max: 10 }), (values, n) => {
        const a = values.slice(0, n);
        const b = values.slice(n);
        const shift = hodgesLehmann(a, b);
        const test = mannWhitney(a, b);
        if ('kind' in shift || 'kind' in test || shift.interval === null) throw new Error('expected both');
        expect(shift.interval.low > 0 || shift.interval.high < 0).toBe(test.p <= 0.05);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('uses the normal approximation for many values, near the exact one', () => {
    const a = Array.from({ length: 60 }, (_, i) => i);
    const b = Array.from({ length: 60 }, (_, i) => i + 7.25);
    const result = hodgesLehmann(a, b);
    if ('kind' in result || result.interval === null) throw new Error('expected an interval');
    expect(result.shift).toBe(7.25);
    // k = floor(1800 - 1.959964 * sqrt(60 * 60 * 121 / 12) + 0.5) = 1427.
    expect(result.interval.low).toBe(differences(a, b)[1426]);
    expect(result.interval.high).toBe(differences(a, b).at(-1427));
    expect(result.interval.coverage).toBeCloseTo(0.95, 2);
  });

  it('thins more than 2 000 values a side, says so, and keeps shift and width', () => {
    const sample = (n: number, offset: number): Float64Array =>
      Float64Array.from({ length: n }, (_, i) => ((i * 7919) % n) / n + offset);
    const result = hodgesLehmann(sample(50_000, 0), sample(50_000, 0.1));
    if ('kind' in result || result.interval === null) throw new Error('expected an interval');
    expect(result.thinned).toBe(true);
    expect(result.shift).toBeCloseTo(0.1, 4);
    // Uniform on a length of 1: the density of the differences is 1 at the shift, so half the width is 1.96 * sqrt(1 / (6 n)).
    expect((result.interval.high - result.interval.low) / 2).toBeCloseTo(1.96 / Math.sqrt(6 * 50_000), 3);
  });

  it('needs a value a side', () => {
    expect(hodgesLehmann([], [1])).toEqual({ kind: 'not-enough-data', have: 0, need: 1 });
    expect(hodgesLehmann([2], [5])).toEqual({ shift: 3, interval: null, thinned: false });
  });
});

describe('cliffsDelta', () => {
  it('is the share of larger pairs less that of smaller ones', () => {
    expect(cliffsDelta([1, 2, 3], [4, 5, 6])).toBe(1);
    expect(cliffsDelta([4, 5, 6], [1, 2, 3])).toBe(-1);
    expect(cliffsDelta([1, 2, 3], [1, 2, 3])).toBe(0);
    // 12 pairs: 8 larger, 1 equal, 3 smaller.
    expect(cliffsDelta([1, 3, 5, 7], [3, 6, 8])).toBeCloseTo(5 / 12, 15);
    expect(cliffsDelta([], [1])).toBe(0);
  });
});

describe('welch', () => {
  it('agrees with scipy.stats.ttest_ind_from_stats(20, 6.2, 9, 24, 3.5, 12, equal_var=False)', () => {
    const result = welch({ n: 12, mean: 24, stddev: 3.5 }, { n: 9, mean: 20, stddev: 6.2 });
    expect(result).toMatchObject({ from: 'summary' });
    expect(result).toHaveProperty('t', expect.closeTo(-1.7388108969229494, 12));
    expect(result).toHaveProperty('df', expect.closeTo(11.791267807340686, 10));
    expect(result).toHaveProperty('p', expect.closeTo(0.10808142840898259, 12));
  });

  it('knows sides that do not vary', () => {
    const flat = { n: 5, mean: 2, stddev: 0 };
    expect(welch(flat, flat)).toEqual({ t: 0, df: 8, p: 1, from: 'summary' });
    expect(welch(flat, { ...flat, mean: 1 })).toEqual({ t: -Infinity, df: 8, p: 0, from: 'summary' });
  });

  it('needs two values a side', () => {
    expect(welch({ n: 1, mean: 2, stddev: 0 }, { n: 9, mean: 2, stddev: 1 })).toEqual({
      kind: 'not-enough-data',
      have: 1,
      need: 2,
    });
  });
});

describe('what n can reach', () => {
  it.each([
    [1, 1, 1],
    [3, 3, 0.1],
    [4, 4, 2 / 70],
    [5, 5, 2 / 252],
    [6, 6, 2 / 924],
    [2, 10, 2 / 66],
  ])('smallestP(%d, %d)', (n, m, p) => {
    expect(smallestP(n, m)).toBeCloseTo(p, 14);
    expect(smallestP(m, n)).toBe(smallestP(n, m));
  });

  it('is what the test gives for samples that do not overlap', () => {
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8])).toHaveProperty('p', expect.closeTo(smallestP(5, 3), 14));
  });

  it('samplesNeeded names the first n below alpha', () => {
    expect(samplesNeeded(0.05)).toBe(4);
    expect(samplesNeeded(0.1)).toBe(4);
    expect(samplesNeeded(0.01)).toBe(5);
    expect(samplesNeeded(0.005)).toBe(6);
    expect(samplesNeeded(0)).toBe(Infinity);
  });
});
