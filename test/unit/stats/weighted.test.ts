import { describe, expect, it } from 'vitest';
import { timeWeightedMean } from '../../../src/core/stats/weighted.ts';

describe('timeWeightedMean', () => {
  it('lets each reading stand for the time that is nearest to it', () => {
    // Weights 1, 1/2 + 9/2 and 9: (0 * 1 + 10 * 5 + 10 * 9) / 15.
    expect(timeWeightedMean([0, 10, 10], [100, 101, 110])).toBeCloseTo(140 / 15, 12);
  });

  it('is the plain mean of evenly spaced readings', () => {
    expect(timeWeightedMean([0, 93, 100, 4, 1, 0], [0, 3, 6, 9, 12, 15])).toBeCloseTo(33, 12);
  });

  it('gives a burst no more weight than the time around it', () => {
    const values = [0, ...new Array<number>(99).fill(100), 0];
    const times = [0, ...Array.from({ length: 99 }, (_, i) => 50 + i / 1000), 100];
    expect(timeWeightedMean(values, times)).toBeCloseTo(33.4, 1);
  });

  it('puts readings in order of time and leaves out those without', () => {
    expect(timeWeightedMean([10, 0, 77, 10], [110, 100, NaN, 101])).toBeCloseTo(140 / 15, 12);
  });

  it('needs two different times', () => {
    expect(timeWeightedMean([], [])).toEqual({ kind: 'not-enough-data', have: 0, need: 2 });
    expect(timeWeightedMean([1, 2, 3], [5, 5, 5])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
    expect(timeWeightedMean([1], [5])).toEqual({ kind: 'not-enough-data', have: 1, need: 2 });
  });
});
