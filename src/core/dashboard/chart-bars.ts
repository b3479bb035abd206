import type { BarSeries, BarsSpec, ChartPoint } from '../charts/spec.ts';
import { compareBetter } from '../findings/rows.ts';
import { compareText } from '../format/compare.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import {
  chartBase,
  commonStatistic,
  cut,
  groupingText,
  markSteps,
  NARROW,
  pointNotes,
  SourceList,
  valueAxis,
} from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { groupEntriesSteps, namerOf, namerSteps, type EntryGroup, type Namer } from './grouping.ts';
import { poolSteps, type Point } from './points.ts';
import { baselineLine } from './baseline.ts';

/** Bars with intervals: one row per group, one bar per series. */
export function* barCharts(input: ChartInput): Steps<ChartParts> {
  const { query, entries, limits, metric } = input;
  const namer = yield* namerSteps(query.grouping, entries);
  const seriesOf = seriesNamer(input);
  const named = yield* groupSteps(entries, seriesOf);
  const names = [...named.keys()].sort(compareText);
  const shown = names.slice(0, limits.series);
  const all = yield* groupEntriesSteps(entries, namer);
  const groups = yield* ordered(all, input, names.length === 1);
  const drawn = groups.slice(0, limits.groups);
  const sources = new SourceList();
  const points: Point[] = [];
  const series: BarSeries[] = [];
  for (const name of shown) {
    const marks: ChartPoint[] = [];
    for (const group of drawn) {
      const own = yield* filterSteps(group.entries, (entry) => seriesOf(entry) === name);
      const { mark, point } = yield* markSteps(own, query.statistic, group.name, sources);
      points.push(point);
      marks.push(mark);
    }
    series.push({ name, points: marks });
    yield;
  }
  const title = `${metricInfo(metric.metric).title} by ${groupingText(query.grouping)}`;
  const values = points.flatMap(({ value }) => value ?? []);
  const base = chartBase(input, {
    title,
    what: `${String(drawn.length)} rows, one per ${groupingText(query.grouping)}`,
    sources,
  });
  const baseline = baselineLine(input, sources);
  const notes = [...pointNotes(points), ...baseline.notes];
  const spec: BarsSpec = {
    ...base,
    type: 'bars-with-intervals',
    mark: query.logScale ? 'dot' : 'bar',
    value: valueAxis(input, values, true, commonStatistic(points)),
    references: [...base.references, ...baseline.lines],
    categories: drawn.map(({ name }) => name),
    series,
    notes,
  };
  const leftOut = [
    cut(drawn.length, groups.length, 'groups', NARROW),
    cut(shown.length, names.length, 'series', 'Split by something with fewer values, or filter.'),
  ].filter((one) => one !== null);
  return { views: [{ spec, dense: null }], notes, leftOut };
}

/** The series that a measure belongs to: the split, and its label where several labels would share a bar. */
export function seriesNamer({ query, entries, metric }: ChartInput): Namer {
  const labels = new Set(entries.map(({ measure }) => measure.label));
  const byLabel = labels.size > 1 && query.grouping !== 'configuration' && query.split !== 'configuration';
  const split = query.split === null ? null : namerOf(query.split, entries);
  if (split === null) {
    const { short } = metricInfo(metric.metric);
    return byLabel ? ({ measure }) => measure.label : () => short;
  }
  return byLabel ? (entry) => `${split(entry)} · ${entry.measure.label}` : split;
}

/** Best first where that means something; levels of a parameter, and groups with several series, by name. */
function* ordered(
  groups: EntryGroup[],
  { query, metric }: ChartInput,
  isSingle: boolean,
): Steps<EntryGroup[]> {
  if (query.grouping.startsWith('parameter:') || !isSingle || metric.direction === 'none') return groups;
  const valued: { readonly group: EntryGroup; readonly value: number | null }[] = [];
  for (const group of groups) {
    const { value } = yield* poolSteps(group.entries, query.statistic);
    valued.push({ group, value });
    if (valued.length % 10 === 0) yield;
  }
  return valued
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return compareBetter(metric.direction, a.value, b.value);
    })
    .map(({ group }) => group);
}
