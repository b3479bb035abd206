import type { Place } from '../model/place.ts';
import type { Word } from './go-bench-lines.ts';

/** One number of a table of benchstat. */
export interface BenchstatCell {
  /** Name of the benchmark's row. */
  readonly name: string;
  /** The input that the column stands for ("old.txt"). */
  readonly input: string;
  /** "time/op", "sec/op". */
  readonly label: string;
  /** Unit of `value`. */
  readonly unit: string;
  readonly value: number;
  readonly place: Place;
  /** What stands behind ±, as a share of the value; null where nothing or ∞ does. */
  readonly spread: number | null;
  readonly n: number | null;
  /** goos, goarch, cpu, pkg and others that the table stands under. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * The first version gives means and the largest deviation from them; the second medians and 95 % confidence intervals
 * (both by benchstat's own documentation).
 */
export type Generation = 'mean' | 'median';

/** The tables of a file. */
export interface Benchstat {
  readonly generation: Generation;
  readonly cells: readonly BenchstatCell[];
}

/** True for the row that sums all others up. */
export function isGeomean(name: string): boolean {
  return name === 'geomean' || name === '[Geo mean]';
}

/** Cells of a line between commas, with their columns from 1. */
export function commaCells(text: string): Word[] {
  let column = 1;
  return text.split(',').map((cell) => {
    const word = { text: cell.trim(), column };
    column += cell.length + 1;
    return word;
  });
}

/** "±", "3%" → 0.03; null for "∞" and the empty text. */
export function shareOf(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)%$/.exec(text.trim());
  return found === null ? null : Number(found[1]) / 100;
}

/** "n=10" or the smaller of "n=10+9"; null where there is none. */
export function countOf(text: string): number | null {
  const found = /\bn=(\d+)(?:\+(\d+))?/.exec(text);
  if (found === null) return null;
  return Math.min(Number(found[1]), Number(found[2] ?? found[1]));
}
