import { describe, expect, it } from 'vitest';
import { timeWeightedMean } from '../../../src/core/stats/weighted.ts';

describe('timeWeightedMean', () => {
  it('weighs readings by the time around them: numpy.trapezoid(y, t) / (t[-1] - t[0])', () => {
    // (0 + 10) / 2 * 1 + (10 + 10) / 2 * 9 = 95 over 10
    expect(timeWeightedMean([0, 10, 10], [100, 101, 110])).toBe(9.5);
  });

  it('is the plain mean of evenly spaced readings of a line', () => {
    expect(timeWeightedMean([2, 4, 6, 8], [0, 5, 10, 15])).toBe(5);
  });

  it('gives a burst no more weight than its time', () => {
    const values = [0, ...new Array<number>(99).fill(100), 0];
    const times = [0, ...Array.from({ length: 99 }, (_, i) => 50 + i / 1000), 100];
    expect(timeWeightedMean(values, times)).toBeCloseTo(50.05, 1);
  });

  it('puts readings in order of time and leaves out those without', () => {
    expect(timeWeightedMean([10, 0, 77, 10], [110, 100, NaN, 101])).toBe(9.5);
  });

  it('needs two different times', () => {
    expect(timeWeightedMean([], [])).toEqual({ kind: 'not-enough-data', have: 0, need: 2 });
    expect(timeWeightedMean([1, 2, 3], [5, 5, 5])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
    expect(timeWeightedMean([1], [5])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
  });
});
