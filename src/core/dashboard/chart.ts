import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import type { DenseSeries } from '../charts/dense.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { barCharts } from './chart-bars.ts';
import { distributionCharts } from './chart-distribution.ts';
import { histogramCharts } from './chart-histogram.ts';
import { loadCharts, loadSteps } from './chart-load.ts';
import { scatterCharts } from './chart-scatter.ts';
import { chartTable } from './chart-table.ts';
import { timeCharts } from './chart-time.ts';
import { tradeOffCharts } from './chart-trade-off.ts';
import { trendCharts } from './chart-trend.ts';
import { filteredSteps, isOpen } from './filter.ts';
import { metricIndex, metricIndexSteps, type MetricEntries } from './metric-index.ts';
import { labelledKey } from '../findings/configurations.ts';
import { knownStatistics } from './points.ts';
import { DEFAULT_LIMITS, type ChartLimits, type ChartQuery } from './query.ts';
import { empty, type EmptyState, type LeftOut } from './state.ts';
import type { DataTable } from './table.ts';

/** One drawing. */
export interface ChartView {
  readonly spec: ChartSpec;
  /**
   * Every point of the series of `spec`, by index, where there are too many for a spec: then `spec` holds those that decide
   * how the line looks at `ChartLimits.pixels`, and `zoomedSpec` chooses again for a part of it. Null: `spec` holds all.
   */
  readonly dense: readonly DenseSeries[] | null;
}

/** What there is to draw, with its table twin. */
export interface DrawnChart {
  readonly kind: 'chart';
  /** Of the snapshot that it was made from. */
  readonly version: number;
  /** What was drawn: the query with what had to be chosen for it (what the x axis is). */
  readonly query: ChartQuery;
  /** At least one; a load curve has two, throughput and latency. */
  readonly views: readonly ChartView[];
  readonly table: DataTable;
  /** What was pooled, thinned or not drawn, a sentence each; the notes of the specs hold them too. */
  readonly notes: readonly string[];
  /** What did not find room, largest first; empty where everything is drawn. */
  readonly leftOut: readonly LeftOut[];
}

export type ChartResult = DrawnChart | EmptyState;

/** Everything that a chart of one metric is made from. */
export interface ChartInput {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  readonly query: ChartQuery;
  readonly metric: MetricEntries;
  /** What counts, passes the filter and has the label asked for. */
  readonly entries: readonly CatalogueMeasure[];
  readonly limits: ChartLimits;
}

/** What the maker of one chart type gives back. */
export interface ChartParts {
  readonly views: readonly ChartView[];
  readonly notes: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** What the x axis is, where it was chosen. */
  readonly x?: string;
}

/** Draws what a query asks for, or says why there is nothing to draw and what to do. */
export function* chartSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  query: ChartQuery,
  limits: ChartLimits = DEFAULT_LIMITS,
): Steps<ChartResult> {
  const index = yield* metricIndexSteps(snapshot);
  const metric = index.byKey.get(query.metric);
  if (metric === undefined) return noMetric(snapshot, query);
  const labelled =
    query.label === null
      ? metric.entries
      : yield* filterSteps(metric.entries, ({ measure }) => measure.label === query.label);
  const entries = yield* filteredSteps(labelled, query.filter);
  if (entries.length === 0) return nothingPasses(query);
  // Recordings are drawn reading by reading: only their baseline has a statistic.
  if (query.type !== 'timeseries') yield* mapSteps(entries, warm, WARMED);
  const parts = yield* partsOf({ snapshot, project, query, metric, entries, limits });
  if ('kind' in parts) return parts;
  yield;
  return {
    kind: 'chart',
    version: snapshot.version,
    query: parts.x === undefined ? query : { ...query, x: parts.x },
    views: parts.views,
    table: yield* chartTable(parts.views, limits.tableRows),
    notes: parts.notes,
    leftOut: parts.leftOut,
  };
}

/** So many measures are looked at between two turns of the host. */
const WARMED = 200;

/** What is remembered of a measure, so that naming and pooling it takes no time afterwards. */
function warm(entry: CatalogueMeasure): void {
  labelledKey(entry);
  knownStatistics(entry);
}

function* partsOf(input: ChartInput): Steps<ChartParts | EmptyState> {
  switch (input.query.type) {
    case 'bars':
      return yield* barCharts(input);
    case 'distribution':
      return yield* distributionCharts(input);
    case 'histogram':
      return yield* histogramCharts(input);
    case 'trend':
      return yield* trendCharts(input);
    case 'scatter':
      return scatterCharts(input);
    case 'trade-off':
      return yield* tradeOffCharts(input);
    case 'load-curve':
      yield* loadSteps(input);
      return loadCharts(input);
    case 'timeseries':
      return yield* timeCharts(input);
  }
}

function noMetric(snapshot: Snapshot, { metric }: ChartQuery): EmptyState {
  if (snapshot.files.length === 0)
    return empty('No file was read.', 'Open a folder with benchmark results, or add one to the project.');
  if (metricIndex(snapshot).byKey.size === 0) {
    return empty(
      'No result that counts was found in these files.',
      'The Data tab tells for each file what it is and why it does not count.',
    );
  }
  return empty(`Nothing that counts has the metric ${metric} any more.`, 'Choose another metric.');
}

function nothingPasses({ filter, label }: ChartQuery): EmptyState {
  if (isOpen(filter))
    return empty(`No measure has the label ${label ?? ''}.`, 'Choose another label, or all labels.');
  return empty('The filter lets no measure of this metric in.', 'Widen or clear the filter.');
}
