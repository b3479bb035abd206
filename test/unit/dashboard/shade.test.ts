import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ratioShadesSteps,
  ratioStep,
  SHADE_STEPS,
  valueShadesSteps,
  valueStep,
  type ShadedBy,
  type ShadedCells,
} from '../../../src/core/dashboard/shade.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';

function cells(values: readonly number[], more: Partial<Omit<ShadedCells, 'values'>> = {}): ShadedCells {
  const shape = { columns: values.length, by: 'all', direction: 'higher', noiseFloor: 0.01 } as const;
  return { values: Float64Array.from(values), ...shape, ...more };
}

function shades(values: readonly number[], more: Partial<Omit<ShadedCells, 'values'>> = {}): number[] {
  return [...runToEnd(valueShadesSteps(cells(values, more))).shades].map((shade) => Number(shade.toFixed(3)));
}

describe('shades of values', () => {
  it('go from the worst to the best, whichever way is better', () => {
    expect(shades([10, 15, 20])).toEqual([0, 0.5, 1]);
    expect(shades([10, 15, 20], { direction: 'lower' })).toEqual([1, 0.5, 0]);
    expect(shades([10, 15, 20], { direction: 'none' })).toEqual([0, 0.5, 1]);
  });

  it('are of all cells, of each row or of each column', () => {
    const table = [1, 2, 3, 4, 6, 8];
    expect(shades(table, { columns: 3 })).toEqual([0, 0.143, 0.286, 0.429, 0.714, 1]);
    expect(shades(table, { columns: 3, by: 'rows' })).toEqual([0, 0.5, 1, 0, 0.5, 1]);
    expect(shades(table, { columns: 3, by: 'columns' })).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('are none where there is no number, which the others do not feel', () => {
    expect(shades([NaN, 10, Infinity, 20, -Infinity])).toEqual([NaN, 0, NaN, 1, NaN]);
    expect(shades([NaN, NaN])).toEqual([NaN, NaN]);
    expect(shades([])).toEqual([]);
  });

  it('are in the middle where all are equal', () => {
    for (const value of [0, -0, 7, -7, 5e-324, 1.7e308, -1.7e308]) {
      expect(shades([value, value])).toEqual([0.5, 0.5]);
      expect(shades([value, value], { noiseFloor: 0 })).toEqual([0.5, 0.5]);
    }
    expect(shades([5, 1, 5, 2], { columns: 2, by: 'columns' })).toEqual([0.5, 0, 0.5, 1]);
  });

  it('are not stretched over noise: five noise floors are the least span', () => {
    expect(shades([100, 101])).toEqual([0.401, 0.599]);
    expect(shades([100, 101], { noiseFloor: 0.001 })).toEqual([0, 1]);
    expect(shades([-101, -100])).toEqual([0.401, 0.599]);
  });

  const scale = (values: readonly number[], more: Partial<Omit<ShadedCells, 'values'>> = {}): string =>
    runToEnd(valueShadesSteps(cells(values, more))).scale;

  it('are logarithmic where values spread over decades', () => {
    expect(scale([1, 10, 100, 1000])).toBe('log');
    expect(shades([1, 10, 100, 1000])).toEqual([0, 0.333, 0.667, 1]);
  });

  it('are linear below a decade, around zero, and where one outlier is low', () => {
    expect(scale([1, 2, 4, 8])).toBe('linear');
    expect(scale([0, 10, 100, 1000])).toBe('linear');
    expect(scale([-1, 10, 100, 1000])).toBe('linear');
    expect(scale([1, 60, 70, 80, 90, 100])).toBe('linear');
  });

  it('have one scale for all rows: that of most that span as much', () => {
    const [steep, low, flat] = [
      [1, 10, 100],
      [1, 95, 100],
      [5, 6, 7],
    ];
    const of = (...rows: readonly (readonly number[])[]): string =>
      scale(rows.flat(), { columns: 3, by: 'rows' });
    expect(of(steep, steep, low)).toBe('log');
    expect(of(steep, low, low)).toBe('linear');
    expect(of(steep, flat, flat)).toBe('log');
    expect(of(steep, steep, [0, 1, 2])).toBe('linear');
  });
});

describe('shades of ratios', () => {
  const ratios = (values: readonly number[], more: Partial<Omit<ShadedCells, 'values'>> = {}): number[] =>
    [...runToEnd(ratioShadesSteps(cells(values, more))).shades].map((shade) => Number(shade.toFixed(3)));

  it('are as far on either side of 1', () => {
    expect(ratios([0.25, 0.5, 1, 2, 4])).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(ratios([0.25, 0.5, 1, 2, 4], { direction: 'lower' })).toEqual([1, 0.5, 0, -0.5, -1]);
    expect(ratios([1, 2])).toEqual([0, 1]);
    expect(runToEnd(ratioShadesSteps(cells([0.25, 2]))).farthest).toBeCloseTo(4, 12);
  });

  it('are of each row or column too', () => {
    expect(ratios([2, 4, 8, 16], { columns: 2, by: 'rows' })).toEqual([0.5, 1, 0.75, 1]);
    expect(ratios([2, 4, 8, 16], { columns: 2, by: 'columns' })).toEqual([0.333, 0.5, 1, 1]);
  });

  it('are faint within noise, and none of what has no logarithm', () => {
    expect(ratios([1.01, 0.99])[0]).toBe(0.2);
    expect(ratios([0, -2, NaN, Infinity])).toEqual([NaN, NaN, NaN, NaN]);
    expect(ratios([1, 1], { noiseFloor: 0 })).toEqual([0, 0]);
  });
});

describe('steps', () => {
  it('tell a weak shade from none', () => {
    expect([NaN, 0, 0.5, 0.999, 1].map(valueStep)).toEqual([0, 1, 5, 9, SHADE_STEPS]);
    expect([NaN, -1, -0.04, 0, 0.04, 0.06, 1].map(ratioStep)).toEqual([0, -9, 0, 0, 0, 1, 9]);
    expect(Object.is(ratioStep(-0.01), 0)).toBe(true);
  });
});

describe('shades of any numbers', () => {
  const number = fc.oneof(
    fc.double(),
    fc.double({ min: 0.001, max: 1000, noNaN: true }),
    fc.constantFrom(0, -0, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 1e-310, NaN),
  );
  const table = fc.record({
    values: fc.array(number, { maxLength: 40 }),
    columns: fc.integer({ min: 1, max: 7 }),
    by: fc.constantFrom<ShadedBy>('all', 'rows', 'columns'),
    direction: fc.constantFrom('higher' as const, 'lower' as const, 'none' as const),
    noiseFloor: fc.constantFrom(0, 0.01, 0.5),
  });

  it('are in range, there for each number alone, and in its order', () => {
    fc.assert(
      fc.property(table, ({ values, ...more }) => {
        const asked = cells(values, more);
        const { shades: found } = runToEnd(valueShadesSteps(asked));
        const sign = more.direction === 'lower' ? -1 : 1;
        for (const [at, value] of values.entries()) {
          expect(Number.isNaN(found[at]!)).toBe(!Number.isFinite(value));
          if (!Number.isFinite(value)) continue;
          expect(found[at]).toBeGreaterThanOrEqual(0);
          expect(found[at]).toBeLessThanOrEqual(1);
          for (const [other, beside] of values.entries())
            if (Number.isFinite(beside) && isShared(asked, at, other) && value < beside)
              expect(sign * found[at]!).toBeLessThanOrEqual(sign * found[other]! + 1e-12);
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('are in range, of the sign of the change, and in order, of ratios', () => {
    fc.assert(
      fc.property(table, ({ values, ...more }) => {
        const asked = cells(values, more);
        const { shades: found, farthest } = runToEnd(ratioShadesSteps(asked));
        const sign = more.direction === 'lower' ? -1 : 1;
        expect(farthest).toBeGreaterThanOrEqual(1);
        for (const [at, ratio] of values.entries()) {
          expect(Number.isNaN(found[at]!)).toBe(!(ratio > 0 && ratio < Infinity));
          if (Number.isNaN(found[at]!)) continue;
          expect(Math.abs(found[at]!)).toBeLessThanOrEqual(1);
          expect(Math.sign(found[at]!) * sign + 0).toBe(Math.sign(Math.log(ratio)) + 0);
          for (const [other, beside] of values.entries())
            if (beside > ratio && beside < Infinity && isShared(asked, at, other))
              expect(sign * found[at]!).toBeLessThanOrEqual(sign * found[other]! + 1e-12);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  function isShared({ by, columns }: ShadedCells, a: number, b: number): boolean {
    if (by === 'all') return true;
    return by === 'rows' ? Math.floor(a / columns) === Math.floor(b / columns) : a % columns === b % columns;
  }
});
