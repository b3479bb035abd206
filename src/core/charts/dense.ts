/**
 * A series of very many points by column, beside a `ChartSpec` whose series of the same index holds the few that a first
 * drawing needs. Survives `structuredClone` (messages to a webview), not JSON. All columns have one entry per point.
 */
export interface DenseSeries {
  readonly name: string;
  /** Ascending, finite; in the unit of the spec's x axis. */
  readonly xs: Float64Array;
  /** In the canonical unit of the value axis; NaN is a gap. */
  readonly ys: Float64Array;
  /** The one file that all points stand in. */
  readonly root: number;
  readonly file: string;
  /** Line and column of each value, from 1. */
  readonly lines: Uint32Array;
  readonly columns: Uint32Array;
}
