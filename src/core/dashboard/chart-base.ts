import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { LOG_LOADS_FROM } from '../charts/log-scale.ts';
import type { ChartPoint, ChartSource, NumberAxis, ReferenceLine, ValueAxis } from '../charts/spec.ts';
import { whiskerNotes } from '../charts/whisker-note.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { ChartInput } from './chart.ts';
import { poolSteps, poolText, sourceOf, type Point } from './points.ts';
import type { ChartQuery, ChartStatistic, Grouping } from './query.ts';
import type { LeftOut } from './state.ts';

/** The places that the marks of one chart come from. */
export class SourceList {
  readonly list: ChartSource[] = [];

  /** Index of the place of a measure's number. */
  add(source: ChartSource): number {
    this.list.push(source);
    return this.list.length - 1;
  }
}

/** What all charts of a metric share, but for their marks. */
export function chartBase(
  { query, metric, project }: ChartInput,
  { title, what, sources }: { readonly title: string; readonly what: string; readonly sources: SourceList },
): {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly description: string;
  readonly references: readonly ReferenceLine[];
  readonly sources: readonly ChartSource[];
} {
  const limits = project.limits.filter(
    (limit) =>
      limit.metric === metric.metric &&
      (limit.unit === null || limit.unit === metric.unit) &&
      limit.category === null &&
      speaksOf(limit.statistic, query.statistic),
  );
  return {
    id: `chart-${query.type}`,
    title,
    subtitle: filterText(query),
    description: `${title}: ${what}.`,
    references: limits.map(({ value, text }) => ({
      value,
      label: `limit ${text}`,
      source: null,
      figure: null,
    })),
    sources: sources.list,
  };
}

function speaksOf(limit: string, shown: ChartStatistic): boolean {
  return limit === shown || (limit === 'mean' && shown === 'center');
}

/** The axis of the metric's values; a log axis only where there is a positive value. */
export function valueAxis(
  { query, metric }: ChartInput,
  values: readonly number[],
  zero: boolean,
  statistic: string | null,
): ValueAxis {
  const isLog = query.logScale && values.some((value) => value > 0);
  const { title } = metricInfo(metric.metric);
  return {
    title: statistic === null ? title : `${title}, ${statistic}`,
    unit: metric.unit,
    scale: isLog ? 'log' : 'linear',
    zero: zero && !isLog,
    direction: metric.direction,
  };
}

/** The axis of a numeric parameter: logarithmic where its values span a factor that crowds the low ones. */
export function parameterAxis(title: string, values: readonly number[]): NumberAxis {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const isLog = low > 0 && high / low >= LOG_LOADS_FROM;
  return { kind: 'number', title, unit: null, scale: isLog ? 'log' : 'linear', zero: false };
}

/** The mark of some measures: their number, or the gap. */
export function markOf(
  entries: readonly CatalogueMeasure[],
  statistic: ChartStatistic,
  label: string,
  sources: SourceList,
): Mark {
  return runToEnd(markSteps(entries, statistic, label, sources));
}

/** A mark with the point that it shows. */
interface Mark {
  readonly mark: ChartPoint;
  readonly point: Point;
}

/** The same in slices. */
export function* markSteps(
  entries: readonly CatalogueMeasure[],
  statistic: ChartStatistic,
  label: string,
  sources: SourceList,
): Steps<Mark> {
  const point = yield* poolSteps(entries, statistic);
  const [first] = entries;
  const pooled = poolText(point);
  const mark: ChartPoint = {
    value: point.value,
    gap: point.gap,
    n: point.n,
    interval: point.interval,
    label: pooled === null ? label : `${label}, ${pooled}`,
    source: first === undefined ? null : sources.add(sourceOf(first)),
    figure: null,
  };
  return { mark, point };
}

/** What stands behind the numbers, a sentence each: which statistic, what was pooled, what the whiskers are. */
export function pointNotes(points: readonly Point[]): string[] {
  const valued = points.filter(({ value }) => value !== null);
  const kinds = [...new Set(valued.map(({ statistic }) => statistic))];
  const pooled = valued.filter(({ configurations }) => configurations > 1);
  const repeated = valued.filter(({ runs, configurations }) => configurations === 1 && runs > 1);
  const most = Math.max(0, ...pooled.map(({ configurations }) => configurations));
  return [
    ...(kinds.length > 1 ? [`Some values are ${listed(kinds)}; the table says which.`] : []),
    ...(pooled.length > 0
      ? [
          `Pooled over up to ${String(most)} different configurations: the mean of their numbers, without interval.`,
        ]
      : []),
    ...(repeated.length > 0 ? ['Configurations of several runs: the mean of the runs.'] : []),
    ...whiskerNotes(valued.map((point) => ({ of: whiskerOf(point), interval: point.interval }))),
  ];
}

/** Over several runs the number is the mean of theirs, whatever those are. */
function whiskerOf({ measures, statistic }: Point): string {
  if (measures === 1) return statistic;
  return statistic === 'mean' ? 'mean of the runs' : `mean of the ${statistic}s`;
}

function listed(kinds: readonly string[]): string {
  return kinds.map((kind) => (kind === 'value' ? 'single values' : `${kind}s`)).join(', some ');
}

/** The one statistic that all points are, for the axis; null where they differ. */
export function commonStatistic(points: readonly Point[]): string | null {
  const kinds = new Set(points.filter(({ value }) => value !== null).map(({ statistic }) => statistic));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined && only !== 'value' ? only : null;
}

/** "Category", "batch_size": a grouping inside a title. */
export function groupingText(grouping: Grouping): string {
  return grouping.startsWith('parameter:') ? grouping.slice('parameter:'.length) : grouping;
}

/** What the filter lets in, for the line under the title; null for everything. */
function filterText({ filter, label }: ChartQuery): string | null {
  const runs = filter.runs.length > 3 ? [`${String(filter.runs.length)} runs`] : filter.runs;
  const parts = [
    ...(label === null ? [] : [label]),
    ...filter.categories,
    ...filter.tools,
    ...runs,
    ...(filter.text.trim() === '' ? [] : [`“${filter.text.trim()}”`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** Says what was cut; null where nothing was. */
export function cut(drawn: number, total: number, of: string, how: string): LeftOut | null {
  if (drawn >= total) return null;
  return { drawn, total, of, what: `${String(drawn)} of ${String(total)} ${of} are drawn.`, how };
}

/** How to get fewer groups. */
export const NARROW = 'Filter by text, category, tool or run, or group by something with fewer values.';
