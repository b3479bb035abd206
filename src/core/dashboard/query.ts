/**
 * What points are named and grouped by. `configuration`: a benchmark with its parameters, so that nothing is pooled over
 * different things; `parameter:batch_size`: the value of one parameter.
 */
export type Grouping =
  'configuration' | 'benchmark' | 'category' | 'model' | 'tool' | 'series' | 'run' | `parameter:${string}`;

export type ChartType =
  'bars' | 'distribution' | 'histogram' | 'trend' | 'scatter' | 'trade-off' | 'load-curve' | 'timeseries';

export const CHART_TYPES: readonly ChartType[] = [
  'bars',
  'distribution',
  'histogram',
  'trend',
  'scatter',
  'trade-off',
  'load-curve',
  'timeseries',
];

/** Which number stands for a measure; `center`: its mean, else its median, else its one value. */
export type ChartStatistic = 'center' | 'mean' | 'median' | 'min' | 'max' | 'p95' | 'p99';

export const CHART_STATISTICS: readonly ChartStatistic[] = [
  'center',
  'mean',
  'median',
  'min',
  'max',
  'p95',
  'p99',
];

/** Which measures take part; everything that is given must hold, an empty list means all. */
export interface ChartFilter {
  /** Case-insensitive words, all of which must stand in id, tool, category, benchmark, parameters or label. */
  readonly text: string;
  /** Category paths as `categoryName` writes them ("gemma3 / 270m"); a path lets everything below it in. */
  readonly categories: readonly string[];
  readonly tools: readonly string[];
  /** Run ids. */
  readonly runs: readonly string[];
}

export const NO_FILTER: ChartFilter = { text: '', categories: [], tools: [], runs: [] };

/** What a chart is asked to show; plain data, so that it can be kept in the state of a panel. */
export interface ChartQuery {
  /** Key of a `MetricChoice`: one metric in one unit. */
  readonly metric: string;
  /** One label of that metric as the files spell it; null: all, kept apart. */
  readonly label: string | null;
  readonly type: ChartType;
  readonly statistic: ChartStatistic;
  readonly grouping: Grouping;
  /** What the series are; null: one series. */
  readonly split: Grouping | null;
  /**
   * What the x axis is: of a scatter the name of a numeric parameter, of a trade-off the key of another metric. Null: chosen
   * from the data.
   */
  readonly x: string | null;
  readonly filter: ChartFilter;
  readonly logScale: boolean;
  /** Id of the run whose value is drawn as a line across; null: none. */
  readonly baseline: string | null;
}

/** How much is drawn before a chart says that it left something out. */
export interface ChartLimits {
  /** Bars, boxes, lines of names. */
  readonly groups: number;
  readonly series: number;
  /** Marks of a scatter and of the strips of a distribution, over the whole chart. */
  readonly points: number;
  readonly tableRows: number;
  /** Width of the plot in pixels, for series that are thinned to it. */
  readonly pixels: number;
}

export const DEFAULT_LIMITS: ChartLimits = {
  groups: 60,
  series: 8,
  points: 6000,
  tableRows: 5000,
  pixels: 900,
};
