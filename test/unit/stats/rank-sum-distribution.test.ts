import { describe, expect, it } from 'vitest';
import {
  rankSumDistribution,
  tailsAt,
  untiedDistribution,
} from '../../../src/core/stats/rank-sum-distribution.ts';

describe('rankSumDistribution', () => {
  it('counts the draws of each sum: two of 1, 2, 3, 4', () => {
    const { counts, lowest, total } = untiedDistribution(2, 2);
    expect([...counts]).toEqual([1, 1, 2, 1, 1]);
    expect(lowest).toBe(3);
    expect(total).toBe(6);
  });

  it('keeps tied ranks: two of 2, 5, 5, 8', () => {
    const distribution = rankSumDistribution(new Int32Array([2, 5, 5, 8]), 2);
    expect(distribution.lowest).toBe(7);
    expect([...distribution.counts]).toEqual([2, 0, 0, 2, 0, 0, 2]);
    expect(tailsAt(distribution, 10)).toEqual({ lower: 4 / 6, upper: 4 / 6 });
  });

  it('has C(n + m, n) draws', () => {
    expect(untiedDistribution(10, 10).total).toBe(184_756);
    // C(98, 49) from exact integers.
    expect(untiedDistribution(49, 49).total / 25_477_612_258_980_856_902_730_428_600).toBeCloseTo(1, 12);
  });
});
