import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, niceStep } from '../../../src/core/charts/ticks.ts';
import { dateRange, timeLabel, timeTicks } from '../../../src/core/charts/time-ticks.ts';

describe('niceStep', () => {
  it.each([
    [1, 1],
    [1.1, 2],
    [2.5, 5],
    [6, 10],
    [0.03, 0.05],
    [0.3, 0.5],
    [70_000, 100_000],
  ])('%d becomes %d', (rough, step) => {
    expect(niceStep(rough)).toBe(step);
  });
});

describe('linearTicks', () => {
  it('begins at zero where asked, and ends on a tick', () => {
    expect(linearTicks(77, 102, { zero: true, count: 6 }).values).toEqual([0, 20, 40, 60, 80, 100, 120]);
  });

  it('has no dust of floating point', () => {
    expect(linearTicks(0.1, 0.7, { zero: false, count: 6 }).values).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(linearTicks(0, 0.3, { zero: true, count: 3 }).values).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('covers negative values and both signs', () => {
    expect(linearTicks(-12.5, 18, { zero: true, count: 4 }).values).toEqual([-20, -10, 0, 10, 20]);
    expect(linearTicks(-30, -10, { zero: true, count: 3 }).values).toEqual([-30, -20, -10, 0]);
  });

  it('gives equal values room, and zeros a scale', () => {
    const { low, high } = linearTicks(4.2, 4.2, { zero: false, count: 6 });
    expect(low).toBeLessThan(4.2);
    expect(high).toBeGreaterThan(4.2);
    expect(linearTicks(0, 0, { zero: true, count: 2 })).toMatchObject({ low: 0, high: 1 });
  });

  it('does not cross zero for the sake of room', () => {
    expect(linearTicks(0.01, 5, { zero: false, count: 5 }).low).toBe(0);
    expect(linearTicks(-5, -0.01, { zero: false, count: 5 }).high).toBe(0);
  });

  it('covers its values with few ascending ticks, whatever they are', () => {
    const number = fc
      .double({ min: -1e100, max: 1e100, noNaN: true })
      .filter((v) => v === 0 || Math.abs(v) > 1e-100);
    fc.assert(
      fc.property(number, number, fc.boolean(), fc.integer({ min: 1, max: 10 }), (a, b, zero, count) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = linearTicks(low, high, { zero, count });
        const dust = Math.max(Math.abs(low), Math.abs(high)) * 1e-8;
        expect(ticks.low).toBeLessThanOrEqual(low + dust);
        expect(ticks.high).toBeGreaterThanOrEqual(high - dust);
        expect(ticks.high).toBeGreaterThan(ticks.low);
        expect(ticks.values.length).toBeLessThanOrEqual(count + 3);
        expect(ticks.values.every((v, i) => i === 0 || v > ticks.values[i - 1]!)).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('logTicks', () => {
  it('has 1, 2, 5 within a decade or two', () => {
    expect(logTicks(3, 45, 8)).toMatchObject({ low: 2, high: 50, values: [2, 5, 10, 20, 50] });
  });

  it('has decades over many, and skips some where there is little room', () => {
    expect(logTicks(1e-3, 1e3, 8).values).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(logTicks(1e-3, 1e3, 3).values).toEqual([0.001, 1, 1000]);
  });

  it('gives equal values room', () => {
    const { low, high } = logTicks(7, 7, 5);
    expect([low, high]).toEqual([2, 20]);
  });

  it('covers its values, whatever they are', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const ticks = logTicks(Math.min(a, b), Math.max(a, b), 6);
        expect(ticks.low).toBeLessThanOrEqual(Math.min(a, b) * (1 + 1e-8));
        expect(ticks.high).toBeGreaterThanOrEqual(Math.max(a, b) * (1 - 1e-8));
        expect(ticks.low).toBeGreaterThan(0);
        expect(ticks.values.length).toBeGreaterThanOrEqual(2);
        expect(ticks.values.length).toBeLessThanOrEqual(8);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('timeTicks', () => {
  const at = (iso: string): number => Date.parse(iso);
  const labels = (from: string, to: string, count: number): string[] => {
    const { values, step } = timeTicks(at(from), at(to), count);
    return values.map((value) => timeLabel(value, step ?? 0));
  };

  it('counts minutes, hours and days as people do', () => {
    expect(labels('2025-10-02T14:03:20Z', '2025-10-02T14:58:00Z', 6)).toEqual([
      '14:10',
      '14:20',
      '14:30',
      '14:40',
      '14:50',
    ]);
  });

  it('writes midnight as its date', () => {
    expect(labels('2025-10-02T20:30:00Z', '2025-10-03T04:00:00Z', 4)).toEqual([
      '22:00',
      '2025-10-03',
      '02:00',
      '04:00',
    ]);
  });

  it('starts weeks on Mondays and months on their first day', () => {
    const weeks = timeTicks(at('2025-10-01T00:00:00Z'), at('2025-11-01T00:00:00Z'), 5).values;
    expect(weeks.map((value) => new Date(value).getUTCDay())).toEqual(weeks.map(() => 1));
    expect(labels('2025-01-15T00:00:00Z', '2025-06-20T00:00:00Z', 6)).toEqual([
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
    ]);
    expect(labels('2019-05-01T00:00:00Z', '2025-06-20T00:00:00Z', 7)).toEqual([
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
    ]);
  });

  it('goes down to milliseconds, and gives one instant room', () => {
    expect(labels('2025-10-02T14:00:00.000Z', '2025-10-02T14:00:00.010Z', 2)).toEqual([
      '14:00:00.000',
      '14:00:00.005',
      '14:00:00.010',
    ]);
    const one = timeTicks(at('2025-10-02T14:00:00Z'), at('2025-10-02T14:00:00Z'), 4);
    expect(one.high).toBeGreaterThan(one.low);
  });

  it('names the days that it covers', () => {
    expect(dateRange(at('2025-10-02T01:00:00Z'), at('2025-10-02T23:00:00Z'))).toBe('2025-10-02');
    expect(dateRange(at('2025-10-02T01:00:00Z'), at('2025-10-04T23:00:00Z'))).toBe(
      '2025-10-02 to 2025-10-04',
    );
  });

  it('gives few ascending ticks within any stretch', () => {
    const time = fc.integer({ min: -8e15, max: 8e15 });
    fc.assert(
      fc.property(time, time, fc.integer({ min: 1, max: 9 }), (a, b, count) => {
        const { values } = timeTicks(Math.min(a, b), Math.max(a, b), count);
        expect(values.length).toBeLessThanOrEqual(2 * count + 3);
        expect(values.every((v, i) => i === 0 || v > values[i - 1]!)).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
