import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectCells, selectMinMax } from '../../../src/core/charts/select.ts';

const RUNS = { seed: 42, numRuns: 300 };
const PIXELS = 7;

const value = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constant(NaN),
);
const series = fc
  .array(fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), value), { maxLength: 400 })
  .map((pairs) => pairs.sort(([a], [b]) => a - b))
  .map((pairs) => ({ xs: Float64Array.from(pairs, ([x]) => x), ys: Float64Array.from(pairs, ([, y]) => y) }));
const range = fc
  .tuple(fc.double({ min: -120, max: 120, noNaN: true }), fc.double({ min: 0.001, max: 200, noNaN: true }))
  .map(([from, span]) => ({ from, to: from + span }));

/** The column of the definition, computed the plain way. */
function columnOf(x: number, { from, to }: { from: number; to: number }): number {
  return Math.min(PIXELS - 1, Math.max(0, Math.floor(((x - from) / (to - from)) * PIXELS)));
}

function columns(xs: Float64Array, stretch: { from: number; to: number }): Map<number, number[]> {
  const result = new Map<number, number[]>();
  xs.forEach((x, i) => {
    if (x < stretch.from || x > stretch.to) return;
    const column = columnOf(x, stretch);
    result.set(column, [...(result.get(column) ?? []), i]);
  });
  return result;
}

describe('selectMinMax', () => {
  it('keeps first, lowest, highest and last of each column, and a gap where there is one', () => {
    fc.assert(
      fc.property(series, range, ({ xs, ys }, stretch) => {
        const kept = new Set(selectMinMax(xs, ys, PIXELS, stretch));
        for (const indices of columns(xs, stretch).values()) {
          const finite = indices.filter((i) => Number.isFinite(ys[i]));
          const values = finite.map((i) => ys[i]!);
          const chosen = indices.filter((i) => kept.has(i)).map((i) => ys[i]!);
          if (finite.length > 0) {
            expect(chosen).toContain(Math.min(...values));
            expect(chosen).toContain(Math.max(...values));
            expect(kept.has(finite[0]!) && kept.has(finite.at(-1)!)).toBe(true);
          }
          const gaps = indices.filter((i) => !Number.isFinite(ys[i]));
          if (gaps.length > 0) expect(kept.has(gaps[0]!)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('gives ascending indices, no more than five a pixel, and a neighbor on either side', () => {
    fc.assert(
      fc.property(series, range, ({ xs, ys }, stretch) => {
        const kept = [...selectMinMax(xs, ys, PIXELS, stretch)];
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual(5 * PIXELS + 2);
        const before = xs.findLastIndex((x) => x < stretch.from);
        const after = xs.findIndex((x) => x > stretch.to);
        if (before >= 0) expect(kept[0]).toBe(before);
        if (after >= 0) expect(kept.at(-1)).toBe(after);
        for (const i of kept)
          expect(i === before || i === after || (xs[i]! >= stretch.from && xs[i]! <= stretch.to)).toBe(true);
      }),
      RUNS,
    );
  });

  it('keeps everything where there are no more than four points a pixel', () => {
    const xs = Float64Array.from({ length: 40 }, (_, i) => i);
    const ys = Float64Array.from(xs, (x) => Math.sin(x));
    expect([...selectMinMax(xs, ys, 10, { from: 0, to: 39 })]).toEqual([...xs]);
  });

  it('finds one spike among a hundred thousand points', () => {
    const xs = Float64Array.from({ length: 100_000 }, (_, i) => i);
    const ys = new Float64Array(100_000);
    ys[54_321] = 7;
    const kept = selectMinMax(xs, ys, 700, { from: 0, to: 99_999 });
    expect(kept).toContain(54_321);
    expect(kept.length).toBeLessThan(3 * 700);
  });

  it('has an answer for no points, no pixels and an empty or endless range', () => {
    const xs = Float64Array.of(1, 2, 3);
    expect([...selectMinMax(new Float64Array(), new Float64Array(), 10, { from: 0, to: 1 })]).toEqual([]);
    expect([...selectMinMax(xs, xs, 0, { from: 1, to: 3 })]).toEqual([0, 1, 2]);
    expect([...selectMinMax(xs, xs, 5, { from: 2.2, to: 2.8 })]).toEqual([1, 2]);
    expect([...selectMinMax(xs, xs, 5, { from: 10, to: 20 })]).toEqual([2]);
    const many = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(selectMinMax(many, many, 1, { from: -Infinity, to: Infinity })).toEqual(Uint32Array.of(0, 99));
  });
});

describe('selectCells', () => {
  const grid = { columns: 4, rows: 4, x: { from: 0, to: 1 }, y: { from: 0, to: 1 } };

  it('keeps exactly one point of every cell that has one', () => {
    const coordinate = fc.double({ min: -0.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate)), (points) => {
        const xs = Float64Array.from(points, ([x]) => x);
        const ys = Float64Array.from(points, ([, y]) => y);
        const cell = (i: number): string =>
          [xs[i]!, ys[i]!].map((v) => String(Math.min(3, Math.floor(v * 4)))).join();
        const inside = [...xs.keys()].filter((i) => xs[i]! >= 0 && xs[i]! <= 1 && ys[i]! >= 0 && ys[i]! <= 1);
        const kept = [...selectCells(xs, ys, grid)];
        expect(new Set(kept.map(cell))).toEqual(new Set(inside.map(cell)));
        expect(new Set(kept.map(cell)).size).toBe(kept.length);
      }),
      RUNS,
    );
  });

  it('leaves out what has no place', () => {
    expect([...selectCells(Float64Array.of(NaN, 0.5, 0.5), Float64Array.of(0.5, NaN, 0.5), grid)]).toEqual([
      2,
    ]);
  });
});
