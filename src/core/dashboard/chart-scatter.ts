import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { selectCells } from '../charts/select.ts';
import type { PlacedPoint, ScatterSpec } from '../charts/spec.ts';
import { scalarText } from '../findings/names.ts';
import { formatCount } from '../format/quantity.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { baselineLine } from './baseline.ts';
import {
  chartBase,
  commonStatistic,
  cut,
  markOf,
  parameterAxis,
  pointNotes,
  SourceList,
  valueAxis,
} from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { parameterOf } from '../findings/configurations.ts';
import { groupEntries, namerOf } from './grouping.ts';
import { pointOf, type Point } from './points.ts';
import { empty, type EmptyState } from './state.ts';

interface Placed {
  readonly entry: CatalogueMeasure;
  readonly x: number;
}

/** One mark per measure over a numeric parameter; nothing is pooled. */
export function scatterCharts(input: ChartInput): ChartParts | EmptyState {
  const { query, entries, limits, metric } = input;
  const x = query.x ?? mostLevels(entries);
  if (x === null)
    return empty('No numeric parameter has several levels here.', 'Choose bars, or another metric.');
  const placed = entries.flatMap((entry): Placed[] => {
    const value = parameterOf(entry, x);
    return typeof value === 'number' && Number.isFinite(value) ? [{ entry, x: value }] : [];
  });
  if (placed.length === 0)
    return empty(
      `No measure of this metric has a number for ${x}.`,
      'Choose another parameter for the x axis.',
    );
  const kept = thinned(placed, input);
  const namer = namerOf(query.split ?? query.grouping, entries);
  const groups = groupEntries(
    kept.map(({ entry }) => entry),
    namer,
  );
  const drawn = groups.toSorted((a, b) => b.entries.length - a.entries.length).slice(0, limits.series);
  const places = new Map(kept.map((one) => [one.entry, one.x]));
  const sources = new SourceList();
  const points: Point[] = [];
  const series = drawn.map((group) => ({
    name: group.name,
    points: group.entries.map((entry): PlacedPoint => {
      const { mark, point } = markOf([entry], query.statistic, pointLabel(entry, x), sources);
      points.push(point);
      return { ...mark, x: places.get(entry) ?? 0 };
    }),
  }));
  const title = `${metricInfo(metric.metric).title} over ${x}`;
  const baseline = baselineLine(input, sources);
  const base = chartBase(input, { title, what: 'one mark per measure', sources });
  const without = entries.length - placed.length;
  const notes = [
    ...pointNotes(points),
    ...(without > 0 ? [`${String(without)} measures have no number for ${x} and are not drawn.`] : []),
    ...(kept.length < placed.length
      ? [
          `${formatCount(kept.length)} of ${formatCount(placed.length)} measures are drawn: one of each cell of a grid, and the extremes of its columns.`,
        ]
      : []),
    ...baseline.notes,
  ];
  const spec: ScatterSpec = {
    ...base,
    type: 'scatter',
    value: valueAxis(
      input,
      points.flatMap(({ value }) => value ?? []),
      false,
      commonStatistic(points),
    ),
    references: [...base.references, ...baseline.lines],
    x: parameterAxis(
      x,
      placed.map((one) => one.x),
    ),
    series,
    front: [],
    notes,
  };
  const leftOut = [
    cut(
      kept.length,
      placed.length,
      'points',
      'Filter to see them all. One of each cell of a grid is drawn, and the extremes of its columns: the outline is whole, how dense it is cannot be seen.',
    ),
    cut(drawn.length, groups.length, 'series', 'Split by something with fewer values, or filter.'),
  ].filter((one) => one !== null);
  return { views: [{ spec, dense: null }], notes, leftOut, x };
}

function pointLabel({ benchmark, run }: CatalogueMeasure, x: string): string {
  const value = benchmark.parameters[x] ?? run.parameters[x];
  const name = benchmark.name || run.name;
  const at = value === undefined ? '' : `${x}=${scalarText(value)}`;
  return name === '' ? at : `${name}, ${at}`;
}

/** The numeric parameter with the most levels. */
function mostLevels(entries: readonly CatalogueMeasure[]): string | null {
  const levels = new Map<string, Set<number>>();
  for (const { run, benchmark } of entries) {
    for (const [name, value] of [
      ...Object.entries(run.parameters),
      ...Object.entries(benchmark.parameters),
    ]) {
      if (typeof value !== 'number') continue;
      const own = levels.get(name) ?? new Set();
      levels.set(name, own.add(value));
    }
  }
  const [best] = [...levels].filter(([, own]) => own.size > 1).sort((a, b) => b[1].size - a[1].size);
  return best?.[0] ?? null;
}

/** At most so many marks: the first of each cell of the plane, and the lowest and highest of each of its columns. */
function thinned(placed: readonly Placed[], { limits, query }: ChartInput): readonly Placed[] {
  if (placed.length <= limits.points) return placed;
  const xs = Float64Array.from(placed, ({ x }) => x);
  const ys = Float64Array.from(placed, ({ entry }) => pointOf(entry, query.statistic).value ?? NaN);
  const side = Math.max(1, Math.floor(Math.sqrt(limits.points)) - 2);
  const cells = selectCells(xs, ys, { columns: side, rows: side, x: span(xs), y: span(ys) });
  const chosen = new Set([...cells, ...extremes(xs, ys, side)]);
  return [...chosen].sort((a, b) => a - b).flatMap((index) => placed[index] ?? []);
}

/** The indices of the lowest and the highest value in each of so many columns. */
function extremes(xs: Float64Array, ys: Float64Array, columns: number): number[] {
  const { from, to } = span(xs);
  const ends = new Map<number, { low: number; high: number }>();
  ys.forEach((y, index) => {
    if (!Number.isFinite(y)) return;
    const share = to > from ? ((xs[index] ?? from) - from) / (to - from) : 0;
    const column = Math.min(columns - 1, Math.floor(share * columns));
    const own = ends.get(column) ?? { low: index, high: index };
    if (y < (ys[own.low] ?? y)) own.low = index;
    if (y > (ys[own.high] ?? y)) own.high = index;
    ends.set(column, own);
  });
  return [...ends.values()].flatMap(({ low, high }) => [low, high]);
}

function span(values: Float64Array): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return { from, to };
}
