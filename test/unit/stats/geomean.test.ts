import { describe, expect, it } from 'vitest';
import { geometricMeanOfRatios } from '../../../src/core/stats/geomean.ts';

describe('geometricMeanOfRatios', () => {
  it('is over shared benchmarks only and names the others', () => {
    const before = new Map([
      ['sort', 10],
      ['gone', 1000],
      ['parse', 8],
      ['idle', 0],
    ]);
    const after = new Map([
      ['parse', 2],
      ['sort', 20],
      ['new', 0.001],
      ['idle', 3],
    ]);
    // sqrt(2 * 1/4)
    expect(geometricMeanOfRatios(before, after)).toEqual({
      ratio: expect.closeTo(Math.SQRT1_2, 14) as number,
      n: 2,
      onlyBefore: ['gone'],
      onlyAfter: ['new'],
      notPositive: ['idle'],
    });
  });

  it('is the same whichever way ratios are multiplied', () => {
    const before = new Map([
      ['a', 1],
      ['b', 1],
    ]);
    const after = new Map([
      ['a', 4],
      ['b', 0.25],
    ]);
    expect(geometricMeanOfRatios(before, after)).toHaveProperty('ratio', 1);
  });

  it('needs a shared benchmark with positive values', () => {
    const refusal = { kind: 'not-enough-data', have: 0, need: 1 };
    expect(geometricMeanOfRatios(new Map([['a', 1]]), new Map([['b', 1]]))).toEqual(refusal);
    expect(geometricMeanOfRatios(new Map([['a', -1]]), new Map([['a', 1]]))).toEqual(refusal);
  });
});
