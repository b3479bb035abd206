import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseHistory } from '../../../src/core/stats/history.ts';
import { historyLevels } from '../../../src/core/stats/levels.ts';
import { ownNoise } from '../../../src/core/stats/own-noise.ts';
import { PottsFits, StretchDistances, type Segment } from '../../../src/core/stats/potts.ts';
import { predictionLimits } from '../../../src/core/stats/prediction.ts';
import { numbers } from '../charts/samples.ts';

/** Noise without a trend: sums of uniform numbers, about normal with standard deviation 1. */
function noise(seed: number): () => number {
  const next = numbers(seed);
  return () => Array.from({ length: 12 }, next).reduce((a, b) => a + b, 0) - 6;
}

function series(
  seed: number,
  parts: readonly (readonly [level: number, runs: number])[],
  spread = 1,
): number[] {
  const next = noise(seed);
  return parts.flatMap(([level, runs]) => Array.from({ length: runs }, () => level + spread * next()));
}

function totalCost(segments: readonly Segment[], gamma: number): number {
  return segments.reduce((sum, { distance }) => sum + gamma + distance, 0);
}

/** Σ w·|y − x| at the best x, which is one of the values. */
function bruteDistance(values: readonly number[], weights: readonly number[]): number {
  return Math.min(
    ...values.map((x) => values.reduce((sum, y, i) => sum + (weights[i] ?? 0) * Math.abs(y - x), 0)),
  );
}

/** Least cost over every way to cut the series into stretches. */
function bruteCost(
  values: readonly number[],
  weights: readonly number[],
  gamma: number,
  shortest: number,
): number {
  const n = values.length;
  let least = Infinity;
  for (let cuts = 0; cuts < 2 ** (n - 1); cuts++) {
    let from = 0;
    let cost = 0;
    for (let to = 0; to < n; to++) {
      const isEnd = to === n - 1 || ((cuts >> to) & 1) === 1;
      if (!isEnd) continue;
      if (to - from + 1 < Math.min(shortest, n)) cost = Infinity;
      cost += gamma + bruteDistance(values.slice(from, to + 1), weights.slice(from, to + 1));
      from = to + 1;
    }
    least = Math.min(least, cost);
  }
  return least;
}

describe('piecewise constant fit', () => {
  const value = fc.double({ min: -100, max: 100, noNaN: true });
  const weight = fc.double({ min: 0.1, max: 10, noNaN: true });

  it('is as good as the best of all ways to cut the series', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, weight), { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (points, gamma, shortest) => {
          const values = points.map(([y]) => y);
          const weights = points.map(([, w]) => w);
          const fit = new PottsFits(new StretchDistances(values, weights), shortest).fit(gamma);
          const least = bruteCost(values, weights, gamma, shortest);
          expect(totalCost(fit, gamma)).toBeCloseTo(least, 6);
          expect(fit[0]?.from).toBe(0);
          expect(fit.at(-1)?.to).toBe(values.length - 1);
          fit.slice(1).forEach((segment, i) => {
            expect(segment.from).toBe((fit[i]?.to ?? 0) + 1);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has no fewer segments with a smaller penalty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(value, fc.integer({ min: 0, max: 3 })), { minLength: 8, maxLength: 30 }),
        fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 2, maxLength: 9 }),
        (values, gammas) => {
          const fits = new PottsFits(
            new StretchDistances(values, new Float64Array(values.length).fill(1)),
            3,
          );
          const counts = gammas.sort((a, b) => b - a).map((gamma) => fits.count(gamma));
          expect(counts).toEqual([...counts].sort((a, b) => a - b));
          expect(counts).toEqual(gammas.map((gamma) => fits.fit(gamma).length));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes the mean of the two middle values of an even stretch', () => {
    const [segment] = new PottsFits(new StretchDistances([1, 2, 4, 9], [1, 1, 1, 1]), 1).fit(100);
    expect(segment).toMatchObject({ value: 3, distance: 10 });
  });

  it('weighs values', () => {
    const [segment] = new PottsFits(new StretchDistances([1, 2, 9], [1, 1, 5]), 1).fit(100);
    expect(segment).toMatchObject({ value: 9, distance: 15 });
  });
});

