import type { Scale } from './scale.ts';
import { selectMinMax } from './select.ts';
import type { PlacedPoint } from './spec.ts';

/** A point with its places on both axes, as fractions. */
export interface Placed {
  readonly point: PlacedPoint;
  readonly x: number;
  readonly y: number;
}

/** A gap with its place on the x axis. */
export interface PlacedGap {
  readonly point: PlacedPoint;
  readonly x: number;
}

/** A series made ready for drawing: stretches without a gap between them, by ascending x. */
export interface Segments {
  readonly stretches: readonly (readonly Placed[])[];
  readonly gaps: readonly PlacedGap[];
  /** Points without a place on the x axis. */
  readonly lost: number;
}

export interface SegmentOptions {
  readonly value: Scale;
  readonly place: Scale;
  /** A longer distance than this, in the unit of x, breaks the line; null: never. */
  readonly breakAfter: number | null;
  /** Width of the plot: of longer series the points that decide its look are kept. */
  readonly pixels: number;
}

/** Points in order of x, thinned to what the width shows, and cut at gaps and pauses. */
export function segmentsOf(points: readonly PlacedPoint[], options: SegmentOptions): Segments {
  const placed = points.filter((point) => options.place.at(point.x) !== null);
  const sorted = placed.toSorted((a, b) => a.x - b.x);
  const chosen = visible(sorted, options);
  const stretches: Placed[][] = [];
  const gaps: PlacedGap[] = [];
  let current: Placed[] = [];
  let last: number | null = null;
  for (const index of chosen) {
    const point = sorted[index];
    if (point === undefined) continue;
    const x = options.place.at(point.x) ?? 0;
    const y = point.value === null ? null : options.value.at(point.value);
    const isPause = last !== null && hasPause(sorted, last, index, options.breakAfter);
    if ((y === null || isPause) && current.length > 0) {
      stretches.push(current);
      current = [];
    }
    if (y === null) gaps.push({ point, x });
    else current.push({ point, x, y });
    last = index;
  }
  if (current.length > 0) stretches.push(current);
  return { stretches, gaps, lost: points.length - placed.length };
}

function visible(sorted: readonly PlacedPoint[], options: SegmentOptions): Iterable<number> {
  if (sorted.length <= 4 * options.pixels) return sorted.keys();
  const xs = Float64Array.from(sorted, (point) => options.place.at(point.x) ?? 0);
  const ys = Float64Array.from(sorted, (point) =>
    point.value === null ? NaN : (options.value.at(point.value) ?? NaN),
  );
  return selectMinMax(xs, ys, options.pixels, { from: 0, to: 1 });
}

/** Whether any two neighbors between the two kept points lie further apart than allowed. */
function hasPause(
  sorted: readonly PlacedPoint[],
  from: number,
  to: number,
  breakAfter: number | null,
): boolean {
  if (breakAfter === null) return false;
  for (let i = from + 1; i <= to; i++) {
    if ((sorted[i]?.x ?? 0) - (sorted[i - 1]?.x ?? 0) > breakAfter) return true;
  }
  return false;
}
