import { describe, expect, it } from 'vitest';
import { analyseHistory, type HistoryAnalysis } from '../../../src/core/stats/history.ts';
import { shiftProbability, stepProbability } from '../../../src/core/stats/step-test.ts';
import { seeded } from '../../support/dashboard/many.ts';

type Random = () => number;

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Noise with standard deviation 1 and about no mean. */
const NOISE: Readonly<Record<string, (random: Random) => number>> = {
  normal,
  'without tails': (random) => (random() - 0.5) * Math.sqrt(12),
  skewed: (random) => (Math.exp(0.8 * normal(random)) - Math.exp(0.32)) / 1.305,
  'with heavy tails': (random) => {
    const scale = Math.hypot(normal(random), normal(random), normal(random)) / Math.sqrt(3);
    return normal(random) / scale / Math.sqrt(3);
  },
};

/** Histories that each have noise of `spread` times the level of their run, which is 100 times what `shape` says. */
interface Histories {
  readonly noise: (random: Random) => number;
  readonly shape: readonly number[];
  readonly count: number;
  readonly spread?: number;
  /** One run of each is this many times as far off as the noise. */
  readonly odd?: number;
}

function analyses({ noise, shape, count, spread = 0.024, odd = 0 }: Histories): HistoryAnalysis[] {
  const random = seeded(2027);
  return Array.from({ length: count }, () => {
    const values = shape.map((level) => 100 * level * (1 + spread * noise(random)));
    const place = Math.floor(random() * values.length);
    values[place] = (values[place] ?? 0) + 100 * spread * odd;
    const analysis = analyseHistory(values, { direction: 'lower', threshold: 0.01 });
    if ('kind' in analysis) throw new Error('too few runs');
    return analysis;
  });
}

const flat = (runs: number, level = 1): number[] => Array.from({ length: runs }, () => level);

function share<T>(all: readonly T[], of: (one: T) => boolean): number {
  return all.filter(of).length / all.length;
}

const startsOf = ({ levels }: HistoryAnalysis): number[] => levels.slice(1).map(({ from }) => from);

describe.each(Object.entries(NOISE))('levels in noise that is %s', (_, noise) => {
  it.each([8, 12, 30, 60])('are one of %d runs without a step', (runs) => {
    const all = analyses({ noise, shape: flat(runs), count: 300 });
    expect(share(all, ({ levels }) => levels.length > 1)).toBeLessThanOrEqual(0.05);
    expect(share(all, ({ steps }) => steps.some(({ confirmed }) => confirmed))).toBeLessThanOrEqual(0.025);
  });

  it.each([
    [4, 4, 0.85],
    [5, 4, 0.9],
    [6, 6, 0.9],
    [8, 4, 0.9],
    [4, 16, 0.92],
    [20, 10, 0.97],
    [26, 4, 0.95],
    [56, 4, 0.95],
  ])('are two where the last of %d + %d runs are slower by five times the noise', (before, since, least) => {
    const all = analyses({ noise, shape: [...flat(before), ...flat(since, 1.12)], count: 150 });
    expect(share(all, ({ regression }) => Math.abs((regression?.at ?? 0) - before) <= 1)).toBeGreaterThan(
      least,
    );
  });
});

