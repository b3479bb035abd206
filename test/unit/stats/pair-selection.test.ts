import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kthDifference, medianDifference } from '../../../src/core/stats/pair-selection.ts';
import { differences, middleOf } from './brute-force.ts';

const wild = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const tied = fc.integer({ min: 0, max: 4 });
const side = fc
  .oneof(fc.array(wild, { minLength: 1, maxLength: 12 }), fc.array(tied, { minLength: 1, maxLength: 12 }))
  .map((values) => new Float64Array(values).sort());

describe('kthDifference', () => {
  it('is the k-th of all differences, to the last bit', () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const all = differences(a, b);
        expect(all.map((_, i) => kthDifference(a, b, i + 1) + 0)).toEqual(all.map((d) => d + 0));
        expect(medianDifference(a, b) + 0).toBe(middleOf(all) + 0);
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  it('selects among millions of pairs without listing them', () => {
    const a = Float64Array.from({ length: 2000 }, (_, i) => i);
    const b = Float64Array.from({ length: 2000 }, (_, i) => i + 0.5);
    expect(medianDifference(a, b)).toBe(0.5);
    expect(kthDifference(a, b, 1)).toBe(-1998.5);
  });
});
