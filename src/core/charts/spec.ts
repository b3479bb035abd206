import type { Direction } from '../model/measure.ts';
import type { Zone } from '../model/run.ts';

/**
 * A chart as plain data: what is drawn, in canonical units, with the place that each mark came from. It survives
 * `structuredClone` and JSON, names no library and no color, and says nothing that a writer could not draw as text.
 * All numbers are finite; what is unknown is null.
 */
export type ChartSpec = BarsSpec | DistributionSpec | ScatterSpec | LineSpec | TimeSeriesSpec;

/** Where the number of a mark stands: line and column from 1. */
export interface ChartSource {
  /** Index of the root that the file is relative to; left out where there is one root. */
  readonly root?: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How a mark finds back to its number. */
export interface Traced {
  /** Index into `sources` of the spec; null when the number is computed from more than can be named. */
  readonly source: number | null;
  /** Id of the report's figure that states the same number. */
  readonly figure: string | null;
}

/** An interval around a value, in the unit of the value's axis; low <= high. */
export interface ChartInterval {
  readonly low: number;
  readonly high: number;
  /** Coverage as a fraction (0.95); null when it is not known. */
  readonly level: number | null;
}

/** One number of a chart, or the gap where one is missing. */
export interface ChartPoint extends Traced {
  /** In the canonical unit of the value axis; null is a gap, never drawn as 0. */
  readonly value: number | null;
  /** The word drawn in a gap ("failed", "not recorded"); null where there is a value. */
  readonly gap: string | null;
  /** What was tested of the point, where something was: its label then says it in words. */
  readonly tone?: 'better' | 'worse';
  /** How many observations are behind the value; null when it is not known. */
  readonly n: number | null;
  readonly interval: ChartInterval | null;
  /** What the point is called, for tooltips and tables. */
  readonly label: string;
}

/** A point with a place along the other axis: canonical unit, milliseconds since 1970, or index, as that axis says. */
export interface PlacedPoint extends ChartPoint {
  readonly x: number;
}

export type ScaleKind = 'linear' | 'log';

/** The axis of measured values. The writer chooses one unit for all of it (canonical s may be written as ms). */
export interface ValueAxis {
  readonly title: string;
  /** Canonical unit; null when unknown. */
  readonly unit: string | null;
  readonly scale: ScaleKind;
  /** The axis includes zero. Bars always do; a log axis never does. */
  readonly zero: boolean;
  /** Writes "higher is better" or "lower is better" beside the axis. */
  readonly direction: Direction;
  /** The values are changes in per cent: marks write them as verdicts do, with their sign. */
  readonly signed?: boolean;
}

/** A numeric x axis: a parameter, a concurrency, seconds since the start. */
export interface NumberAxis {
  readonly kind: 'number';
  readonly title: string;
  readonly unit: string | null;
  readonly scale: ScaleKind;
  readonly zero: boolean;
  /** Of a metric: which way is better, written beside the axis. Left out: the number is no measured one. */
  readonly direction?: Direction;
}

/** An x axis of clock time, in milliseconds since 1970-01-01, written in UTC. */
export interface ClockAxis {
  readonly kind: 'clock';
  readonly title: string;
  /** `unknown`: times are written as they stand in the files, and the axis says so. */
  readonly zone: Zone;
}

/** An x axis of equal steps: x is an index into `labels` (runs in their order). */
export interface OrderAxis {
  readonly kind: 'order';
  readonly title: string;
  readonly labels: readonly string[];
}

export type PlaceAxis = NumberAxis | ClockAxis | OrderAxis;

/** A line across the whole plot at one value: a baseline, a limit. Canonical unit of the value axis. */
export interface ReferenceLine extends Traced {
  readonly value: number;
  readonly label: string;
}

interface ChartBase {
  /** Unique within a report: ids inside the drawing begin with it. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  /** One or two sentences for who cannot see the chart: what it shows and what stands out. */
  readonly description: string;
  readonly value: ValueAxis;
  readonly references: readonly ReferenceLine[];
  /** Sentences of small print below the chart ("Intervals: 95 %, median."). */
  readonly notes: readonly string[];
  readonly sources: readonly ChartSource[];
}

/** One row (or group of rows) per category, value to the right, intervals as whiskers. */
export interface BarsSpec extends ChartBase {
  readonly type: 'bars-with-intervals';
  /** `bar` starts at zero; on a log axis, which has no zero, it is drawn as a dot. */
  readonly mark: 'bar' | 'dot';
  readonly categories: readonly string[];
  /** At least one. `points` has one entry per category, in the same order. */
  readonly series: readonly BarSeries[];
}

export interface BarSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

/** Five numbers of a group, computed by whoever made the spec, so that every writer draws the same. */
export interface BoxSummary {
  /** Lowest and highest observation within the fences. */
  readonly whiskerLow: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly whiskerHigh: number;
  readonly mean: number | null;
}

/** Box and strip per group: the summary above, every observation below. */
export interface DistributionSpec extends ChartBase {
  readonly type: 'distribution';
  readonly groups: readonly DistributionGroup[];
}

export interface DistributionGroup extends Traced {
  readonly label: string;
  readonly n: number | null;
  /** The word for a group without any observation; null where there are some. */
  readonly gap: string | null;
  /** Null when there are too few observations for quartiles: only the strip is drawn. */
  readonly box: BoxSummary | null;
  readonly points: readonly ChartPoint[];
}

/** Values over a number, without a line between them. */
export interface ScatterSpec extends ChartBase {
  readonly type: 'scatter';
  readonly x: NumberAxis;
  readonly series: readonly ScatterSeries[];
  /** A line behind the marks, by ascending x: the edge of what no other mark beats in both axes. Empty: none. */
  readonly front: readonly FrontPoint[];
}

/** A corner of a front, in the canonical units of the two axes. */
export interface FrontPoint {
  readonly x: number;
  readonly value: number;
  /** What the mark here is called; null for a corner between two marks. */
  readonly name: string | null;
}

export interface ScatterSeries {
  readonly name: string;
  readonly points: readonly PlacedPoint[];
}

/** A trend over runs or time, or a load curve over a parameter. */
export interface LineSpec extends ChartBase {
  readonly type: 'line';
  readonly x: PlaceAxis;
  readonly series: readonly LineSeries[];
  readonly markers: readonly PlaceMarker[];
}

/** What a tool recorded while it ran: many points, no mark at each, lines broken where recording paused. */
export interface TimeSeriesSpec extends ChartBase {
  readonly type: 'timeseries';
  readonly x: NumberAxis | ClockAxis;
  readonly series: readonly LineSeries[];
  readonly markers: readonly PlaceMarker[];
  /** A longer distance between neighbors than this, in the unit of x, breaks the line; null: never. */
  readonly breakAfter: number | null;
}

export interface LineSeries {
  readonly name: string;
  /** Any order; drawn by ascending x. A gap breaks the line. */
  readonly points: readonly PlacedPoint[];
  readonly band: Band | null;
  /** Levels that hold over a stretch (the steps of a history), drawn behind the line. */
  readonly levels: readonly Level[];
}

/** An area between two lines, named in the legend ("prediction, 95 %"). */
export interface Band {
  readonly label: string;
  readonly points: readonly BandPoint[];
}

export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface Level extends Traced {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly label: string;
}

/** A line across the whole plot at one x: a step, a knee, a change of version. */
export interface PlaceMarker extends Traced {
  readonly x: number;
  readonly label: string;
}
