import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../src/core/format/compare.ts';

const text = fc
  .array(fc.constantFrom('a', 'B', '0', '1', '9', '02', '-', 'é'), { maxLength: 6 })
  .map((parts) => parts.join(''));

describe('compareText', () => {
  it('orders numbers by value and all else by code unit', () => {
    const sorted = ['run1', 'run2', 'run2b', 'run10', 'run010x'];
    expect(['run010x', 'run10', 'run2b', 'run2', 'run1'].sort(compareText)).toEqual(sorted);
    expect(['b', 'B', 'a', 'é', ''].sort(compareText)).toEqual(['', 'B', 'a', 'b', 'é']);
    expect(compareText('9'.repeat(40), `1${'0'.repeat(40)}`)).toBe(-1);
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(compareText(a, b)).toBe(0 - compareText(b, a));
        expect(compareText(a, b) === 0).toBe(a === b);
        if (compareText(a, b) < 0 && compareText(b, c) < 0) expect(compareText(a, c)).toBe(-1);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