describe('levels of a history', () => {
  it('need eight runs', () => {
    expect(historyLevels([1, 2, 3, 4, 5, 6, 7])).toEqual({ kind: 'not-enough-data', have: 7, need: 8 });
  });

  it('find a step where it is', () => {
    const values = series(1, [
      [100, 14],
      [112, 10],
    ]);
    const levels = historyLevels(values);
    if ('kind' in levels) throw new Error('too few');
    expect(levels.map(({ from, to }) => [from, to])).toEqual([
      [0, 13],
      [14, 23],
    ]);
    expect(levels[1]?.value).toBeCloseTo(112, 0);
  });

  it('find two steps', () => {
    const levels = historyLevels(
      series(3, [
        [100, 10],
        [130, 12],
        [101, 9],
      ]),
    );
    if ('kind' in levels) throw new Error('too few');
    expect(levels.map(({ from }) => from)).toEqual([0, 10, 22]);
  });

  it('see one level in noise, equal values and one odd run', () => {
    const count = (values: readonly number[]): number => {
      const levels = historyLevels(values);
      return 'kind' in levels ? -1 : levels.length;
    };
    const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);
    for (const n of [8, 12, 30, 60]) {
      const alarms = seeds.filter((seed) => count(series(seed, [[100, n]])) > 1).length;
      expect(alarms, `${String(n)} runs of pure noise`).toBeLessThanOrEqual(10);
    }
    expect(count(Array.from({ length: 20 }, () => 5))).toBe(1);
    const odd = series(4, [[100, 20]]);
    odd[9] = 180;
    expect(count(odd)).toBe(1);
  });

  it('do not depend on the unit', () => {
    const values = series(5, [
      [100, 12],
      [108, 12],
    ]);
    const ends = (scale: number): unknown => {
      const levels = historyLevels(values.map((value) => value * scale));
      return 'kind' in levels ? null : levels.map(({ from, to }) => [from, to]);
    };
    expect(ends(1e-9)).toEqual(ends(1));
    expect(ends(1e9)).toEqual(ends(1));
  });

  it('count from the start of long histories too', () => {
    const values = series(6, [
      [100, 900],
      [120, 300],
    ]);
    const levels = historyLevels(values);
    if ('kind' in levels) throw new Error('too few');
    expect(levels.map(({ from, to }) => [from, to])).toEqual([
      [200, 899],
      [900, 1199],
    ]);
  });
});

describe('regressions', () => {
  const options = { direction: 'lower', threshold: 0.02 } as const;
  const analyse = (
    values: readonly number[],
    more: Partial<Parameters<typeof analyseHistory>[1]> = {},
  ): Exclude<ReturnType<typeof analyseHistory>, { kind: string }> => {
    const result = analyseHistory(values, { ...options, ...more });
    if ('kind' in result) throw new Error('too few');
    return result;
  };
  const slower = series(1, [
    [100, 14],
    [112, 10],
  ]);

  it('are steps to the worse that stay', () => {
    const { regression } = analyse(slower);
    expect(regression).toMatchObject({ at: 14, kind: 'worse', telling: true, returned: false });
    expect(regression?.change).toBeCloseTo(0.12, 1);
  });

  it('are not steps to the better, and nothing is worse without a direction', () => {
    expect(analyse(slower, { direction: 'higher' }).regression).toBeNull();
    expect(analyse(slower, { direction: 'none' }).steps[0]?.kind).toBe('changed');
    expect(analyse(slower, { direction: 'none' }).regression).toBeNull();
  });

  it('are not what came back', () => {
    const back = series(3, [
      [100, 10],
      [130, 12],
      [101, 9],
    ]);
    const { regression, steps } = analyse(back);
    expect(steps.map(({ kind, returned }) => [kind, returned])).toEqual([
      ['worse', true],
      ['better', false],
    ]);
    expect(regression).toBeNull();
  });

  it('must exceed the threshold', () => {
    expect(analyse(slower, { threshold: 0.2 }).regression).toBeNull();
  });
});

describe('prediction', () => {
  const summary = { n: 25, mean: 100, stddev: 10 };

  it('has the limits of Bencher’s t-test boundary', () => {
    const t = predictionLimits(summary, 0.977);
    if ('kind' in t) throw new Error('too few');
    expect(t.low).toBeCloseTo(78.54, 2);
    expect(t.high).toBeCloseTo(121.46, 2);
  });

  it('holds about 95 of 100 next values', () => {
    let inside = 0;
    const next = noise(11);
    for (let i = 0; i < 2000; i++) {
      const values = Array.from({ length: 6 }, next);
      const mean = values.reduce((a, b) => a + b, 0) / 6;
      const stddev = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 5);
      const limits = predictionLimits({ n: 6, mean, stddev });
      const x = next();
      if (!('kind' in limits) && x >= limits.low && x <= limits.high) inside++;
    }
    expect(inside / 2000).toBeGreaterThan(0.93);
    expect(inside / 2000).toBeLessThan(0.97);
  });

  it('needs three values', () => {
    expect(predictionLimits({ n: 2, mean: 1, stddev: 1 })).toMatchObject({ kind: 'not-enough-data' });
  });
});

describe('own noise', () => {
  it('is Q3 + 3·IQR of the relative moves', () => {
    // moves of 1, 2, 3 … 9 % from 100 and back to 100
    const values = [1, 2, 3, 4, 5].flatMap((percent) => [100, 100 + percent]);
    const moves = values
      .slice(1)
      .map((value, i) => Math.abs(value - (values[i] ?? 0)) / (values[i] ?? 1))
      .sort((a, b) => a - b);
    const [q1, q3] = [moves[2] ?? 0, moves[6] ?? 0];
    expect(ownNoise(values)).toBeCloseTo(q3 + 3 * (q3 - q1), 12);
  });

  it('needs eight runs, and neighbors that are not 0', () => {
    expect(ownNoise([1, 2, 3])).toEqual({ kind: 'not-enough-data', have: 3, need: 8 });
    expect(ownNoise([0, 0, 0, 0, 0, 0, 0, 1])).toMatchObject({ kind: 'not-enough-data' });
  });
});
