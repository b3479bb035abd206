import type { Direction } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';

/** Which cells of a table share one scale: all, those of one row, or those of one column. */
export type ShadedBy = 'all' | 'rows' | 'columns';

export type ShadeScale = 'linear' | 'log';

/** Cells of one metric in one unit. */
export interface ShadedCells {
  /** Row by row; NaN, as every number that is not finite, for a cell that gets no shade. */
  readonly values: Float64Array;
  /** Cells of a row. */
  readonly columns: number;
  readonly by: ShadedBy;
  readonly direction: Direction;
  /** Relative change below which nothing is called a change. */
  readonly noiseFloor: number;
}

export interface ValueShades {
  readonly scale: ShadeScale;
  /** Per cell 0 (weakest)…1 (strongest), where stronger is better, or higher where neither way is; NaN for none. */
  readonly shades: Float64Array;
}

export interface RatioShades {
  /** Per cell −1…1, where above 0 is better than the cell it is set against, or higher where neither way is; NaN for none. */
  readonly shades: Float64Array;
  /** The ratio at the strong end, from 1 on; its inverse is at the other. The largest, where rows or columns have their own. */
  readonly farthest: number;
}

/** A scale spans at least so many noise floors: what lies within one of them looks alike. */
const LEAST_FLOORS = 5;

/** From this ratio of the highest value to the lowest a logarithmic scale is thought of. */
const DECADE = 10;

/** What cells that share a scale hold, gathered in one pass. */
interface Gathered {
  low: number;
  high: number;
  n: number;
  sum: number;
  logs: number;
}

/**
 * Shades of cells by their values, from the lowest to the highest of those that share a scale. A span below five noise floors
 * is widened to them about its middle, so that noise is not stretched to the whole scale; equal values are in the middle. The
 * scale is logarithmic where all values are above zero, the highest is at least ten times the lowest, and the mean place of
 * the values is then nearer the middle of the scale; of rows or columns, where this holds for most of those that span as much.
 */
export function* valueShadesSteps(cells: ShadedCells): Steps<ValueShades> {
  const { values, direction } = cells;
  const sets = yield* gatheredSteps(cells);
  const scale = scaleOf(sets);
  const places = sets.map((set) => placeOf(set, scale, cells.noiseFloor));
  const shades = new Float64Array(values.length).fill(NaN);
  for (const [at, value] of values.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    const place = Number.isFinite(value) ? (places[setOf(at, cells)]?.(value) ?? NaN) : NaN;
    shades[at] = direction === 'lower' ? 1 - place : place;
  }
  return { scale, shades };
}

/**
 * Shades of cells by their ratio to another cell, as far on either side of 1: the logarithm of the ratio, as a share of the
 * farthest among the cells that share a scale, which is at least five noise floors. A ratio that is not above zero gets none.
 */
export function* ratioShadesSteps(cells: ShadedCells): Steps<RatioShades> {
  const { values, direction, noiseFloor } = cells;
  const sign = direction === 'lower' ? -1 : 1;
  const least = LEAST_FLOORS * Math.log1p(noiseFloor);
  const shades = new Float64Array(values.length).fill(NaN);
  const far: number[] = [];
  for (const [at, ratio] of values.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    if (!(ratio > 0 && ratio < Infinity)) continue;
    const log = Math.log(ratio);
    shades[at] = sign * log;
    const set = setOf(at, cells);
    far[set] = Math.max(far[set] ?? least, Math.abs(log));
  }
  for (const [at, log] of shades.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    // Where all are 1 and nothing is noise, the farthest is none.
    shades[at] = log === 0 ? 0 : log / (far[setOf(at, cells)] ?? NaN);
  }
  return { shades, farthest: Math.exp(far.reduce((most, one) => Math.max(most, one), 0)) };
}

/** So many cells are looked at between two turns of the host. */
const SLICE = 2000;

/** So many strengths can be told apart. */
export const SHADE_STEPS = 9;

/** The strength of a shade by value: 1…SHADE_STEPS; 0 for none. */
export function valueStep(shade: number): number {
  return Number.isNaN(shade) ? 0 : 1 + Math.min(SHADE_STEPS - 1, Math.floor(shade * SHADE_STEPS));
}

/** The strength of a shade by ratio: −SHADE_STEPS…SHADE_STEPS; 0 for about 1, and for none. */
export function ratioStep(shade: number): number {
  return Number.isNaN(shade) ? 0 : Math.sign(shade) * Math.round(Math.abs(shade) * SHADE_STEPS) + 0;
}

function setOf(at: number, { columns, by }: ShadedCells): number {
  if (by === 'all') return 0;
  return by === 'rows' ? Math.floor(at / columns) : at % columns;
}

function* gatheredSteps(cells: ShadedCells): Steps<Gathered[]> {
  const sets: Gathered[] = [];
  for (const [at, value] of cells.values.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    const set = (sets[setOf(at, cells)] ??= { low: Infinity, high: -Infinity, n: 0, sum: 0, logs: 0 });
    if (!Number.isFinite(value)) continue;
    set.low = Math.min(set.low, value);
    set.high = Math.max(set.high, value);
    set.n++;
    set.sum += value;
    set.logs += Math.log(value);
  }
  return sets;
}

function scaleOf(sets: readonly Gathered[]): ShadeScale {
  if (sets.some(({ n, low }) => n > 0 && low <= 0)) return 'linear';
  const wide = sets.filter(({ low, high }) => high / low >= DECADE);
  const better = wide.filter(isEvenerInLogs);
  return better.length > 0 && better.length * 2 > wide.length ? 'log' : 'linear';
}

/** Of values above zero. A sum beyond all numbers lies nowhere on a linear scale. */
function isEvenerInLogs({ low, high, n, sum, logs }: Gathered): boolean {
  const linear = (sum / n - low) / (high - low);
  const log = (logs / n - Math.log(low)) / (Math.log(high) - Math.log(low));
  return Math.abs(log - 0.5) < Math.abs(linear - 0.5);
}

/** Places values of a set on its scale, 0…1. */
function placeOf({ low, high }: Gathered, scale: ShadeScale, noiseFloor: number): (value: number) => number {
  // The difference of two halves is a number where that of the values may be none.
  const half = Number.isFinite(high - low) ? 1 : 0.5;
  const through = scale === 'log' ? Math.log : (value: number): number => value * half;
  const [from, to] = [through(low), through(high)];
  const least =
    scale === 'log'
      ? LEAST_FLOORS * Math.log1p(noiseFloor)
      : LEAST_FLOORS * noiseFloor * Math.max(Math.abs(from), Math.abs(to));
  const own = to - from;
  if (own >= least && own > 0) return (value) => within((through(value) - from) / own);
  return (value) => (least > 0 ? within(0.5 + (through(value) - from - own / 2) / least) : 0.5);
}

function within(place: number): number {
  return Math.min(1, Math.max(0, place));
}
