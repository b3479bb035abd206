import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarsSpec } from '../../../src/core/charts/spec.ts';
import { linearBins, logBins, type Bins } from '../../../src/core/dashboard/bins.ts';
import { chartSteps, type DrawnChart } from '../../../src/core/dashboard/chart.ts';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import { NO_FILTER, type ChartQuery } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';
import { numbers } from '../charts/samples.ts';

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function isHeld({ edges, isOpenBelow, isOpenAbove }: Bins, value: number): boolean {
  const [first = NaN, last = NaN] = [edges[0], edges.at(-1)];
  return value < first ? isOpenBelow : value > last ? isOpenAbove : value >= first;
}

describe('bins', () => {
  const sets = (value: fc.Arbitrary<number>): fc.Arbitrary<number[][]> =>
    fc
      .array(fc.array(value, { maxLength: 60 }), { minLength: 1, maxLength: 3 })
      .filter((all) => all.some(({ length }) => length > 0));

  it('hold every value, are equal and few', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(sets(value), (all) => {
        const bins = linearBins(all.map(ascending));
        const widths = bins.edges.slice(1).map((edge, at) => edge - (bins.edges[at] ?? NaN));
        const [width = NaN] = widths;
        expect(width).toBeGreaterThan(0);
        const size = Math.max(...bins.edges.map(Math.abs));
        for (const one of widths) expect(Math.abs(one - width)).toBeLessThanOrEqual(size * 1e-9);
        expect(widths.length).toBeLessThanOrEqual(30);
        expect(all.flat().every((one) => isHeld(bins, one))).toBe(true);
      }),
      { seed: 27, numRuns: 1000 },
    );
  });

  it('on a log axis hold every value, and grow', () => {
    const value = fc.double({ min: -10, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(sets(value), (all) => {
        const bins = logBins(all.map(ascending));
        if (bins === null) {
          expect(all.flat().every((one) => one <= 0)).toBe(true);
          return;
        }
        bins.edges.slice(1).forEach((edge, at) => {
          expect(edge).toBeGreaterThan(bins.edges[at] ?? NaN);
        });
        expect(all.flat().every((one) => isHeld(bins, one))).toBe(true);
      }),
      { seed: 28, numRuns: 1000 },
    );
  });

  it('have round edges as wide as Freedman and Diaconis say', () => {
    // Quartiles 25.75 and 75.25 of 1 to 100: 2 × 49.5 / ∛100 is 21.3, and the nearest round width 20.
    const hundred = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    expect(linearBins([hundred])).toEqual({
      edges: [0, 20, 40, 60, 80, 100],
      isOpenBelow: false,
      isOpenAbove: false,
    });
  });

  it('leave what lies far out to an open bin', () => {
    const latencies = ascending([...Array.from({ length: 99 }, (_, i) => 10 + i / 100), 500]);
    const { edges, isOpenBelow, isOpenAbove } = linearBins([latencies]);
    expect([isOpenBelow, isOpenAbove]).toEqual([false, true]);
    expect(edges.at(-1)).toBeLessThan(20);
  });

  it('are one where all values are equal', () => {
    for (const value of [0, 7, -3, 1e9]) {
      const bins = linearBins([ascending([value, value, value])]);
      expect(bins.edges).toHaveLength(2);
      expect(isHeld(bins, value)).toBe(true);
    }
  });
});

describe('a histogram', () => {
  const random = numbers(5);
  const LATENCIES = Array.from({ length: 200 }, () => 10 + 4 * (random() + random() + random()));
  const requests = (name: string, values: readonly number[]): TestFiles => ({
    [`${name}.csv`]: `server,latency_ms\n${values.map((one) => `${name},${one.toFixed(4)}\n`).join('')}`,
  });

  function draw(files: TestFiles, more: Partial<ChartQuery> = {}): DrawnChart {
    const snapshot = readFiles(files);
    const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER, { type: 'histogram' }));
    if (query === null) throw new Error('nothing to choose');
    const made = runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, { ...query, ...more }));
    if (made.kind !== 'chart') throw new Error(made.why);
    return made;
  }
  const bars = ({ views }: DrawnChart): BarsSpec[] =>
    views.map(({ spec }) => {
      if (spec.type !== 'bars-with-intervals') throw new Error('no bars');
      return spec;
    });
  const counts = (spec: BarsSpec | undefined): number[] =>
    spec?.series[0]?.points.map(({ value }) => value ?? NaN) ?? [];

  it('counts every observation once, in the unit that people read', () => {
    const [spec, ...others] = bars(draw(requests('nginx', LATENCIES)));
    expect(others).toEqual([]);
    expect(counts(spec).reduce((a, b) => a + b, 0)).toBe(200);
    expect(spec?.categories[0]).toMatch(/^\d+(\.\d)? to \d+(\.\d)?$/u);
    expect(spec?.title).toBe('Latency in ms: histogram');
    expect(spec?.notes[0]).toMatch(/^n = 200; median 1\d(\.\d+)? ms, p95 \d+\.\d+ ms\.$/u);
    const [low = NaN, high = NaN] = (spec?.categories[1] ?? '').split(' to ').map(Number);
    expect(counts(spec)[1]).toBe(LATENCIES.filter((one) => one >= low && one < high).length);
  });

  it('leads from a bar to the first observation in it', () => {
    const spec = bars(draw(requests('nginx', LATENCIES)))[0];
    const tallest = counts(spec).indexOf(Math.max(...counts(spec)));
    const source = spec?.sources[spec.series[0]?.points[tallest]?.source ?? -1];
    const [low = NaN, high = NaN] = (spec?.categories[tallest] ?? '').split(' to ').map(Number);
    const value = LATENCIES[(source?.line ?? NaN) - 2];
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThan(high);
    expect(value).toBe(Math.min(...LATENCIES.filter((one) => one >= low)));
  });

  it('draws groups one below the other over the same bins, those with the most observations first', () => {
    const files = Object.assign(
      {},
      ...['a', 'b', 'c', 'd', 'e'].map((name, at) => requests(name, LATENCIES.slice(0, 40 + 20 * at))),
    ) as TestFiles;
    const made = draw(files, { grouping: 'parameter:server' });
    const specs = bars(made);
    expect(specs.map(({ subtitle }) => subtitle)).toEqual(['server e', 'server d', 'server c', 'server b']);
    expect(new Set(specs.map(({ categories }) => categories.join())).size).toBe(1);
    expect(made.leftOut[0]).toMatchObject({ drawn: 4, total: 5 });
  });

  it('has bins that grow on a log axis', () => {
    const spread = Array.from({ length: 60 }, (_, i) => 10 ** (i / 15));
    const [spec] = bars(draw(requests('nginx', spread), { logScale: true }));
    expect(counts(spec).reduce((a, b) => a + b, 0)).toBe(60);
    expect(counts(spec).every((count) => count > 0)).toBe(true);
  });

  it('is offered from twenty observations on', () => {
    const typesOf = (n: number): unknown =>
      runToEnd(choicesSteps(readFiles(requests('nginx', LATENCIES.slice(0, n))), NO_FILTER)).types.find(
        ({ type }) => type === 'histogram',
      );
    expect(typesOf(20)).toMatchObject({ fits: true });
    expect(typesOf(19)).toMatchObject({
      fits: false,
      why: expect.stringContaining('fewer than 20') as string,
    });
  });
});
