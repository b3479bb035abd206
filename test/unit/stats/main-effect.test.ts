import { describe, expect, it } from 'vitest';
import { factorOf } from '../../../src/core/stats/factor.ts';
import { mainEffect, type MainEffect, type Untestable } from '../../../src/core/stats/main-effect.ts';

const factor = (labels: string): ReturnType<typeof factorOf> => factorOf(Array.from(labels));

function effect(result: MainEffect | Untestable): MainEffect {
  if (typeof result === 'string') throw new Error(`untestable: ${result}`);
  return result;
}

function test(values: readonly number[], own: string, ...others: string[]): MainEffect | Untestable {
  const resolution = Number.EPSILON * Math.max(...values.map(Math.abs));
  return mainEffect(Float64Array.from(values), factor(own), others.map(factor), resolution);
}

/**
 * An unbalanced 2 × 3 design. In exact fractions by the normal equations: RSS 95/18 of a + b, 534/5 of a
 * alone, 8 of b alone; 9 - 4 = 5 residual degrees of freedom. Hence F(a) = (8 - 95/18) / (95/90) = 49/19 and
 * F(b) = (534/5 - 95/18) / 2 / (95/90) = 9137/190. Effects: 23/18 + 7/6 a2 + 47/18 b2 + 149/18 b3.
 */
const A = 'ppppqqqqq';
const B = 'xxyzxyyzz';
const Y = [1, 2, 4, 9, 2, 4, 6, 10, 12];

describe('mainEffect', () => {
  it('is the Type II test of an unbalanced design, worked in fractions', () => {
    const a = effect(test(Y, A, B));
    expect(a.f).toBeCloseTo(49 / 19, 12);
    expect(a.df).toEqual([1, 5]);
    expect(a.etaSquared).toBeCloseTo(49 / 18 / 8, 13);
    const b = effect(test(Y, B, A));
    expect(b.f).toBeCloseTo(9137 / 190, 11);
    expect(b.df).toEqual([2, 5]);
    expect(b.etaSquared).toBeCloseTo(9137 / 90 / (534 / 5), 13);
  });

  it('agrees on p with scipy.stats.f.sf, and on logarithms with numpy.linalg.lstsq', () => {
    expect(effect(test(Y, A, B)).p).toBeCloseTo(0.16920199895858654, 12);
    expect(effect(test(Y, B, A)).p).toBeCloseTo(0.0005428747204493005, 14);
    const b = effect(test(Y.map(Math.log), B, A));
    expect(b.f).toBeCloseTo(31.57585297182027, 11);
    expect(b.p).toBeCloseTo(0.0014579182834848904, 14);
    expect(b.etaSquared).toBeCloseTo(0.9266342649715203, 12);
  });

  it('gives the means of the levels at the mix of the others in all rows', () => {
    // Other levels: 5 of 9 rows have q, so 23/18 + 7/6 · 5/9 for x, then 47/18 and 149/18 more.
    const x = 23 / 18 + (7 / 6) * (5 / 9);
    const means = effect(test(Y, B, A)).adjustedMeans;
    for (const [level, expected] of [x, x + 47 / 18, x + 149 / 18].entries()) {
      expect(means[level]).toBeCloseTo(expected, 12);
    }
    const ofA = effect(test(Y, A, B)).adjustedMeans;
    const p = 23 / 18 + (47 / 18 + 149 / 18) / 3;
    expect(ofA[0]).toBeCloseTo(p, 12);
    expect(ofA[1]).toBeCloseTo(p + 7 / 6, 12);
  });

  it('without others is scipy.stats.f_oneway', () => {
    const values = [6.9, 5.4, 5.8, 4.6, 4.0, 8.3, 6.8, 7.8, 9.2, 6.5, 8.0, 10.5, 8.1, 6.9, 9.3];
    const result = effect(test(values, 'aaaaabbbbbccccc'));
    expect(result.f).toBeCloseTo(9.591107036442812, 12);
    expect(result.p).toBeCloseTo(0.0032482226008593005, 13);
    expect(result.etaSquared).toBeCloseTo(0.6151652357991292, 13);
  });

  it('does not lose a small effect on values far from zero', () => {
    const far = effect(
      test(
        Y.map((value) => value + 1e6),
        A,
        B,
      ),
    );
    expect(far.f).toBeCloseTo(49 / 19, 6);
  });

  it('is certain where the levels differ and nothing is left to chance', () => {
    expect(test([1, 1, 1, 2, 2], 'aaabb')).toMatchObject({ f: Infinity, p: 0, etaSquared: 1 });
    const sums = [0.1, 0.2, 0.3, 0.7, 0.8, 0.9];
    expect(test(sums, 'aaabbb', 'xyzxyz')).toMatchObject({ f: Infinity, p: 0, etaSquared: 1 });
  });

  it('has nothing to test where the others explain every difference', () => {
    expect(test([0.1, 0.1, 0.1, 0.1, 0.1], 'aaabb')).toBe('constant');
    expect(test([0.1, 0.7, 0.1, 0.7, 0.1, 0.7], 'aabbcc', 'xyxyxy')).toBe('constant');
  });

  it('refuses a factor that the design cannot tell from the others', () => {
    expect(test(Y, 'aabbccddd', '112233444')).toBe('aliased');
    // x and y both occur with p only, so half of the freedom of the second factor is left.
    expect(test(Y, 'xyxyxzzzz', 'pppppqqqq')).toBe('aliased');
    expect(test(Y, 'abcabcabc', 'xxxxxxxxx')).not.toBe('aliased');
    expect(test(Y, 'aaaaaaaaa', B)).toBe('aliased');
  });

  it('still tests a factor that others, tied to each other, leave alone', () => {
    const tied = effect(test(Y, A, B, B.toUpperCase()));
    expect(tied.f).toBeCloseTo(49 / 19, 12);
    expect(tied.df).toEqual([1, 5]);
    expect((tied.adjustedMeans[1] ?? NaN) - (tied.adjustedMeans[0] ?? NaN)).toBeCloseTo(7 / 6, 12);
  });

  it('says when the model fits anything', () => {
    expect(test([1, 2, 3], 'aab', 'xyx')).toBe('no-residual-freedom');
    expect(test([1, 2, 3], 'abc')).toBe('no-residual-freedom');
  });
});
