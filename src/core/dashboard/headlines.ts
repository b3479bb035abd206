import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { ChartPoint, ChartSpec } from '../charts/spec.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { figure } from '../figures/figure.ts';
import { categoryName } from '../findings/names.ts';
import { compareBetter } from '../findings/rows.ts';
import { compareText } from '../format/compare.ts';
import type { Direction } from '../model/measure.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import type { Figure } from '../model/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { labelledKey } from '../findings/configurations.ts';
import { groupEntriesSteps, namerSteps } from './grouping.ts';
import { metricIndex, type MetricEntries } from './metric-index.ts';
import { poolPoints, poolText, sourceOf, type Point } from './points.ts';
import { NO_FILTER, type ChartQuery } from './query.ts';
import { SourceList } from './chart-base.ts';

/** One configuration's number. */
export interface HeadlineValue {
  readonly name: string;
  readonly figure: Figure;
}

/** One metric of one category: its best and worst configuration, and a small chart. */
export interface HeadlineMetric {
  readonly metric: string;
  readonly title: string;
  readonly short: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** Configurations and labels that it has a number of. */
  readonly configurations: number;
  /** The best, or the only one. */
  readonly best: HeadlineValue;
  /** Null where there is one configuration. */
  readonly worst: HeadlineValue | null;
  /** A small multiple: the best configurations with their intervals. */
  readonly spec: ChartSpec;
  /** What the Charts tab shows for it. */
  readonly query: ChartQuery;
}

export interface HeadlineGroup {
  readonly category: string;
  readonly metrics: readonly HeadlineMetric[];
}

const MOST_METRICS = 4;
const MOST_BARS = 8;

/** The metrics that matter most in each category, categories in natural order. */
export function* headlineSteps(snapshot: Snapshot): Steps<HeadlineGroup[]> {
  const groups = new Map<string, HeadlineMetric[]>();
  const ranked = [...metricIndex(snapshot).byKey.values()]
    .filter(({ direction }) => direction !== 'none')
    .sort((a, b) => metricInfo(a.metric).rank - metricInfo(b.metric).rank);
  for (const metric of ranked) {
    const categories = groupBy(metric.byRun, ([run]) => categoryName(run.category));
    for (const [category, runs] of categories) {
      const known = groups.get(category) ?? [];
      groups.set(category, known);
      if (known.length >= MOST_METRICS) continue;
      const entries = runs.flatMap(([, own]) => own);
      const headline = yield* headlineMetric(metric, category, entries);
      if (headline !== null) known.push(headline);
      yield;
    }
  }
  return [...groups]
    .filter(([, metrics]) => metrics.length > 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([category, metrics]) => ({ category, metrics }));
}

interface Ranked {
  readonly name: string;
  readonly entries: readonly CatalogueMeasure[];
  readonly point: Point;
  readonly value: number;
}

function* headlineMetric(
  metric: MetricEntries,
  category: string,
  entries: readonly CatalogueMeasure[],
): Steps<HeadlineMetric | null> {
  const namer = yield* namerSteps('configuration', entries);
  const byKey = yield* groupEntriesSteps(entries, labelledKey);
  const pooled = yield* mapSteps(
    byKey,
    ({ entries: own }): Ranked[] => {
      const point = poolPoints(own, 'center');
      const [first] = own;
      if (first === undefined || point.value === null) return [];
      return [{ name: namer(first), entries: own, point, value: point.value }];
    },
    20,
  );
  const ranked = pooled.flat().sort((a, b) => compareBetter(metric.direction, a.value, b.value));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined) return null;
  const { title, short } = metricInfo(metric.metric);
  return {
    metric: metric.key,
    title,
    short,
    unit: metric.unit,
    direction: metric.direction,
    configurations: ranked.length,
    best: valueOf(best, metric),
    worst: ranked.length > 1 ? valueOf(worst, metric) : null,
    spec: smallSpec(metric, category, ranked),
    query: queryOf(metric, category),
  };
}

function valueOf({ name, entries, point, value }: Ranked, { metric, unit }: MetricEntries): HeadlineValue {
  const statistic = point.statistic === 'value' ? ('reading' as const) : point.statistic;
  const facts = { metric, statistic, value, unit, n: point.n, formula: poolText(point) };
  return { name, figure: figure(evidenceOf(entries, name), facts) };
}

function smallSpec(metric: MetricEntries, category: string, ranked: readonly Ranked[]): ChartSpec {
  const drawn = ranked.slice(0, MOST_BARS);
  const sources = new SourceList();
  const { title, short } = metricInfo(metric.metric);
  const points = drawn.map(({ name, entries, point }): ChartPoint => {
    const [first] = entries;
    const source = first === undefined ? null : sources.add(sourceOf(first));
    const { value, n, interval } = point;
    return { value, gap: null, n, interval, label: name, source, figure: null };
  });
  const rest =
    ranked.length > drawn.length ? [`The best ${String(drawn.length)} of ${String(ranked.length)}.`] : [];
  return {
    id: `headline-${category}-${metric.key}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    type: 'bars-with-intervals',
    mark: 'bar',
    title,
    subtitle: category,
    description: `${title} of ${category}: ${String(drawn.length)} configurations, best first.`,
    value: { title, unit: metric.unit, scale: 'linear', zero: true, direction: metric.direction },
    references: [],
    notes: rest,
    sources: sources.list,
    categories: drawn.map(({ name }) => name),
    series: [{ name: short, points }],
  };
}

function queryOf(metric: MetricEntries, category: string): ChartQuery {
  return {
    metric: metric.key,
    label: null,
    type: 'bars',
    statistic: 'center',
    grouping: 'configuration',
    split: null,
    x: null,
    filter: { ...NO_FILTER, categories: category === '' ? [] : [category] },
    logScale: false,
    baseline: null,
  };
}
