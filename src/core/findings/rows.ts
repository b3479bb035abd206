import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import type { Bag, Benchmark, Direction, MeasureKind, Scalar } from '../model/measure.ts';
import { countedGroups } from './row-groups.ts';
import { joinedRows } from './row-parts.ts';
import { pooledStatistics, singleStatistics, type RowStatistics } from './row-statistics.ts';

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
  const parts: (readonly Row[])[] = [];
  for (const run of runs) {
    parts.push(yield* runRowsSteps(run));
    yield;
  }
  return yield* joinedRows(parts);
}

/** The rows of one run. */
export function runRows(run: CatalogueRun): readonly Row[] {
  return runToEnd(runRowsSteps(run));
}

/** So many rows are made between two turns of the host. */
const SLICE = 500;

/** So many samples take as long as a row. */
const SAMPLES = 100;

/** Runs of files without a change are the same in the next snapshot: so are their rows. */
const known = new WeakMap<CatalogueRun, readonly Row[]>();

function* runRowsSteps(run: CatalogueRun): Steps<readonly Row[]> {
  const before = known.get(run);
  if (before !== undefined) return before;
  const groups = yield* countedGroups(run.measures);
  const parameters = new Map<Benchmark, Bag>();
  const rows: Row[] = [];
  let left = SLICE;
  for (const entries of groups) {
    if (isSweep(entries)) {
      rows.push(rowOf(run, entries));
      yield;
      continue;
    }
    for (const entry of entries) {
      rows.push(singleRow(run, entry, parameters));
      left -= 1 + (entry.measure.samples?.values.length ?? 0) / SAMPLES;
      if (left > 0) continue;
      left = SLICE;
      yield;
    }
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
  return entries.length === 1 ? singleRow(run, first, new Map()) : pooledRow(run, first, entries);
}

const NOTHING_VARIES: Row['varying'] = new Map();

/** `parameters` remembers what the rows of one benchmark share. */
function singleRow(run: CatalogueRun, entry: CatalogueMeasure, parameters: Map<Benchmark, Bag>): Row {
  const { benchmark, measure } = entry;
  const known = parameters.get(benchmark);
  const own = known ?? { ...run.parameters, ...benchmark.parameters };
  if (known === undefined) parameters.set(benchmark, own);
  return {
    run,
    benchmark: benchmark.name,
    metric: measure.metric,
    label: measure.label,
    unit: measure.unit,
    direction: measure.direction,
    kind: measure.kind,
    entries: [entry],
    parameters: own,
    varying: NOTHING_VARIES,
    statistics: singleStatistics(entry),
  };
}

function pooledRow(run: CatalogueRun, first: CatalogueMeasure, entries: readonly CatalogueMeasure[]): Row {
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
    statistics: pooledStatistics(entries),
  };
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

/** Its values are themselves the least or the most of something: its spread and its mean are those of extremes. */
export function isExtreme({ metric, label }: Row): boolean {
  return /^(?:min|max|peak)-/.test(metric) || /^(?:min|max|peak)[_ -]/i.test(label);
}
