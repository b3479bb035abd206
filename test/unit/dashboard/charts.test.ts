import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import type { BarsSpec, ChartInterval } from '../../../src/core/charts/spec.ts';
import { whiskerNotes } from '../../../src/core/charts/whisker-note.ts';
import { chartSteps, type ChartResult, type DrawnChart } from '../../../src/core/dashboard/chart.ts';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import { denseSpec } from '../../../src/core/dashboard/dense-spec.ts';
import {
  CHART_STATISTICS,
  CHART_TYPES,
  DEFAULT_LIMITS,
  NO_FILTER,
  type ChartQuery,
} from '../../../src/core/dashboard/query.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { loadFolder, readFiles, type TestFiles } from '../../support/read-folder.ts';
import { KNEE_AT_EIGHT } from '../../support/load-sweeps.ts';

const rows = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

/** Repetitions of two kernels in two sizes. */
const KERNELS = rows(
  'kernel,size,repetition,time_ms',
  ['sort', 'hash'].flatMap((kernel, k) =>
    [8, 64].flatMap((size) =>
      Array.from(
        { length: 6 },
        (_, i) => `${kernel},${String(size)},${String(i)},${String(size / 4 + k + i * 0.01)}`,
      ),
    ),
  ),
);

function drawn(result: ChartResult): DrawnChart {
  if (result.kind !== 'chart') throw new Error(result.why);
  return result;
}

function query(files: TestFiles, more: Partial<ChartQuery> = {}): ChartQuery {
  const snapshot = readFiles(files);
  const choices = runToEnd(
    choicesSteps(snapshot, NO_FILTER, more.type === undefined ? {} : { type: more.type }),
  );
  if (choices.query === null) throw new Error('nothing to choose');
  return { ...choices.query, ...more };
}

function chart(files: TestFiles, more: Partial<ChartQuery> = {}): ChartResult {
  return runToEnd(chartSteps(readFiles(files), DEFAULT_PROJECT, query(files, more)));
}

describe('points', () => {
  it('of several runs have no interval that reaches below zero although no value does', () => {
    const runs = (...times: readonly number[]): TestFiles =>
      Object.fromEntries(
        times.map((time, at) => [
          `nightly_2026010${String(at + 1)}.csv`,
          rows('benchmark,latency_ms', [`sort,${String(time)}`, 'hash,5']),
        ]),
      );
    const intervalOf = (files: TestFiles): unknown => {
      const [view] = drawn(chart(files, { type: 'bars', grouping: 'benchmark' })).views;
      if (view?.spec.type !== 'bars-with-intervals') throw new Error('no bars');
      return view.spec.series[0]?.points[view.spec.categories.indexOf('sort')]?.interval;
    };
    expect(intervalOf(runs(1, 1.1, 0.9))).toMatchObject({ level: 0.95 });
    expect(intervalOf(runs(1, 9, 0.1))).toBeNull();
  });
});

describe('whiskers', () => {
  const bars = (files: TestFiles, more: Partial<ChartQuery> = {}): BarsSpec => {
    const [view] = drawn(chart(files, { type: 'bars', grouping: 'benchmark', ...more })).views;
    if (view?.spec.type !== 'bars-with-intervals') throw new Error('no bars');
    return view.spec;
  };
  const timed = (name: string, values: readonly number[]): TestFiles => ({
    [`${name}.json`]: JSON.stringify({
      results: [
        { command: name, mean: 1, stddev: 1, median: 1, user: 1, system: 1, min: 1, max: 1, times: values },
      ],
    }),
  });
  const VALUES = [1, 2, 3, 4, 5, 6, 7, 80];

  it('of a median are order statistics, from the first to the seventh of eight values', () => {
    const spec = bars(timed('sort', VALUES), { statistic: 'median' });
    expect(spec.series[0]?.points[0]).toMatchObject({
      value: 4.5,
      interval: { low: 1, high: 7, level: 0.95 },
    });
    expect(spec.notes).toContain('Whiskers: 95 % interval of the median.');
  });

  it('of a median need six values', () => {
    const spec = bars(timed('sort', VALUES.slice(0, 5)), { statistic: 'median' });
    expect(spec.series[0]?.points[0]).toMatchObject({ value: 3, interval: null });
    expect(spec.notes.join(' ')).not.toMatch(/Whiskers/u);
  });

  it('are those of the tool where it gives a median with its interval', () => {
    const spec = bars({
      'stat.txt':
        '         │   a.txt    │\n         │   sec/op   │\nSort-8     2.000m ± 5%\nHash-8     1.000m ± 2%\ngeomean    1.414m\n',
    });
    const sort = spec.series[0]?.points[spec.categories.indexOf('Sort')];
    expect(sort).toMatchObject({ value: 0.002, interval: { low: 0.0019, high: 0.0021 } });
    expect(spec.notes).toContain('Whiskers: 95 % interval of the median.');
  });

  it('of a scatter are named too', () => {
    const made = drawn(chart({ 'k.csv': KERNELS }, { type: 'scatter', x: 'size' }));
    const [spec] = made.views.map((view) => view.spec);
    if (spec?.type !== 'scatter') throw new Error('no scatter');
    expect(spec.series[0]?.points[0]?.interval).not.toBeNull();
    expect(made.notes).toContain('Whiskers: 95 % interval of the mean.');
  });

  it('name every kind that is drawn', () => {
    const interval = (level: number | null): ChartInterval => ({ low: 1, high: 2, level });
    expect(
      whiskerNotes([
        { of: 'mean', interval: interval(0.95) },
        { of: 'mean', interval: interval(0.999) },
        { of: 'median', interval: interval(null) },
        { of: 'p95', interval: null },
      ]),
    ).toEqual([
      'Whiskers: 95 % interval of the mean, or 99.9 % interval of the mean, or interval of the median.',
    ]);
    expect(whiskerNotes([{ of: 'mean', interval: null }])).toEqual([]);
  });
});

