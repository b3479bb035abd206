import { describe, expect, it } from 'vitest';
import { chartJsConfig } from '../../../src/core/charts/chartjs/config.ts';
import { scaleTicks } from '../../../src/core/charts/chartjs/scales.ts';
import type { ChartJsDataset } from '../../../src/core/charts/chartjs/types.ts';
import {
  barsSpec,
  groups,
  lineSpec,
  loadCurve,
  manyPoints,
  placed,
  point,
  samples,
  series,
  trend,
  twoBars,
} from './samples.ts';

const NARROW = { pixels: 60 };

/** Small things on one line, so that a changed point is a changed line. */
function lines(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length < 120) return flat;
  const deeper = `${indent} `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Object.entries(value).map(([key, part]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return `${deeper}${name}${lines(part, deeper)}`;
  });
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function xy(dataset: ChartJsDataset | undefined): (readonly [number | null, number | null])[] {
  return (dataset?.data ?? []).map((datum) =>
    typeof datum === 'object' && datum !== null ? [datum.x, datum.y] : [null, datum],
  );
}

describe('configurations, byte for byte', () => {
  for (const [name, spec] of Object.entries(samples())) {
    it(name, async () => {
      const text = lines(chartJsConfig(spec, NARROW));
      await expect(`${text}\n`).toMatchFileSnapshot(`../../golden/chartjs/${name}.json`);
    });
  }
});

