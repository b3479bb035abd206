import type { Steps } from '../model/steps.ts';

/** So many values are sorted, or merged, between two turns of the host. */
const SLICE = 1 << 15;

/** The values in ascending order, in slices; the input stays as it is. */
export function* sortedSteps(values: ArrayLike<number>): Steps<Float64Array> {
  let sorted = new Float64Array(values);
  for (let from = 0; from < sorted.length; from += SLICE) {
    sorted.subarray(from, from + SLICE).sort();
    yield;
  }
  let spare = new Float64Array(sorted.length);
  for (let width = SLICE; width < sorted.length; width *= 2) {
    for (let from = 0; from < sorted.length; from += 2 * width)
      yield* merge(sorted.subarray(from, from + 2 * width), width, spare.subarray(from, from + 2 * width));
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}

/** Merges the sorted parts before and from `middle` on. */
function* merge(parts: Float64Array, middle: number, into: Float64Array): Steps<void> {
  const end = parts.length;
  let left = 0;
  let right = Math.min(middle, end);
  for (let at = 0; at < end; at++) {
    const isLeft =
      left < middle && left < end && (right >= end || (parts[left] ?? NaN) <= (parts[right] ?? NaN));
    into[at] = parts[isLeft ? left++ : right++] ?? NaN;
    if (at % SLICE === SLICE - 1) yield;
  }
}
