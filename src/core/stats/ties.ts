import { at, sortedCopy } from './vector.ts';

/** The distinct values of two samples together, ascending, with how often each sample holds them. */
export interface TieGroups {
  readonly count: number;
  readonly inA: Int32Array;
  readonly inB: Int32Array;
}

/** Merges two samples into groups of equal values, which is all that a rank test needs to know of them. */
export function tieGroups(a: ArrayLike<number>, b: ArrayLike<number>): TieGroups {
  const sortedA = sortedCopy(a);
  const sortedB = sortedCopy(b);
  const inA = new Int32Array(a.length + b.length);
  const inB = new Int32Array(a.length + b.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < sortedA.length || j < sortedB.length) {
    const value = Math.min(sortedA[i] ?? Infinity, sortedB[j] ?? Infinity);
    const startA = i;
    const startB = j;
    while (i < sortedA.length && at(sortedA, i) <= value) i++;
    while (j < sortedB.length && at(sortedB, j) <= value) j++;
    inA[count] = i - startA;
    inB[count] = j - startB;
    count++;
  }
  return { count, inA: inA.subarray(0, count), inB: inB.subarray(0, count) };
}

/** Pairs (a, b) with a > b and with a = b; the rest of the n * m pairs have a < b. */
export function comparePairs(groups: TieGroups): { readonly greater: number; readonly equal: number } {
  let greater = 0;
  let equal = 0;
  let seenB = 0;
  for (let g = 0; g < groups.count; g++) {
    const ofA = at(groups.inA, g);
    const ofB = at(groups.inB, g);
    greater += ofA * seenB;
    equal += ofA * ofB;
    seenB += ofB;
  }
  return { greater, equal };
}
