/** A stretch of the x axis, from <= to, in the unit of the x values. */
export interface XRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Chooses the points that decide how a line looks: for every pixel column the first, lowest, highest and last finite
 * value and the first gap, and one neighbor outside the range on either side so that the line leaves the plot where it
 * should. Drawn at that width, the choice and all points give the same picture (Jugel et al. 2014, M4).
 *
 * @param xs ascending; equal neighbors are allowed. For a log axis pass logarithms, and the range likewise.
 * @param ys same length; NaN or infinite is a gap.
 * @param pixels width of the plot, at least 1.
 * @returns indices into xs and ys, strictly ascending, at most `5 * pixels + 2` of them; all points in the range when they are
 *   no more than four per pixel.
 */
export function selectMinMax(xs: Float64Array, ys: Float64Array, pixels: number, range: XRange): Uint32Array {
  const first = lowerBound(xs, range.from);
  const end = upperBound(xs, range.to);
  const before = first > 0 && first <= xs.length ? 1 : 0;
  const after = end < xs.length ? 1 : 0;
  const columns = Math.max(1, Math.floor(pixels));
  if (end - first <= 4 * columns) return ascending(first - before, Math.max(end, first) + after);
  const chosen = new Uint32Array(5 * columns + 2);
  let count = 0;
  if (before === 1) chosen[count++] = first - 1;
  const span = range.to - range.from;
  let at = first;
  while (at < end) {
    const column = columnOf(xs[at], range.from, span, columns);
    let stop = at + 1;
    while (stop < end && columnOf(xs[stop], range.from, span, columns) === column) stop++;
    count = keepExtremes(ys, { from: at, to: stop }, chosen, count);
    at = stop;
  }
  if (after === 1) chosen[count++] = end;
  return chosen.slice(0, count);
}

/** Writes first, lowest, highest, last finite index and the first gap of one column, ascending, without repeats. */
function keepExtremes(ys: Float64Array, column: XRange, into: Uint32Array, count: number): number {
  let first = -1;
  let low = -1;
  let high = -1;
  let last = -1;
  let gap = -1;
  for (let i = column.from; i < column.to; i++) {
    const y = ys[i] ?? NaN;
    if (!Number.isFinite(y)) {
      if (gap < 0) gap = i;
      continue;
    }
    if (first < 0) first = i;
    if (low < 0 || y < (ys[low] ?? NaN)) low = i;
    if (high < 0 || y > (ys[high] ?? NaN)) high = i;
    last = i;
  }
  let next = count;
  for (const index of [first, low, high, last, gap].sort((a, b) => a - b)) {
    const isNew = next === count || into[next - 1] !== index;
    if (index >= 0 && isNew) into[next++] = index;
  }
  return next;
}

/** Cells of a plane, for points without an order: width and height of the plot in cells, and what they cover. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  readonly x: XRange;
  readonly y: XRange;
}

/**
 * Keeps the first point of every cell of the plane, so that a cloud keeps its outline with a bounded number of marks.
 * Points outside the grid or with a value that is not finite are left out.
 *
 * @returns indices into xs and ys, ascending, at most `columns * rows`.
 */
export function selectCells(xs: Float64Array, ys: Float64Array, grid: CellGrid): Uint32Array {
  const columns = Math.max(1, Math.floor(grid.columns));
  const rows = Math.max(1, Math.floor(grid.rows));
  const taken = new Uint8Array(columns * rows);
  const chosen = new Uint32Array(Math.min(xs.length, columns * rows));
  let count = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? NaN;
    const y = ys[i] ?? NaN;
    const inside = x >= grid.x.from && x <= grid.x.to && y >= grid.y.from && y <= grid.y.to;
    if (!inside) continue;
    const column = columnOf(x, grid.x.from, grid.x.to - grid.x.from, columns);
    const cell = columnOf(y, grid.y.from, grid.y.to - grid.y.from, rows) * columns + column;
    if (taken[cell] === 1) continue;
    taken[cell] = 1;
    chosen[count++] = i;
  }
  return chosen.slice(0, count);
}

function columnOf(x: number | undefined, from: number, span: number, columns: number): number {
  const share = span > 0 && Number.isFinite(span) ? ((x ?? from) - from) / span : 0;
  return Math.min(columns - 1, Math.max(0, Math.floor(share * columns)));
}

/** First index whose x is not below `value`. */
function lowerBound(xs: Float64Array, value: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((xs[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index whose x is above `value`. */
function upperBound(xs: Float64Array, value: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((xs[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ascending(from: number, to: number): Uint32Array {
  const all = new Uint32Array(Math.max(0, to - from));
  for (let i = 0; i < all.length; i++) all[i] = from + i;
  return all;
}
