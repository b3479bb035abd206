import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concordance } from '../../../src/core/stats/concordance.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { driftSteps, type Drift } from '../../../src/core/stats/drift.ts';

function driftOf(values: ArrayLike<number>): Drift {
  const result = runToEnd(driftSteps(values));
  if ('kind' in result) throw new Error('expected a drift');
  return result;
}

const WARMING = [10.2, 10.0, 10.4, 10.3, 10.9, 10.8, 11.2, 10.9, 11.5, 11.4, 11.4, 11.9];

describe('drift', () => {
  it('agrees with SciPy 1.17.1: kendalltau, and S = 52, var = 210.67 put into norm.sf', () => {
    const result = driftOf(WARMING);
    expect(result.tau).toBeCloseTo(0.8000946913656627, 12);
    expect(result.p).toBeCloseTo(0.00044180951523382423, 12);
    expect([result.before, result.after]).toEqual([10.25, 11.45]);
    expect(result.relative).toBeCloseTo(1.2 / 10.25, 12);
  });

  it('is the same downwards, with the sign turned', () => {
    const up = driftOf(WARMING);
    const down = driftOf([...WARMING].reverse());
    expect(down.p).toBe(up.p);
    expect(down.tau).toBe(-up.tau);
    expect([down.before, down.after]).toEqual([up.after, up.before]);
  });

  it('sees none in values that alternate or never change', () => {
    const alternating = driftOf(Array.from({ length: 40 }, (_, i) => i % 2));
    expect(alternating.p).toBeGreaterThan(0.5);
    expect([alternating.before, alternating.after]).toEqual([0, 1]);
    expect(driftOf(new Float64Array(20).fill(4))).toEqual({
      p: 1,
      tau: 0,
      before: 4,
      after: 4,
      relative: 0,
    });
  });

  it('never tells a fall by more than all there was', () => {
    const cooling = Float64Array.from({ length: 30 }, (_, i) => 100 * Math.exp(-i / 4));
    const { relative } = driftOf(cooling);
    expect(relative).toBeGreaterThan(-1);
    expect(relative).toBeLessThan(-0.9);
  });

  it('takes many samples in slices', () => {
    const noisy = Float64Array.from(
      { length: 100_000 },
      (_, i) => 50 + i / 10_000 + ((i * 7919) % 1000) / 1000,
    );
    const result = driftOf(noisy);
    expect(result.after - result.before).toBeCloseTo(20 / 3, 1);
    expect(result.p).toBe(0);
  });

  it('has no relative change around 0 and needs ten values', () => {
    expect(driftOf([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).relative).toBeNull();
    expect(driftOf([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]).relative).toBe(2);
    expect(runToEnd(driftSteps([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toEqual({
      kind: 'not-enough-data',
      have: 9,
      need: 10,
    });
  });
});

describe('concordance', () => {
  it('counts over more values than one slice sorts', () => {
    const n = 40_000;
    const falling = Float64Array.from({ length: n }, (_, index) => n - index);
    const { score, sorted } = runToEnd(concordance(falling));
    expect(score).toBe(-(n * (n - 1)) / 2);
    expect(sorted).toEqual(falling.toReversed());
    const swapped = Float64Array.from({ length: n }, (_, index) => index);
    [swapped[3], swapped[n - 2]] = [n - 2, 3];
    // A pair that is d places apart and swapped falls with all that stand between: 2 (d - 1) + 1 pairs.
    expect(runToEnd(concordance(swapped)).score).toBe((n * (n - 1)) / 2 - 2 * (2 * (n - 6) + 1));
  });

  it('counts what comparing all pairs counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 40 }), (values) => {
        let score = 0;
        values.forEach((x, i) => {
          for (const y of values.slice(i + 1)) score += Math.sign(y - x);
        });
        const ties = [...new Set(values)]
          .sort((a, b) => a - b)
          .map((x) => values.filter((y) => y === x).length);
        const sorted = Float64Array.from(values).sort();
        expect(runToEnd(concordance(values))).toEqual({ score, ties, sorted });
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