describe('levels', () => {
  const noise = normal;

  it('are found however large the noise is, if the step is larger', () => {
    for (const spread of [0.005, 0.05, 0.1]) {
      const shape = [...flat(12), ...flat(8, 1 + 5 * spread)];
      const all = analyses({ noise, shape, count: 100, spread });
      expect(share(all, (one) => startsOf(one).some((at) => Math.abs(at - 12) <= 1))).toBeGreaterThan(0.95);
    }
  });

  it('are found beside an odd run, which is none', () => {
    const alone = analyses({ noise, shape: flat(30), count: 300, odd: 12 });
    expect(share(alone, ({ levels }) => levels.length > 1)).toBeLessThanOrEqual(0.01);
    const stepped = analyses({ noise, shape: [...flat(18), ...flat(12, 1.12)], count: 100, odd: 12 });
    expect(share(stepped, ({ regression }) => Math.abs((regression?.at ?? 0) - 18) <= 1)).toBeGreaterThan(
      0.9,
    );
  });

  it('are three where there are two steps', () => {
    const tens = (levels: readonly number[]): number[] => levels.flatMap((level) => flat(10, level));
    for (const shape of [tens([1, 1.12, 1]), tens([1, 1.12, 1.24])]) {
      const all = analyses({ noise, shape, count: 100 });
      const near = (starts: readonly number[]): boolean =>
        starts.length === 2 && starts.every((at, index) => Math.abs(at - 10 * (index + 1)) <= 1);
      expect(share(all, (one) => near(startsOf(one)))).toBeGreaterThan(0.9);
    }
  });

  it('are one in a drift', () => {
    for (const runs of [12, 30, 60]) {
      const shape = Array.from({ length: runs }, (_, index) => 1 + (0.3 * index) / (runs - 1));
      const all = analyses({ noise, shape, count: 100 });
      expect(share(all, ({ levels }) => levels.length > 1)).toBeLessThan(0.1);
    }
    const exact = analyses({ noise: () => 0, shape: Array.from({ length: 30 }, (_, i) => 1 + i), count: 1 });
    expect(exact[0]?.levels).toHaveLength(1);
  });

  it('are found in runs without any noise', () => {
    const [one] = analyses({ noise: () => 0, shape: [...flat(9), ...flat(6, 1.02), ...flat(7)], count: 1 });
    expect(one?.levels.map(({ from, value }) => [from, value])).toEqual([
      [0, 100],
      [9, 102],
      [15, 100],
    ]);
  });
});

describe('test of a step', () => {
  const probability = (before: number, since: number): number | null => {
    const values = Float64Array.from({ length: before + since }, (_, i) => (i < before ? i : 100 + i));
    const level = (from: number, to: number) => ({ from, to, value: 0, error: 0 });
    return stepProbability(values, level(0, before - 1), level(before, before + since - 1));
  };

  it('counts the places where so small a p could have been found', () => {
    // Without overlap the p of the test is 2 / C(n, k).
    expect(probability(4, 4)).toBeCloseTo(2 / 70, 12);
    expect(probability(3, 5)).toBeCloseTo((3 * 2) / 56, 12);
    expect(probability(5, 5)).toBeCloseTo(2 / 252, 12);
    expect(probability(4, 5)).toBeCloseTo((2 * 2) / 126, 12);
    expect(probability(26, 4)).toBeCloseTo((23 * 2) / 27405, 12);
  });

  it('is exact beside a long level', () => {
    // The nearest 49 runs: 2 / C(53, 4), in 55 places less those at the ends, where it needs more than three runs.
    expect(probability(56, 4)).toBeCloseTo((53 * 2) / 292825, 12);
    expect(probability(900, 4)).toBeLessThan(0.01);
  });

  it('by means is Student’s t test, times all places', () => {
    const level = (from: number, to: number) => ({ from, to, value: 0, error: 0 });
    // t is 4.38 with six degrees of freedom; its p by integration of the density.
    const values = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shiftProbability(values, level(0, 3), level(4, 7))).toBeCloseTo(3 * 0.00465921494, 9);
    expect(shiftProbability(new Float64Array(8), level(0, 3), level(4, 7))).toBe(1);
    const exact = Float64Array.from([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(shiftProbability(exact, level(0, 3), level(4, 7))).toBe(0);
  });

  it('never gives more than 1', () => {
    const level = (from: number, to: number) => ({ from, to, value: 0, error: 0 });
    expect(stepProbability(new Float64Array(12), level(0, 5), level(6, 11))).toBe(1);
  });
});
