/** Lines of one file that a number stands on: from `line` to `endLine`, both from 1. */
export interface Source {
  readonly root: number;
  /** Relative to the root. */
  readonly file: string;
  readonly line: number;
  /** Column of the first value, from 1. */
  readonly column: number;
  readonly endLine: number;
}

/** What figures stand on: the same observations, under one reference. */
export interface Evidence {
  /** Unique for what it is of: equal evidence has equal keys. Reports number it in the order of appearance. */
  readonly key: string;
  /** What was observed, in words: the label in the file and the scope. */
  readonly label: string;
  readonly scope: string;
  /** Empty only where the figure counts things of this report (files, runs); `anchor` leads to them. */
  readonly sources: readonly Source[];
  /** Heading of the report that lists what was counted; null where there are sources. */
  readonly anchor: string | null;
}

/** How a figure comes from its evidence. `reading`: it stands in the file as it is. */
export type FigureStatistic =
  | 'reading'
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'stddev'
  | 'cv'
  | 'half-width'
  | 'low'
  | 'high'
  | 'count'
  | 'sum'
  | 'ratio'
  | 'change'
  | 'share'
  | 'p-value'
  | 'eta-squared'
  | 'rate'
  | 'geometric-mean'
  | `p${number}`;

/** A number that may be shown to people: it knows what it is, of what, over how many, and where it comes from. */
export interface Figure {
  readonly evidence: Evidence;
  /** Metric id; null for counts of things of the report. */
  readonly metric: string | null;
  readonly statistic: FigureStatistic;
  /** In `unit`. */
  readonly value: number;
  readonly unit: string | null;
  /** Observations behind it; null where it is not known. */
  readonly n: number | null;
  /** How it was computed, in words and symbols; null for a reading. */
  readonly formula: string | null;
  /** As it is shown. */
  readonly text: string;
}
