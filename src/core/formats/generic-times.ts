import type { Stamp } from '../model/run.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Grid } from './generic-grid.ts';

/** Written times are read one by one; beyond so many rows only the first and the last one are. */
const MOST_TIMES = 200_000;

/** What the time column of a grid says. */
export interface RowTimes {
  readonly first: Stamp | null;
  readonly last: Stamp | null;
  /** Milliseconds since 1970 per row, NaN where a row has no time; null where they are not known. */
  readonly times: Float64Array | null;
}

/** Reads the time column; `column` null: there is none. */
export function rowTimes(grid: Grid, column: number | null): RowTimes {
  if (column === null || grid.rowCount === 0) return { first: null, last: null, times: null };
  const first = stampAt(grid, column, 0);
  const last = stampAt(grid, column, grid.rowCount - 1);
  return { first, last, times: first === null ? null : timesOf(grid, column, first) };
}

function stampAt(grid: Grid, column: number, row: number): Stamp | null {
  const number = grid.number(row, column);
  return parseStamp(Number.isNaN(number) ? grid.text(row, column) : number);
}

function timesOf(grid: Grid, column: number, first: Stamp): Float64Array | null {
  const numbers = grid.numbers(column);
  const start = numbers[0] ?? NaN;
  if (!Number.isNaN(start)) {
    const perUnit = millisecondsOf(first) / start;
    // Seconds, milliseconds, microseconds and nanoseconds differ by powers of 1000; rounding hides behind the nearest one.
    const factor = 10 ** Math.round(Math.log10(perUnit));
    return numbers.map((value) => value * factor);
  }
  if (grid.rowCount > MOST_TIMES) return null;
  const times = new Float64Array(grid.rowCount).fill(NaN);
  for (let row = 0; row < times.length; row++) {
    const stamp = parseStamp(grid.text(row, column));
    if (stamp !== null) times[row] = millisecondsOf(stamp);
  }
  return times;
}

/** A time without a zone counts in the zone of its run, whatever that is. */
function millisecondsOf(stamp: Stamp): number {
  return Date.parse(stamp.zone === 'unknown' ? `${stamp.iso}Z` : stamp.iso);
}

/** True for times that go forward from row to row: rows of a sampler. */
export function isSequence(times: Float64Array | null): boolean {
  if (times === null || times.length < 3) return false;
  for (let row = 1; row < times.length; row++)
    if (!((times[row] ?? NaN) > (times[row - 1] ?? NaN))) return false;
  return true;
}
