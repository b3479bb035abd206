import fc from 'fast-check';
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

  it('weighs each reading by half of the time to the readings beside it', () => {
    const reading = fc.record({
      value: fc.integer({ min: -50, max: 50 }),
      time: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constant(NaN)),
    });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 20 }), (readings) => {
        const own = readings.filter(({ time }) => !Number.isNaN(time)).sort((a, b) => a.time - b.time);
        const [first, last] = [own[0]?.time ?? 0, own.at(-1)?.time ?? 0];
        const mean = timeWeightedMean(
          readings.map(({ value }) => value),
          readings.map(({ time }) => time),
        );
        if (last === first) {
          expect(mean).toEqual({ kind: 'not-enough-data', have: Math.min(1, own.length), need: 2 });
          return;
        }
        const weights = own.map(({ time }, i) => {
          const gaps = [own[i - 1], own[i + 1]].map((other) =>
            other === undefined ? null : other.time - time,
          );
          const [before, after] = gaps.map((gap) => (gap === null ? null : Math.abs(gap)));
          return (before ?? after ?? 0) + (after ?? before ?? 0);
        });
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const sum = own.reduce((so, { value }, i) => so + value * (weights[i] ?? 0), 0);
        expect(mean).toBeCloseTo(sum / total, 9);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
