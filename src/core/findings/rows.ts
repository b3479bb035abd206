import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { okValues } from '../catalogue/numbers.ts';
import { statisticsOf, type MeasureStatistics } from '../contract/statistics.ts';
import { groupSteps, runToEnd, type Steps } from '../model/steps.ts';
import type { Bag, Direction, MeasureKind, Scalar } from '../model/measure.ts';
import { meanInterval } from '../stats/interval.ts';
import { summarize } from '../stats/summary.ts';

/** The numbers of a row: one configuration, or several pooled and said to be. */
export interface RowStatistics extends Omit<MeasureStatistics, 'percentiles' | 'p95'> {
  readonly cv: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** One metric of one configuration of one run, or of a sweep whose configurations have one observation each. */
export interface Row {
  readonly run: CatalogueRun;
  readonly benchmark: string;
  readonly metric: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  readonly kind: MeasureKind;
  /** One per configuration: more than one means that the row is pooled. */
  readonly entries: readonly CatalogueMeasure[];
  /** Parameters of the run and of the benchmark that all entries share. */
  readonly parameters: Bag;
  /** Parameters in which the pooled entries differ, with their levels in the order of appearance. */
  readonly varying: ReadonlyMap<string, readonly string[]>;
  readonly statistics: RowStatistics;
}

/** From this many configurations of one observation each, a run is shown as one pooled row and its extremes. */
const SWEEP_SIZE = 6;

/** The rows of everything that counts, in the order of runs and labels. Measures without any number are left out. */
export function rowsOf(snapshot: Snapshot): Row[] {
  return runToEnd(rowsSteps(snapshot));
}

/** The same in slices. */
export function* rowsSteps({ runs }: Snapshot): Steps<Row[]> {
  const rows: Row[] = [];
  for (const run of runs) {
    for (const row of yield* runRowsSteps(run)) rows.push(row);
    yield;
  }
  return rows;
}

/** The rows of one run. */
export function runRows(run: CatalogueRun): readonly Row[] {
  return runToEnd(runRowsSteps(run));
}

/** So many groups of measures become rows between two turns of the host. */
const SLICE = 100;

/** Runs of files without a change are the same in the next snapshot: so are their rows. */
const known = new WeakMap<CatalogueRun, readonly Row[]>();

function* runRowsSteps(run: CatalogueRun): Steps<readonly Row[]> {
  const before = known.get(run);
  if (before !== undefined) return before;
  const counted = run.measures.filter((entry) => entry.counted);
  const groups = yield* groupSteps(
    counted,
    ({ measure: { label, metric, unit }, benchmark }) => `${label}|${metric}|${unit ?? ''}|${benchmark.name}`,
  );
  const rows: Row[] = [];
  let seen = 0;
  for (const entries of groups.values()) {
    if (isSweep(entries)) rows.push(rowOf(run, entries));
    else for (const entry of entries) rows.push(rowOf(run, [entry]));
    if (++seen % SLICE === 0) yield;
  }
  yield;
  known.set(run, rows);
  return rows;
}

/** Many configurations, one observation each: alone they are readings, together a sweep. */
export function isSweep(entries: readonly CatalogueMeasure[]): boolean {
  return entries.length >= SWEEP_SIZE && entries.every(({ measure }) => measure.samples?.values.length === 1);
}

/** The single readings of a pooled row; any other row as it is. */
export function unpooled(row: Row): readonly Row[] {
  return row.entries.length === 1 ? [row] : row.entries.map((entry) => rowOf(row.run, [entry]));
}

/** One row of these measures of a run, whether they count or not. Throws a RangeError without any. */
export function rowOf(run: CatalogueRun, entries: readonly CatalogueMeasure[]): Row {
  const [first] = entries;
  if (first === undefined) throw new RangeError('a row needs an entry');
  const { measure } = first;
  const bags = entries.map((entry) => entry.benchmark.parameters);
  return {
    run,
    benchmark: first.benchmark.name,
    metric: measure.metric,
    label: measure.label,
    unit: measure.unit,
    direction: measure.direction,
    kind: measure.kind,
    entries,
    parameters: { ...run.parameters, ...sharedBag(bags) },
    varying: varyingLevels(bags),
    statistics: entries.length === 1 ? single(first) : pooled(entries),
  };
}

function single(entry: CatalogueMeasure): RowStatistics {
  const own = statisticsOf(entry);
  return {
    source: own.source,
    n: own.n,
    value: own.value,
    mean: own.mean,
    median: own.median,
    min: own.min,
    max: own.max,
    stddev: own.stddev,
    p95: own.p95,
    interval: own.interval,
    cold: own.cold,
    failed: own.failed,
    cv: coefficient(own.mean, own.stddev),
    p99: own.percentiles['99'] ?? null,
  };
}

function coefficient(mean: number | null, stddev: number | null): number | null {
  return mean === null || stddev === null || mean === 0 ? null : stddev / Math.abs(mean);
}

function pooled(entries: readonly CatalogueMeasure[]): RowStatistics {
  const values = Float64Array.from(
    entries.flatMap(({ measure }) => (measure.samples === null ? [] : [...okValues(measure.samples)])),
  );
  const failed = entries.reduce(
    (count, { measure }) => count + (measure.samples?.outcomes?.includes(2) === true ? 1 : 0),
    0,
  );
  const cold = entries.every((entry) => entry.cold === null)
    ? null
    : entries.reduce((count, entry) => count + (isColdEntry(entry) && okEntry(entry) ? 1 : 0), 0);
  const summary = summarize(values);
  const empty = {
    source: 'samples' as const,
    failed,
    cold,
    value: null,
    interval: null,
    cv: null,
    p95: null,
    p99: null,
  };
  if ('kind' in summary)
    return { ...empty, n: 0, mean: null, median: null, min: null, max: null, stddev: null };
  const interval = meanInterval(values, 0.95);
  return {
    ...empty,
    n: summary.n,
    mean: summary.mean,
    median: summary.median,
    min: summary.min,
    max: summary.max,
    stddev: summary.stddev,
    cv: summary.cv,
    p95: summary.percentiles['95'] ?? null,
    p99: summary.percentiles['99'] ?? null,
    interval:
      'kind' in interval
        ? null
        : { of: 'mean', level: interval.level, low: interval.low, high: interval.high },
  };
}

/** A sweep's entry whose one row paid a cold start. */
export function isColdEntry(entry: CatalogueMeasure): boolean {
  return (entry.cold?.[0] ?? 0) !== 0;
}

function okEntry(entry: CatalogueMeasure): boolean {
  return (entry.measure.samples?.outcomes?.[0] ?? 0) === 0;
}

/** What all bags agree in. */
export function sharedBag(bags: readonly Bag[]): Bag {
  const [first, ...others] = bags;
  const shared: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(first ?? {})) {
    if (others.every((bag) => bag[key] === value)) shared[key] = value;
  }
  return shared;
}

/** The levels of each parameter that not all bags share; '' where a bag lacks it. */
export function varyingLevels(bags: readonly Bag[]): Map<string, string[]> {
  const levels = new Map<string, string[]>();
  const shared = sharedBag(bags);
  for (const key of new Set(bags.flatMap((bag) => Object.keys(bag)))) {
    if (key in shared) continue;
    levels.set(key, [...new Set(bags.map((bag) => String(bag[key] ?? '')))]);
  }
  return levels;
}

/** The number that stands for a row: mean, else median, else the one value. */
export function center(row: Row): { statistic: 'mean' | 'median' | 'reading'; value: number } | null {
  const { mean, median, value } = row.statistics;
  if (mean !== null) return { statistic: 'mean', value: mean };
  if (median !== null) return { statistic: 'median', value: median };
  return value === null ? null : { statistic: 'reading', value };
}

/** Negative when `a` is better than `b` in this direction. */
export function compareBetter(direction: Direction, a: number, b: number): number {
  return direction === 'higher' ? b - a : a - b;
}