describe('choices', () => {
  it('list metrics, groupings, numeric parameters and the types that fit', () => {
    const choices = runToEnd(choicesSteps(readFiles({ 'k.csv': KERNELS }), NO_FILTER));
    expect(choices.metrics.map(({ metric, unit, measures }) => [metric, unit, measures])).toEqual([
      ['latency', 's', 4],
    ]);
    expect(choices.groupings.map(({ grouping, groups }) => [grouping, groups])).toContainEqual([
      'parameter:size',
      2,
    ]);
    expect(choices.parameters).toEqual([{ name: 'size', levels: 2, low: 8, high: 64, without: 0 }]);
    const fits = choices.types.filter((type) => type.fits).map(({ type }) => type);
    expect(fits).toEqual(['bars', 'distribution', 'histogram', 'scatter']);
    expect(choices.types.find(({ type }) => type === 'trend')?.why).toBe(
      'No benchmark was measured with equal parameters in several runs.',
    );
    expect(choices.query).toMatchObject({ type: 'distribution', grouping: 'configuration' });
  });

  it('choose a load curve for a load benchmark', () => {
    expect(query({ 'sweep.csv': KNEE_AT_EIGHT }).type).toBe('load-curve');
  });

  it('draw the load curves of the latest runs first', () => {
    const days = ['01', '02', '03', '04', '05', '06'];
    const files = Object.fromEntries(
      days.map((day) => [
        `load/sweep_bench_202601${day}-000000.csv`,
        KNEE_AT_EIGHT.replace('350', `35${day}`),
      ]),
    );
    const { views, leftOut } = drawn(chart(files, { type: 'load-curve' }));
    expect(leftOut[0]).toMatchObject({ drawn: 4, total: 6 });
    expect(views[0]?.spec.subtitle).toMatch(/20260106/u);
  });

  it('have no query where nothing counts', () => {
    expect(runToEnd(choicesSteps(readFiles({ 'a.txt': 'hello' }), NO_FILTER)).query).toBeNull();
  });
});

describe('bars', () => {
  it('pool nothing by configuration, and keep value, n, interval and place', () => {
    const { views, table, notes } = drawn(chart({ 'k.csv': KERNELS }, { type: 'bars' }));
    const [view] = views;
    if (view?.spec.type !== 'bars-with-intervals') throw new Error('no bars');
    expect(view.spec.categories).toHaveLength(4);
    const [point] = view.spec.series[0]?.points ?? [];
    expect(point).toMatchObject({ n: 6, gap: null, label: view.spec.categories[0] });
    expect(point?.value).toBeCloseTo(0.002025, 9);
    expect(point?.interval?.low).toBeLessThan(point?.value ?? 0);
    expect(view.spec.sources[point?.source ?? -1]).toMatchObject({ root: 0, file: 'k.csv', line: 2 });
    expect(table.total).toBe(4);
    expect(table.rows[0]?.cells.map(({ text }) => text)).toContain('k.csv:2:10');
    expect(notes).toEqual(['Whiskers: 95 % interval of the mean.']);
  });

  it('say when they pool different configurations, and give no interval then', () => {
    const { views, notes } = drawn(
      chart({ 'k.csv': KERNELS }, { type: 'bars', grouping: 'parameter:size', split: null }),
    );
    const [view] = views;
    if (view?.spec.type !== 'bars-with-intervals') throw new Error('no bars');
    const [point] = view.spec.series[0]?.points ?? [];
    expect(point?.label).toMatch(/mean pooled over 2 configurations$/u);
    expect(point).toMatchObject({ n: 2, interval: null });
    expect(notes.join(' ')).toContain('Pooled over up to 2 different configurations');
  });
});

