import type { Measure } from '../model/measure.ts';
import type { SampleSet } from '../model/sample.ts';
import { timeBase } from './clocks.ts';
import type { CatalogueMeasure } from './snapshot.ts';

/** The readings of one time series that count (ok, finite, with a time), in the order of time. */
export interface Readings {
  readonly entry: CatalogueMeasure;
  /** Index into the samples of the measure. */
  readonly order: Uint32Array;
  /** Milliseconds since 1970 on the clock of the run that recorded it; ascending. */
  readonly times: Float64Array;
}

/** Null where no reading has a time that is known. */
export function readingsOf(entry: CatalogueMeasure): Readings | null {
  const { samples } = entry.measure;
  const times = samples?.times ?? null;
  const base = times === null ? null : timeBase(entry.run, times);
  if (samples === null || times === null || base === null) return null;
  const order = inOrder(countingIndices(samples, times), times);
  if (order.length === 0) return null;
  const own = new Float64Array(order.length);
  for (let i = 0; i < own.length; i++) own[i] = base + (times[order[i] ?? 0] ?? NaN);
  return { entry, order, times: own };
}

function countingIndices({ values, outcomes }: SampleSet, times: Float64Array): Uint32Array {
  const kept = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const counts = (outcomes?.[i] ?? 0) === 0 && Number.isFinite(values[i]) && Number.isFinite(times[i]);
    if (counts) kept[count++] = i;
  }
  return kept.subarray(0, count);
}

function inOrder(indices: Uint32Array, times: Float64Array): Uint32Array {
  const time = (index: number): number => times[index] ?? NaN;
  let isSorted = true;
  for (let i = 1; i < indices.length && isSorted; i++)
    isSorted = time(indices[i - 1] ?? 0) <= time(indices[i] ?? 0);
  return isSorted ? indices : indices.sort((a, b) => time(a) - time(b) || a - b);
}

/** The part of the readings from `from` to `to`, both included: a measure with these samples only. Null without any. */
export function sliceOf({ entry, order, times }: Readings, from: number, to: number): Slice | null {
  const [start, end] = [firstAtLeast(times, from), firstAbove(times, to)];
  const { samples } = entry.measure;
  if (samples === null || start >= end) return null;
  const indices = order.subarray(start, end);
  const inside = times.subarray(start, end);
  const measure: Measure = { ...entry.measure, samples: cut(samples, indices, inside) };
  return { entry: { ...entry, measure }, times: inside };
}

export interface Slice {
  /** The measure with the samples inside only, in the order of time. */
  readonly entry: CatalogueMeasure;
  /** As in `Readings`. */
  readonly times: Float64Array;
}

function cut(samples: SampleSet, indices: Uint32Array, times: Float64Array): SampleSet {
  const values = new Float64Array(indices.length);
  for (let i = 0; i < values.length; i++) values[i] = samples.values[indices[i] ?? 0] ?? NaN;
  return {
    values,
    lines: indices.map((index) => samples.lines[index] ?? 0),
    columns: indices.map((index) => samples.columns[index] ?? 0),
    outcomes: null,
    times,
    labels: [],
    errors: null,
  };
}

function firstAtLeast(times: Float64Array, time: number): number {
  return firstWhere(times, (other) => other >= time);
}

function firstAbove(times: Float64Array, time: number): number {
  return firstWhere(times, (other) => other > time);
}

/** The first index from which on `holds` is true, by bisection. */
function firstWhere(times: Float64Array, holds: (time: number) => boolean): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(times[middle] ?? NaN)) high = middle;
    else low = middle + 1;
  }
  return low;
}
