import type { Steps } from '../model/steps.ts';
import { at } from './vector.ts';

/** How values go with their own order. */
export interface Concordance {
  /** Pairs that rise less pairs that fall (Kendall's S). */
  readonly score: number;
  /** Sizes of the groups of equal values, 1 included. */
  readonly ties: readonly number[];
  /** The values in ascending order. */
  readonly sorted: Float64Array;
}

/** So many values are merged between two turns of the host; a power of two. */
const SLICE = 1 << 14;

/**
 * Kendall's S of a sequence by counting the exchanges of a merge sort (Knight 1966, "A Computer Method for
 * Calculating Kendall's Tau with Ungrouped Data"), in n log n; in slices.
 */
export function* concordance(values: ArrayLike<number>): Steps<Concordance> {
  const n = values.length;
  let from = new Float64Array(values);
  let to = new Float64Array(n);
  let falling = 0;
  for (let start = 0; n > SLICE && start < n; start += SLICE) {
    const part = within(from.subarray(start, start + SLICE));
    falling += part.falling;
    from.set(part.sorted, start);
    yield;
  }
  for (let width = n > SLICE ? SLICE : 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      falling += merge(from, to, start, width);
      if (width >= SLICE) yield;
    }
    [from, to] = [to, from];
  }
  const ties = runLengths(from);
  let rising = (n * n - n) / 2 - falling;
  for (const size of ties) rising -= (size * (size - 1)) / 2;
  return { score: rising - falling, ties, sorted: from };
}

/** A stretch in order, and how many of its pairs fall. */
function within(stretch: Float64Array): { readonly sorted: Float64Array; readonly falling: number } {
  let from = new Float64Array(stretch);
  let to = new Float64Array(stretch.length);
  let falling = 0;
  for (let width = 1; width < stretch.length; width *= 2) {
    for (let start = 0; start < stretch.length; start += 2 * width) falling += merge(from, to, start, width);
    [from, to] = [to, from];
  }
  return { sorted: from, falling };
}

/** Merges the two sorted stretches from `start` and says how many pairs of them fall. */
function merge(from: Float64Array, to: Float64Array, start: number, width: number): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  let falling = 0;
  for (let k = start; k < end; k++) {
    if (left < middle && (right >= end || at(from, left) <= at(from, right))) {
      to[k] = at(from, left++);
    } else {
      falling += middle - left;
      to[k] = at(from, right++);
    }
  }
  return falling;
}

function runLengths(sorted: Float64Array): number[] {
  const lengths: number[] = [];
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    lengths.push(i - start);
    start = i;
  }
  return lengths;
}
