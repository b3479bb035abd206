import type { LineSpec } from '../charts/spec.ts';
import { runLabels } from '../insight/run-labels.ts';
import { groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, commonStatistic, cut, pointNotes, SourceList, valueAxis } from './chart-base.ts';
import { seriesNamer } from './chart-bars.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { groupEntriesSteps, namerSteps, type EntryGroup } from './grouping.ts';
import type { Point } from './points.ts';
import { mostMovedSteps } from './most-moved.ts';
import { runsInOrder } from './run-order.ts';
import { empty, type EmptyState } from './state.ts';
import { trendLine, withHistories, type TrendLine } from './trend-lines.ts';

/** The number of each group in each run, oldest run first, with the levels and steps of its history. */
export function* trendCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const groups = yield* trendGroups(input);
  if (groups.length === 0)
    return empty(
      'No group has a value in more than one run.',
      'Group by benchmark or category, or choose bars.',
    );
  const drawn = yield* mostMovedSteps(groups, input.limits.series);
  const runs = runsInOrder(drawn.flatMap((group) => group.entries));
  const place = new Map(runs.map((run, index) => [run, index]));
  const sources = new SourceList();
  const points: Point[] = [];
  const lines: TrendLine[] = [];
  for (const group of drawn) {
    lines.push(yield* trendLine(group, { input, place, sources, points }));
    yield;
  }
  const told = withHistories(lines);
  const title = `${metricInfo(input.metric.metric).title} over runs`;
  const baseline = baselineLine(input, sources);
  const base = chartBase(input, { title, what: `${String(runs.length)} runs, oldest first`, sources });
  const notes = [...pointNotes(points), ...told.notes, ...baseline.notes];
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
    series: told.series,
    markers: told.markers,
    notes,
  };
  const how = 'Filter, or group by something with fewer values.';
  const leftOut = cut(drawn.length, groups.length, 'series', how);
  const what = `${String(drawn.length)} of ${String(groups.length)} series are drawn, those that moved most.`;
  return { views: [{ spec, dense: null }], notes, leftOut: leftOut === null ? [] : [{ ...leftOut, what }] };
}

/** The groups, their split and labels apart, that have several runs; those with the most first. */
function* trendGroups(input: ChartInput): Steps<EntryGroup[]> {
  const { entries, query } = input;
  const name = yield* namerSteps(query.grouping, entries);
  const series = seriesNamer(input);
  const isSplit = query.split !== null || (yield* groupSteps(entries, series)).size > 1;
  const groups = yield* groupEntriesSteps(entries, (entry) =>
    isSplit ? `${name(entry)} · ${series(entry)}` : name(entry),
  );
  const counted = yield* mapSteps(
    groups,
    (group) => ({ group, runs: new Set(group.entries.map(({ run }) => run)).size }),
    50,
  );
  return counted
    .filter(({ runs }) => runs > 1)
    .sort((a, b) => b.runs - a.runs)
    .map(({ group }) => group);
}
