import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { FrontPoint, NumberAxis, PlacedPoint, ScatterSpec } from '../charts/spec.ts';
import { plural } from '../findings/finding.ts';
import { formatCount } from '../format/quantity.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { paretoFront } from '../stats/pareto.ts';
import { chartBase, commonStatistic, cut, markOf, pointNotes, SourceList, valueAxis } from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { filteredSteps } from './filter.ts';
import { namerSteps } from './grouping.ts';
import { metricIndexSteps, type MetricEntries } from './metric-index.ts';
import { poolPoints, type Point } from './points.ts';
import { empty, type EmptyState } from './state.ts';
import { otherMetrics, weighSteps, type WeighedAll } from './trade-off.ts';

/** A configuration with its two numbers. */
interface Placed {
  readonly entry: CatalogueMeasure;
  readonly name: string;
  readonly mark: PlacedPoint;
  readonly x: Point;
  readonly y: Point;
}

/**
 * One metric against another, a mark per configuration, and the front of those that no other beats in both. Repetitions of a
 * configuration in several runs are pooled as everywhere.
 */
export function* tradeOffCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const { snapshot, query, entries, metric, limits } = input;
  const { byKey } = yield* metricIndexSteps(snapshot);
  const asked = query.x === null ? undefined : byKey.get(query.x);
  const [best] = asked === undefined ? yield* otherMetrics(metric, entries, byKey.values()) : [];
  const other = asked ?? best;
  if (other === undefined)
    return empty(
      'No three configurations have another metric besides this one.',
      'Choose bars, or another metric.',
    );
  const weighed = yield* weighSteps(yield* filteredSteps(other.entries, query.filter), entries);
  const sources = new SourceList();
  const all = yield* placedSteps(input, weighed, sources);
  if (all.length === 0)
    return empty(
      'No configuration has a number for both metrics.',
      'Choose another metric for the x axis, or widen the filter.',
    );
  const namer = yield* namerSteps(query.grouping, entries);
  const groups = yield* groupSteps(all, ({ entry }) => namer(entry));
  const series = [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, limits.series);
  const ofSeries = series.flatMap(([, own]) => own);
  const placed = ofSeries.slice(0, limits.points);
  const kept = new Set(placed);
  const front = frontOf(placed, other, metric);
  const missing = weighed.without + weighed.both.length - all.length;
  const titles = [metricInfo(metric.metric).title, metricInfo(other.metric).title] as const;
  const notes = [
    ...frontNotes(front, placed.length, titles),
    ...pointNotes(placed.map(({ y }) => y)),
    ...labelNotes(weighed, titles),
    ...(missing > 0
      ? [
          `${formatCount(missing)} ${plural(missing, 'configuration lacks', 'configurations lack')} one of the two numbers and ${plural(missing, 'is', 'are')} not drawn.`,
        ]
      : []),
  ];
  const spec: ScatterSpec = {
    ...chartBase(input, { title: titles.join(' against '), what: 'one mark per configuration', sources }),
    type: 'scatter',
    value: valueAxis(
      input,
      placed.flatMap(({ y }) => y.value ?? []),
      false,
      commonStatistic(placed.map(({ y }) => y)),
    ),
    x: otherAxis(input, other, placed),
    series: series.map(([name, own]) => ({
      name,
      points: own.flatMap((one) => (kept.has(one) ? [one.mark] : [])),
    })),
    front: stairs(front, other),
    notes,
  };
  const leftOut = [
    cut(placed.length, ofSeries.length, 'configurations', 'Filter to see them all.'),
    cut(series.length, groups.size, 'series', 'Color by something with fewer values, or filter.'),
  ].filter((one) => one !== null);
  return { views: [{ spec, dense: null }], notes, leftOut, x: other.key };
}

/** So many configurations are pooled between two turns of the host. */
const SLICE = 50;

function* placedSteps({ query }: ChartInput, { both }: WeighedAll, sources: SourceList): Steps<Placed[]> {
  const firsts = both.flatMap(({ y }) => y.slice(0, 1));
  const namer = yield* namerSteps('configuration', firsts);
  const placed: Placed[] = [];
  for (const [index, pair] of both.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const [entry] = pair.y;
    const x = poolPoints(pair.x, query.statistic);
    if (entry === undefined || x.value === null) continue;
    const name = namer(entry);
    const { mark, point: y } = markOf(pair.y, query.statistic, name, sources);
    if (y.value !== null) placed.push({ entry, name, mark: { ...mark, x: x.value }, x, y });
  }
  return placed;
}

function otherAxis({ query }: ChartInput, other: MetricEntries, placed: readonly Placed[]): NumberAxis {
  const statistic = commonStatistic(placed.map(({ x }) => x));
  const { title } = metricInfo(other.metric);
  return {
    kind: 'number',
    title: statistic === null ? title : `${title}, ${statistic}`,
    unit: other.unit,
    scale: query.logScale && placed.some(({ mark }) => mark.x > 0) ? 'log' : 'linear',
    zero: false,
    direction: other.direction,
  };
}

/** The marks that no other beats in both metrics, by ascending x; empty where a metric has no better direction. */
function frontOf(placed: readonly Placed[], x: MetricEntries, y: MetricEntries): Placed[] {
  if (x.direction === 'none' || y.direction === 'none') return [];
  const points = placed.map(({ mark }) => ({ x: mark.x, y: mark.value ?? NaN }));
  const front = paretoFront(points, { x: x.direction, y: y.direction });
  return front.flatMap((index) => placed[index] ?? []).sort((a, b) => a.mark.x - b.mark.x);
}

/** The edge of what can be had: between two marks of the front it runs along the worse of their values. */
function stairs(front: readonly Placed[], { direction }: MetricEntries): FrontPoint[] {
  const line: FrontPoint[] = [];
  for (const { mark, name } of front) {
    const { x, value } = mark;
    if (value === null) continue;
    const before = line.at(-1);
    if (before !== undefined)
      line.push(
        direction === 'lower' ? { x, value: before.value, name: null } : { x: before.x, value, name: null },
      );
    line.push({ x, value, name });
  }
  return line;
}

/** Names of the front that a note has room for. */
const MOST_NAMES = 8;

function frontNotes(front: readonly Placed[], all: number, [y, x]: readonly [string, string]): string[] {
  if (front.length === 0) return [`${y} or ${x} has no better direction: there is no front.`];
  const names = front.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = front.length > MOST_NAMES ? ', …' : '';
  return [
    `Front: ${formatCount(front.length)} of ${formatCount(all)} configurations are beaten by no other in both metrics: ${names.join('; ')}${more}. It compares numbers; nothing is tested.`,
  ];
}

function labelNotes({ labels }: WeighedAll, [y, x]: readonly [string, string]): string[] {
  return labels.map(
    ({ of, label }) =>
      `${of === 'y' ? y : x} has several labels: of each configuration the most frequent one is drawn, first ${label}.`,
  );
}
