import { at } from './vector.ts';

/** A categorical variable: the level of each row. */
export interface Factor {
  /** One per row, from 0 to `levels` - 1 in order of first appearance; every level has a row. */
  readonly codes: Int32Array;
  readonly levels: number;
}

/** Rows without a label share a level of their own. */
export function factorOf(labels: readonly (string | undefined)[]): Factor {
  const known = new Map<string | undefined, number>();
  const codes = new Int32Array(labels.length);
  for (const [row, label] of labels.entries()) {
    const code = known.get(label) ?? known.size;
    known.set(label, code);
    codes[row] = code;
  }
  return { codes, levels: known.size };
}

/** Rows of each level. */
export function levelSizes({ codes, levels }: Factor): Int32Array {
  const sizes = new Int32Array(levels);
  for (const code of codes) sizes[code] = at(sizes, code) + 1;
  return sizes;
}

/** Mean of a value per row over the rows of each level. */
export function levelMeans({ codes, levels }: Factor, values: Float64Array): Float64Array {
  const sums = new Float64Array(levels);
  const counts = new Int32Array(levels);
  for (const [row, code] of codes.entries()) {
    sums[code] = at(sums, code) + at(values, row);
    counts[code] = at(counts, code) + 1;
  }
  return sums.map((sum, level) => sum / at(counts, level));
}

/**
 * Does each level of one occur with each level of the other in proportion to their sizes? Then neither shifts
 * the level means of the other (proportional frequencies; a full factorial has them).
 */
export function proportional(a: Factor, b: Factor): boolean {
  const n = a.codes.length;
  const cells = new Map<number, number>();
  for (const [row, code] of a.codes.entries()) {
    const cell = code * b.levels + at(b.codes, row);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  if (cells.size !== a.levels * b.levels) return false;
  const ofA = levelSizes(a);
  const ofB = levelSizes(b);
  for (const [cell, count] of cells) {
    const expected = at(ofA, Math.floor(cell / b.levels)) * at(ofB, cell % b.levels);
    if (count * n !== expected) return false;
  }
  return true;
}