describe('every configuration', () => {
  for (const [name, spec] of Object.entries(samples())) {
    const config = chartJsConfig(spec, NARROW);

    it(`${name}: is plain, names no color and has a tooltip for each datum`, () => {
      const text = JSON.stringify(config);
      expect(JSON.parse(text)).toEqual(config);
      expect(text).not.toMatch(/#[0-9a-f]{6}\b/iu);
      for (const dataset of config.data.datasets) {
        expect(dataset.meta).toHaveLength(dataset.data.length);
        if (dataset.whiskers.length > 0) expect(dataset.whiskers).toHaveLength(dataset.data.length);
        for (const meta of dataset.meta) {
          if (meta === null) continue;
          expect(meta.lines.length).toBeGreaterThan(1);
          expect(meta.lines).not.toContain('');
        }
      }
    });

    it(`${name}: has everything inside its domain`, () => {
      const { value, place } = config.scales;
      const isRows = config.indexAxis === 'y';
      for (const dataset of config.data.datasets) {
        for (const [x, y] of xy(dataset)) {
          const [along, across] = isRows && config.type === 'scatter' ? [y, x] : [x, y];
          if (across !== null) {
            expect(across).toBeGreaterThanOrEqual(value.min - 1e-9);
            expect(across).toBeLessThanOrEqual(value.max + 1e-9);
          }
          if (along === null) continue;
          expect(along).toBeGreaterThanOrEqual(place.min);
          expect(along).toBeLessThanOrEqual(place.max);
        }
      }
      for (const tick of value.ticks) expect(tick.value).toBeGreaterThanOrEqual(value.min);
    });
  }
});

describe('bars', () => {
  it('are in the unit of the axis, with intervals, sources and words', () => {
    const { data, scales, references } = chartJsConfig(twoBars(), NARROW);
    expect(scales.value).toMatchObject({
      type: 'linear',
      title: 'Throughput (tok/s) higher is better →',
      min: 0,
    });
    expect(data.datasets[0]?.data).toEqual([102.2009, 77.5]);
    expect(data.datasets[0]?.whiskers[0]?.low).toBeCloseTo(98.11, 2);
    expect(data.datasets[0]?.meta[0]).toEqual({
      lines: [
        'ollama',
        'run',
        '102.20 tok/s',
        '95 % interval 98.113 tok/s to 106.29 tok/s',
        'n = 5',
        'results/a & b.csv:12:3',
      ],
      source: 0,
      beside: '102.2 tok/s',
    });
    expect(references).toMatchObject([{ at: 90, lines: ['target', '90 tok/s'] }]);
  });

  it('say the verdict beside a point that was tested', () => {
    const spec = barsSpec({
      categories: ['a'],
      series: [{ name: 's', points: [point(2, { label: 'regressed', tone: 'worse' })] }],
    });
    const [meta] = chartJsConfig(spec, NARROW).data.datasets[0]?.meta ?? [];
    expect(meta).toMatchObject({
      tone: 'worse',
      beside: expect.stringMatching(/^2\b/) as string,
      verdict: 'regressed',
    });
  });

  it('leave gaps empty and say the word', () => {
    const spec = barsSpec({
      categories: ['a', 'b'],
      series: [{ name: 's', points: [point(1), point(null, { gap: 'out of memory' })] }],
    });
    const [dataset] = chartJsConfig(spec, NARROW).data.datasets;
    expect(dataset?.data).toEqual([1, null]);
    expect(dataset?.gaps).toMatchObject([{ place: 1, word: 'out of memory' }]);
  });
});

describe('lines', () => {
  it('break at gaps, and carry bands, levels and markers', () => {
    const { data, markers, scales } = chartJsConfig(trend(), NARROW);
    const [dataset] = data.datasets;
    const holes = xy(dataset).filter(([, y]) => y === null);
    expect(holes).toHaveLength(1);
    expect(dataset?.gaps).toMatchObject([{ place: 9, word: 'failed' }]);
    expect(dataset?.band?.points[0]?.low).toBeCloseTo(97, 9);
    expect(dataset?.levels.map(({ from, to }) => [from, to])).toEqual([
      [0, 13],
      [14, 23],
    ]);
    expect(markers.map(({ at, label }) => [at, label])).toEqual([
      [14, 'step +11.8 %'],
      [15, 'driver 560 to 565'],
    ]);
    expect(scales.place).toMatchObject({ kind: 'order', min: -0.5, max: 23.5 });
  });

  it('write the day and the zone of all their runs once', () => {
    const labels = ['2026-11-20 01:15:00 UTC', '2026-11-20 02:15:00 UTC'];
    const spec = lineSpec({
      x: { kind: 'order', title: 'Run', labels },
      series: [series('a', [placed(0, 1), placed(1, 2)])],
    });
    const { place } = chartJsConfig(spec, NARROW).scales;
    expect(place.title).toBe('Run (2026-11-20 UTC)');
    expect(place.ticks).toEqual([
      { value: 0, label: '01:15' },
      { value: 1, label: '02:15' },
    ]);
    expect(place.labels).toEqual(['01:15', '02:15']);
  });

  it('have a logarithmic axis where the spec has one', () => {
    const { scales } = chartJsConfig(loadCurve(), NARROW);
    expect([scales.value.type, scales.place.type]).toEqual(['logarithmic', 'logarithmic']);
  });

  it('keep at most five points per pixel, the highest among them', () => {
    const spec = manyPoints(100_000);
    const spiked = {
      ...spec,
      series: spec.series.map((one) => ({
        ...one,
        points: one.points.map((each, i) => (i === 54_321 ? { ...each, value: 100 } : each)),
      })),
    };
    const [dataset] = chartJsConfig(spiked, { pixels: 500 }).data.datasets;
    expect(dataset?.data.length).toBeLessThanOrEqual(2 * (5 * 500 + 2));
    expect(Math.max(...xy(dataset).map(([, y]) => y ?? 0))).toBe(100);
  });

  it('write the value with its unit, whatever the axis is written in', () => {
    const spec = lineSpec({
      x: { kind: 'number', title: 'n', unit: null, scale: 'linear', zero: false },
      series: [series('a', [placed(1, 0.002), placed(2, 0.004)])],
    });
    const [dataset] = chartJsConfig(spec, NARROW).data.datasets;
    expect(xy(dataset)).toEqual([
      [1, 2],
      [2, 4],
    ]);
    expect(dataset?.meta[1]?.lines).toContain('4 ms');
  });
});

describe('distributions', () => {
  it('give boxes as numbers and observations beside their row', () => {
    const { data, scales } = chartJsConfig(groups(), NARROW);
    const [dataset] = data.datasets;
    expect(dataset?.boxes.map(({ place }) => place)).toEqual([0, 2]);
    expect(dataset?.boxes[0]?.lines[1]).toMatch(/^median \d/u);
    expect(dataset?.gaps).toMatchObject([{ place: 3, word: 'all 4 failed' }]);
    expect(scales.place).toMatchObject({ kind: 'order', reverse: true, min: -0.5, max: 3.5 });
    for (const [, y] of xy(dataset)) expect(Math.abs((y ?? 9) - Math.round(y ?? 9))).toBeLessThan(0.5);
  });
});

describe('ticks of a part of an axis', () => {
  const { place, value } = chartJsConfig(trend(), NARROW).scales;

  it('are labels for an order, few enough to read', () => {
    const ticks = scaleTicks(place, 3.2, 20, 6);
    expect(ticks.map((tick) => tick.value)).toEqual([4, 7, 10, 13, 16, 19]);
    expect(ticks[0]?.label).toBe('2025-10-05 14:00 a1b2c3d');
  });

  it('are round numbers inside the part', () => {
    expect(scaleTicks(value, 100.2, 100.9, 4).map(({ label }) => label)).toEqual([
      '100.2',
      '100.4',
      '100.6',
      '100.8',
    ]);
    expect(scaleTicks(value, 1, 1, 4)).toEqual([]);
  });

  it('are two at least, however few there is room for', () => {
    expect(scaleTicks(value, 0, 400, 2).map(({ label }) => label)).toEqual(['0', '200', '400']);
    expect(scaleTicks(value, 100.2, 100.9, 1).length).toBeGreaterThanOrEqual(2);
  });

  it('are decades on a log axis, and times on a clock', () => {
    const log = chartJsConfig(loadCurve(), NARROW).scales.value;
    expect(scaleTicks(log, 10, 1000, 8).map((tick) => tick.value)).toEqual([10, 20, 50, 100, 200, 500, 1000]);
    const clock = chartJsConfig(manyPoints(100), NARROW).scales.place;
    const start = Date.UTC(2025, 9, 2, 21, 30);
    expect(scaleTicks(clock, start, start + 60_000, 4).map(({ label }) => label)).toEqual([
      '21:30:00',
      '21:30:15',
      '21:30:30',
      '21:30:45',
      '21:31:00',
    ]);
  });
});
