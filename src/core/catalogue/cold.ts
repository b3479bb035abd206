import type { Benchmark, Measure } from '../model/measure.ts';
import type { FileRun } from '../model/run.ts';
import { medianOfSorted } from '../stats/quantile.ts';

/** A row is cold when its load or prompt-evaluation time is more than this many times the file's median. */
export const COLD_FACTOR = 5;

const START_COSTS: ReadonlySet<string> = new Set(['load-time', 'prompt-eval-time']);

/** Codes of a cold row: it paid a (re)load of the model, or only a slow first prompt evaluation. 0 is a warm row. */
export const COLD_BY = { load: 1, promptEvaluation: 2 } as const;

/**
 * Marks the observations that paid a cold start: a model (re)load or a first prompt evaluation. A row is cold when its load
 * time or its prompt-evaluation time is above COLD_FACTOR × the median over the run. Returns one array of COLD_BY codes per
 * measure, aligned with its samples; measures of runs that record neither time are absent.
 */
export function coldRows(run: FileRun): ReadonlyMap<Measure, Uint8Array> {
  const limits = costLimits(run);
  const marks = new Map<Measure, Uint8Array>();
  if (limits.size === 0) return marks;
  for (const benchmark of run.benchmarks) {
    for (const [count, cold] of coldByLength(benchmark, limits)) {
      for (const measure of benchmark.measures) {
        if (measure.samples?.values.length === count) marks.set(measure, cold);
      }
    }
  }
  return marks;
}

function costLimits(run: FileRun): Map<string, number> {
  const limits = new Map<string, number>();
  const measures = run.benchmarks.flatMap((benchmark) => benchmark.measures);
  for (const metric of START_COSTS) {
    const values = costsOf(measures, metric);
    if (values.length > 1) limits.set(metric, COLD_FACTOR * medianOfSorted(values.sort()));
  }
  return limits;
}

/** What the rows that did not fail paid. */
function costsOf(measures: readonly Measure[], metric: string): Float64Array {
  const sets = measures.flatMap(({ metric: own, samples }) =>
    own === metric && samples !== null ? [samples] : [],
  );
  const values = new Float64Array(sets.reduce((sum, set) => sum + set.values.length, 0));
  let count = 0;
  for (const { values: all, outcomes } of sets) {
    for (let index = 0; index < all.length; index++) {
      const value = all[index] ?? NaN;
      if ((outcomes?.[index] ?? 0) !== 2 && Number.isFinite(value)) values[count++] = value;
    }
  }
  return values.subarray(0, count);
}

/** The marks of a benchmark by number of rows: measures of equal length were written row by row. */
function coldByLength(benchmark: Benchmark, limits: ReadonlyMap<string, number>): Map<number, Uint8Array> {
  const byLength = new Map<number, Uint8Array>();
  for (const measure of benchmark.measures) {
    const limit = limits.get(measure.metric);
    if (limit === undefined || measure.samples === null) continue;
    const { values } = measure.samples;
    const cold = byLength.get(values.length) ?? new Uint8Array(values.length);
    const code = measure.metric === 'load-time' ? COLD_BY.load : COLD_BY.promptEvaluation;
    values.forEach((value, index) => {
      if (value > limit && cold[index] !== COLD_BY.load) cold[index] = code;
    });
    byLength.set(values.length, cold);
  }
  return byLength;
}
