import type { CatalogueRun } from '../catalogue/snapshot.ts';
import type { LineSeries, LineSpec, PlacedPoint } from '../charts/spec.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, commonStatistic, cut, markOf, pointNotes, SourceList, valueAxis } from './chart-base.ts';
import { seriesNamer } from './chart-bars.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { groupEntries, namerOf, type EntryGroup } from './grouping.ts';
import type { Point } from './points.ts';
import { runLabels, runsInOrder } from './run-order.ts';
import { empty, type EmptyState } from './state.ts';

/** The number of each group in each run, oldest run first. */
export function trendCharts(input: ChartInput): ChartParts | EmptyState {
  const { entries, limits, metric, query } = input;
  const name = namerOf(query.grouping, entries);
  const series = seriesNamer(input);
  const isSplit = query.split !== null || new Set(entries.map(series)).size > 1;
  const groups = groupEntries(entries, (entry) =>
    isSplit ? `${name(entry)} · ${series(entry)}` : name(entry),
  );
  const histories = groups.filter((group) => runCount(group) > 1);
  if (histories.length === 0)
    return empty(
      'No group has a value in more than one run.',
      'Group by benchmark or category, or choose bars.',
    );
  const drawn = histories.toSorted((a, b) => runCount(b) - runCount(a)).slice(0, limits.series);
  const runs = runsInOrder(drawn.flatMap((group) => group.entries));
  const place = new Map(runs.map((run, index) => [run, index]));
  const sources = new SourceList();
  const points: Point[] = [];
  const lines = drawn.map((group) => lineOf(group, { input, place, sources, points }));
  const title = `${metricInfo(metric.metric).title} over runs`;
  const baseline = baselineLine(input, sources);
  const base = chartBase(input, { title, what: `${String(runs.length)} runs, oldest first`, sources });
  const notes = [...pointNotes(points), ...baseline.notes];
  const spec: LineSpec = {
    ...base,
    type: 'line',
    value: valueAxis(
      input,
      points.flatMap(({ value }) => value ?? []),
      false,
      commonStatistic(points),
    ),
    references: [...base.references, ...baseline.lines],
    x: { kind: 'order', title: 'Run, oldest first', labels: runLabels(runs) },
    series: lines,
    markers: [],
    notes,
  };
  const leftOut = cut(
    drawn.length,
    histories.length,
    'series',
    'Filter, or group by something with fewer values.',
  );
  return { views: [{ spec, dense: null }], notes, leftOut: leftOut === null ? [] : [leftOut] };
}

function runCount({ entries }: EntryGroup): number {
  return new Set(entries.map(({ run }) => run)).size;
}

interface Drawing {
  readonly input: ChartInput;
  readonly place: ReadonlyMap<CatalogueRun, number>;
  readonly sources: SourceList;
  readonly points: Point[];
}

function lineOf(group: EntryGroup, { input, place, sources, points }: Drawing): LineSeries {
  const byRun = groupEntries(group.entries, ({ run }) => run.id);
  const marks = byRun.map(({ name, entries }): PlacedPoint => {
    const { mark, point } = markOf(entries, input.query.statistic, name, sources);
    points.push(point);
    const [first] = entries;
    return { ...mark, x: first === undefined ? 0 : (place.get(first.run) ?? 0) };
  });
  return { name: group.name, points: marks.sort((a, b) => a.x - b.x), band: null, levels: [] };
}