describe('statistics', () => {
  it('are those asked for, or said to be missing', () => {
    const told = CHART_STATISTICS.map((statistic) => {
      const { views } = drawn(chart({ 'k.csv': KERNELS }, { type: 'bars', statistic }));
      const [spec] = views.map((view) => view.spec);
      if (spec?.type !== 'bars-with-intervals') throw new Error('no bars');
      const [point] = spec.series[0]?.points ?? [];
      return [spec.value.title, point?.value?.toFixed(6) ?? point?.gap];
    });
    expect(told).toEqual([
      ['Latency, mean', '0.002025'],
      ['Latency, mean', '0.002025'],
      ['Latency, median', '0.002025'],
      ['Latency, min', '0.002000'],
      ['Latency, max', '0.002050'],
      ['Latency', 'not given'],
      ['Latency', 'not given'],
    ]);
  });
});

describe('every type', () => {
  it('draws, or says why not and what to do', () => {
    const folder = loadFolder(join(import.meta.dirname, '..', '..', 'workspaces', 'sample'));
    const snapshot = readFiles(folder);
    const { metrics } = runToEnd(choicesSteps(snapshot, NO_FILTER));
    expect(metrics.length).toBeGreaterThan(3);
    for (const { key } of metrics) {
      for (const type of CHART_TYPES) {
        const choices = runToEnd(choicesSteps(snapshot, NO_FILTER, { metric: key, type }));
        if (choices.query === null) throw new Error('nothing to choose');
        const result = runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, choices.query));
        const fits = choices.types.find((one) => one.type === type)?.fits;
        expect([key, type, result.kind]).toEqual([key, type, fits === true ? 'chart' : 'empty']);
        if (result.kind === 'empty') {
          expect(result.why).toMatch(/\.$/u);
          expect(result.what).toMatch(/\.$/u);
        } else if (result.views.every(({ dense }) => dense === null)) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        }
      }
    }
  });
});

describe('time series', () => {
  const count = 5000;
  const text = rows(
    'timestamp,gpu_utilization_percent',
    Array.from({ length: count }, (_, i) =>
      [new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString(), i === 3210 ? 99 : 10 + (i % 7)].join(','),
    ),
  );

  it('keep every point beside the few that are drawn, and choose again on zoom', () => {
    const result = drawn(
      runToEnd(
        chartSteps(
          readFiles({ 'gpu.csv': text }),
          DEFAULT_PROJECT,
          query({ 'gpu.csv': text }, { type: 'timeseries' }),
          {
            ...DEFAULT_LIMITS,
            pixels: 100,
          },
        ),
      ),
    );
    const [view] = result.views;
    if (view?.spec.type !== 'timeseries' || view.dense === null) throw new Error('no time series');
    const [dense] = view.dense;
    expect(dense?.xs).toHaveLength(count);
    const values = view.spec.series[0]?.points.map(({ value }) => value) ?? [];
    expect(values.length).toBeLessThanOrEqual(502);
    expect(values).toContain(99);
    const peak = view.spec.series[0]?.points.find(({ value }) => value === 99);
    expect(view.spec.sources[peak?.source ?? -1]?.line).toBe(3212);
    const at = dense?.xs[3210] ?? 0;
    const zoomed = denseSpec(view.spec, view.dense, {
      range: { from: at - 5000, to: at + 5000 },
      pixels: 100,
    });
    expect(zoomed.series[0]?.points).toHaveLength(13);
    expect(result.table.total).toBe(count);
  });
});

describe('defaults', () => {
  it('do not call a trend what few configurations have', () => {
    const sweep = rows(
      'batch_size,temperature,latency_ms',
      Array.from(
        { length: 70 },
        (_, i) => `${String((i % 10) + 1)},${String(Math.floor(i / 10) / 10)},${String(10 + i)}`,
      ),
    );
    const files = { 'sweep.csv': sweep };
    expect(query(files)).toMatchObject({ type: 'scatter', x: 'batch_size' });
    expect(query(files).grouping).not.toBe('parameter:batch_size');
    expect(query({ 'few.csv': sweep.split('\n').slice(0, 30).join('\n') }).type).toBe('bars');
  });
});
