import { describe, expect, it } from 'vitest';
import { oneWay } from '../../../src/core/stats/one-way.ts';

describe('oneWay', () => {
  it('agrees with scipy.stats.f_oneway', () => {
    const result = oneWay([
      [6.9, 5.4, 5.8, 4.6, 4.0],
      [8.3, 6.8, 7.8, 9.2, 6.5],
      [8.0, 10.5, 8.1, 6.9, 9.3],
    ]);
    expect(result?.f).toBeCloseTo(9.591107036442812, 12);
    expect(result?.p).toBeCloseTo(0.0032482226008593005, 13);
    expect(result?.etaSquared).toBeCloseTo(0.6151652357991292, 13);
  });

  it('is certain of groups that differ and do not vary', () => {
    expect(
      oneWay([
        [1, 1, 1],
        [2, 2],
      ]),
    ).toEqual({ f: Infinity, p: 0, etaSquared: 1 });
  });

  it('has nothing to test without groups, repeats or differences', () => {
    expect(oneWay([[1, 2, 3]])).toBeNull();
    expect(oneWay([[1], [2], [3]])).toBeNull();
    expect(
      oneWay([
        [0.1, 0.1, 0.1],
        [0.1, 0.1],
      ]),
    ).toBeNull();
  });
});
