import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { chartSteps } from '../../../src/core/dashboard/chart.ts';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import { DEFAULT_LIMITS, NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { largeSnapshot } from '../../support/large-snapshot.ts';

const snapshot = largeSnapshot({ runs: 4, benchmarks: 500, metrics: 1, samples: 1 });
const all = snapshot.measures.map(({ measure }) => measure.samples?.values[0] ?? NaN);

describe('a scatter of more points than are drawn', () => {
  const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER, { type: 'scatter' }));
  if (query === null) throw new Error('nothing to choose');
  const limits = { ...DEFAULT_LIMITS, points: 400 };
  const chart = runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, { ...query, x: 'size' }, limits));
  if (chart.kind !== 'chart') throw new Error(chart.why);
  const [view] = chart.views;
  if (view?.spec.type !== 'scatter') throw new Error('no scatter');
  const points = view.spec.series.flatMap((series) => series.points);

  it('draws no more than it may, and says how many of how many, and which', () => {
    expect(points.length).toBeLessThanOrEqual(limits.points);
    expect(points.length).toBeGreaterThan(50);
    expect(chart.notes.join(' ')).toMatch(
      new RegExp(`^.*${String(points.length)} of 2.000 measures are drawn: one of each cell`, 'u'),
    );
    expect(chart.leftOut[0]).toMatchObject({ drawn: points.length, total: 2000, of: 'points' });
  });

  it('keeps the lowest and the highest of every level of the parameter at their own places', () => {
    const own = new Map<number, number[]>();
    for (const { benchmark, measure } of snapshot.measures) {
      const x = Number(benchmark.parameters.size);
      own.set(x, [...(own.get(x) ?? []), measure.samples?.values[0] ?? NaN]);
    }
    const drawn = points.map(({ value }) => value);
    expect(drawn).toContain(Math.min(...all));
    expect(drawn).toContain(Math.max(...all));
    const [least, most] = [Math.min(...own.keys()), Math.max(...own.keys())];
    expect(drawn).toContain(Math.max(...(own.get(most) ?? [])));
    expect(drawn).toContain(Math.min(...(own.get(most) ?? [])));
    expect(points.filter(({ x }) => x === least).length).toBeGreaterThan(1);
    for (const { x, value } of points) expect(own.get(x)).toContain(value);
  });
});
