import type { Direction, Measure } from '../model/measure.ts';
import { filterSteps, runToEnd, type Steps } from '../model/steps.ts';
import { compareStart } from '../insight/run-times.ts';
import { analyseHistory, type HistoryAnalysis } from '../stats/history.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { configurationKey } from './configurations.ts';
import { LabelGroups } from './row-groups.ts';
import { perRun } from './row-parts.ts';
import { center, type Row } from './rows.ts';

/** One metric of one configuration over the runs of its series. */
export interface History {
  /** One per run, oldest first; each has a center. */
  readonly rows: readonly Row[];
  /** Null with too few runs to be judged. */
  readonly analysis: HistoryAnalysis | null;
}

const known = new WeakMap<readonly Row[], Map<number, readonly History[]>>();

/** Everything that was measured in more than one run with equal parameters; longest first, then in the order of the rows. */
export function histories(rows: readonly Row[], noiseFloor: number): readonly History[] {
  return known.get(rows)?.get(noiseFloor) ?? runToEnd(historiesSteps(rows, noiseFloor));
}

/** The same in slices, a step a history: afterwards `histories` answers at once. */
export function* historiesSteps(rows: readonly Row[], noiseFloor: number): Steps<readonly History[]> {
  const byFloor = known.get(rows) ?? new Map<number, readonly History[]>();
  known.set(rows, byFloor);
  const before = byFloor.get(noiseFloor);
  if (before !== undefined) return before;
  const found: History[] = [];
  for (const group of yield* groupsOf(yield* singleRowsOfRuns(rows))) {
    const [first] = group;
    if (group.every(({ run }) => run === first?.run)) continue;
    found.push(historyOf(group, noiseFloor));
    yield;
  }
  found.sort((a, b) => b.rows.length - a.rows.length);
  byFloor.set(noiseFloor, found);
  return found;
}

/** Rows of one configuration with a number, in a metric that has a better direction. */
const singleRowsOfRuns = perRun(function* (rows): Steps<readonly Row[]> {
  return yield* filterSteps(
    rows,
    (row) => row.direction !== 'none' && row.entries.length === 1 && center(row) !== null,
  );
});

/** So many rows are sorted into groups between two turns of the host. */
const SLICE = 500;

/** The rows that measured the same thing, in the order of their first. */
function* groupsOf(runs: readonly (readonly Row[])[]): Steps<(readonly Row[])[]> {
  const groups = new LabelGroups<Row>();
  let seen = 0;
  for (const rows of runs) {
    for (const row of rows) {
      if (++seen % SLICE === 0) yield;
      const [entry] = row.entries;
      groups.add(row, row, entry === undefined ? '' : configurationKey(entry));
    }
  }
  return groups.all;
}

function historyOf(group: readonly Row[], noiseFloor: number): History {
  const rows = [...group].sort((a, b) => compareStart(a.run, b.run));
  return { rows, analysis: analysisOf(rows, noiseFloor) };
}

/** An analysis with all that it was made from. */
interface Analysed {
  readonly values: Float64Array;
  readonly direction: Direction;
  readonly noiseFloor: number;
  readonly analysis: HistoryAnalysis | null;
}

/** By the oldest measure of a history, which stays when a run is added. */
const analysed = new WeakMap<Measure, Analysed>();

/** Most histories are as they were when something else changes: their analysis is kept, and holds while their numbers are equal. */
function analysisOf(rows: readonly Row[], noiseFloor: number): HistoryAnalysis | null {
  const [oldest] = rows;
  const measure = oldest?.entries[0]?.measure;
  if (oldest === undefined || measure === undefined) return null;
  const { direction } = oldest;
  const values = historyValues(rows);
  const before = analysed.get(measure);
  if (before?.direction === direction && before.noiseFloor === noiseFloor && areEqual(before.values, values))
    return before.analysis;
  const result = analyseHistory(values, { direction, threshold: noiseFloor });
  const analysis = isNotEnoughData(result) ? null : result;
  analysed.set(measure, { values, direction, noiseFloor, analysis });
  return analysis;
}

function areEqual(before: Float64Array, now: Float64Array): boolean {
  return before.length === now.length && before.every((value, index) => value === now[index]);
}

/** The number of each run of a history. */
export function historyValues(rows: readonly Row[]): Float64Array {
  return Float64Array.from(rows, (row) => center(row)?.value ?? NaN);
}
