import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { ChartSource } from '../charts/spec.ts';
import type { Steps } from '../model/steps.ts';
import { sortedSteps } from '../stats/sorted-steps.ts';

/** One value with where it stands. */
export interface Observation extends ChartSource {
  readonly value: number;
}

/** So many samples are looked at between two turns of the host; to come to a measure takes as long as so many samples. */
const SLICE = 1 << 15;
const PER_MEASURE = 16;

/** Counts in bins of fewer observations say less than the observations themselves. */
export const HISTOGRAM_NEEDS = 20;

/** How many samples these measures keep, failed ones too. */
export function sampleCount(entries: readonly CatalogueMeasure[]): number {
  return entries.reduce((sum, { measure }) => sum + (measure.samples?.values.length ?? 0), 0);
}

/** Every ok sample of these measures, and the one number of measures without samples, in ascending order. */
export function* observedValues(entries: readonly CatalogueMeasure[]): Steps<Float64Array> {
  let most = 0;
  for (const [index, { measure }] of entries.entries()) {
    most += measure.samples?.values.length ?? 1;
    if (index % (SLICE / PER_MEASURE) === 0) yield;
  }
  const values = new Float64Array(most);
  let count = 0;
  yield* visit(entries, (value) => {
    values[count++] = value;
  });
  return yield* sortedSteps(values.subarray(0, count));
}

/** The observations at these ranks (from 0, ascending) of `observedValues`; equal values keep the order of their measures. */
export function* observationsAt(
  ranks: readonly number[],
  sorted: Float64Array,
  entries: readonly CatalogueMeasure[],
): Steps<Observation[]> {
  const wanted = new Map<number, Wanted>();
  ranks.forEach((rank, place) => {
    const value = sorted[rank] ?? NaN;
    let own = wanted.get(value);
    if (own === undefined) wanted.set(value, (own = { seen: 0, places: new Map() }));
    own.places.set(rank - firstAtLeast(sorted, value), place);
  });
  yield;
  const found: Observation[] = [];
  yield* visit(entries, (value, entry, index) => {
    const own = wanted.get(value);
    const place = own?.places.get(own.seen++);
    if (place !== undefined) found[place] = observation(value, entry, index);
  });
  return found;
}

/** A value that is asked for: how often it was met, and by which of its occurrences which place is filled. */
interface Wanted {
  seen: number;
  readonly places: Map<number, number>;
}

/** The first index from which on values are not below a limit. */
export function firstAtLeast(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? NaN) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `index`: of the sample; null for the one number of a measure without samples. */
type Visit = (value: number, entry: CatalogueMeasure, index: number | null) => void;

function* visit(entries: readonly CatalogueMeasure[], call: Visit): Steps<void> {
  let left = SLICE;
  for (const entry of entries) {
    const { samples, value: only } = entry.measure;
    if (samples === null && only !== null) call(only, entry, null);
    left -= PER_MEASURE;
    if (left <= 0) {
      left = SLICE;
      yield;
    }
    if (samples === null) continue;
    const { values, outcomes } = samples;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? NaN;
      if (Number.isFinite(value) && (outcomes === null || outcomes[index] === 0)) call(value, entry, index);
      if (--left > 0) continue;
      left = SLICE;
      yield;
    }
  }
}

function observation(
  value: number,
  { run: { file }, measure }: CatalogueMeasure,
  index: number | null,
): Observation {
  const { samples, place } = measure;
  const at = { root: file.root, file: file.path };
  if (samples === null || index === null) return { ...at, ...place, value };
  return { ...at, value, line: samples.lines[index] ?? 1, column: samples.columns[index] ?? 1 };
}
