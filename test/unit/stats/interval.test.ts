import { describe, expect, it } from 'vitest';
import { meanInterval, meanIntervalFromSummary } from '../../../src/core/stats/interval.ts';
import { medianInterval } from '../../../src/core/stats/median-interval.ts';

function upTo(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => i + 1);
}

describe('medianInterval', () => {
  /**
   * Values are 1 to n, so that the limits name their order statistics. Coverage: 1 - 2 *
   * scipy.stats.binom.cdf(l - 1, n, 0.5), less binom.pmf(l, n, 0.5) where the upper limit is one lower (n =
   * 8, 11 and 1000, as benchstat has it).
   */
  it.each([
    [6, 1, 6, 0.96875],
    [7, 1, 7, 0.984375],
    [8, 1, 7, 0.9609375],
    [10, 2, 9, 0.978515625],
    [11, 2, 9, 0.96142578125],
    [20, 6, 15, 0.9586105346679688],
    [25, 8, 18, 0.9567147493362427],
    [1000, 469, 531, 0.9500154764972458],
  ])('n = %d: from the value of rank %d to that of rank %d', (n, low, high, coverage) => {
    const interval = medianInterval(upTo(n));
    expect(interval).toMatchObject({ level: 0.95, low, high });
    expect(interval).toHaveProperty('coverage', expect.closeTo(coverage, 12));
  });

  it('reaches the level by enumeration of all signs', () => {
    for (let n = 6; n <= 16; n++) {
      const interval = medianInterval(upTo(n));
      if ('kind' in interval) throw new Error('expected an interval');
      let covered = 0;
      for (let signs = 0; signs < 2 ** n; signs++) {
        let below = 0;
        for (let bit = 0; bit < n; bit++) below += (signs >> bit) & 1;
        if (interval.low <= below && below < interval.high) covered++;
      }
      expect(covered / 2 ** n).toBeCloseTo(interval.coverage, 12);
      expect(covered / 2 ** n).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('takes a level that n reaches exactly', () => {
    expect(medianInterval(upTo(6), 0.96875)).toMatchObject({ low: 1, high: 6 });
  });

  it('is quick and close to the normal approximation for a million values', () => {
    const interval = medianInterval(upTo(1_000_000));
    if ('kind' in interval) throw new Error('expected an interval');
    expect(Math.abs(interval.low - (500_000 - 1.96 * 500))).toBeLessThan(3);
    expect(interval.coverage).toBeGreaterThanOrEqual(0.95);
    expect(interval.coverage).toBeLessThan(0.952);
  });

  it('says how many values it needs', () => {
    expect(medianInterval(upTo(5))).toEqual({ kind: 'not-enough-data', have: 5, need: 6 });
    expect(medianInterval(upTo(7), 0.99)).toEqual({ kind: 'not-enough-data', have: 7, need: 8 });
  });
});

describe('meanInterval', () => {
  it('agrees with scipy.stats.t.interval(0.95, 9, mean, sem)', () => {
    const values = [
      9.206343, 9.299992, 9.277895, 9.305795, 9.275351, 9.288729, 9.287239, 9.260973, 9.303111, 9.275674,
    ];
    const interval = meanInterval(values);
    expect(interval).toMatchObject({ of: 'mean', level: 0.95, coverage: 0.95, from: 'samples' });
    expect(interval).toHaveProperty('low', expect.closeTo(9.257426329395528, 11));
    expect(interval).toHaveProperty('high', expect.closeTo(9.298794070604469, 11));
  });

  it("agrees with scipy.stats.t.interval(0.99, 24, 100, 2) from a tool's summary, and says so", () => {
    const interval = meanIntervalFromSummary({ n: 25, mean: 100, stddev: 10 }, 0.99);
    expect(interval).toMatchObject({ of: 'mean', level: 0.99, from: 'summary' });
    expect(interval).toHaveProperty('low', expect.closeTo(94.40612099045109, 11));
    expect(interval).toHaveProperty('high', expect.closeTo(105.59387900954891, 11));
  });

  it('needs two values', () => {
    expect(meanInterval([4])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
    expect(meanIntervalFromSummary({ n: 1, mean: 4, stddev: 0 })).toEqual({
      kind: 'not-enough-data',
      have: 1,
      need: 2,
    });
  });
});
