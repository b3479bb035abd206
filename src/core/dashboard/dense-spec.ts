import type { DenseSeries } from '../charts/dense.ts';
import { selectMinMax, type XRange } from '../charts/select.ts';
import type { ChartSource, PlacedPoint, TimeSeriesSpec } from '../charts/spec.ts';

/** Which part of the x axis is seen (null: all of it), and over how many pixels. */
export interface Window {
  readonly range: XRange | null;
  readonly pixels: number;
}

/**
 * A time series with the points that decide how its lines look in a window, taken from the full series. Other parts of the
 * frame stay; its sources are kept and those of the points follow them.
 */
export function denseSpec(
  frame: TimeSeriesSpec,
  dense: readonly DenseSeries[],
  { range, pixels }: Window,
): TimeSeriesSpec {
  const seen = range ?? wholeRange(dense);
  const kept = framed(frame);
  const sources: ChartSource[] = [...kept];
  const series = frame.series.map((one, index) => {
    const full = dense[index];
    if (full === undefined) return one;
    const chosen = selectMinMax(full.xs, full.ys, pixels, seen);
    const points = Array.from(chosen, (at) => pointAt(full, at, sources));
    return { ...one, points };
  });
  return { ...frame, series, sources };
}

/** Sources that the frame's own references and markers use come first; those of its points are replaced. */
function framed({ sources, references, markers }: TimeSeriesSpec): readonly ChartSource[] {
  const used = [...references, ...markers].map(({ source }) => source ?? -1);
  return sources.slice(0, Math.max(-1, ...used) + 1);
}

function pointAt(full: DenseSeries, at: number, sources: ChartSource[]): PlacedPoint {
  const value = full.ys[at] ?? NaN;
  const has = Number.isFinite(value);
  sources.push({
    root: full.root,
    file: full.file,
    line: full.lines[at] ?? 1,
    column: full.columns[at] ?? 1,
  });
  return {
    x: full.xs[at] ?? 0,
    value: has ? value : null,
    gap: has ? null : 'no reading',
    n: 1,
    interval: null,
    label: '',
    source: sources.length - 1,
    figure: null,
  };
}

/** From the first to the last point of all series. */
export function wholeRange(dense: readonly DenseSeries[]): XRange {
  let from = Infinity;
  let to = -Infinity;
  for (const { xs } of dense) {
    from = Math.min(from, xs[0] ?? Infinity);
    to = Math.max(to, xs.at(-1) ?? -Infinity);
  }
  return from <= to ? { from, to } : { from: 0, to: 0 };
}
