import { filterSteps, groupSteps, runToEnd, type Steps } from '../model/steps.ts';
import { compareStart } from '../insight/run-times.ts';
import { analyseHistory, type HistoryAnalysis, type HistoryStep } from '../stats/history.ts';
import { LEVEL_NEEDS } from '../stats/levels.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { mannWhitney } from '../stats/two-groups.ts';
import { configurationKey } from './configurations.ts';
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
  const single = yield* filterSteps(
    rows,
    (row) => row.direction !== 'none' && row.entries.length === 1 && center(row) !== null,
  );
  const found: History[] = [];
  for (const group of (yield* groupSteps(single, historyKey)).values()) {
    yield;
    if (new Set(group.map((row) => row.run)).size < 2) continue;
    found.push(historyOf(group, noiseFloor));
  }
  found.sort((a, b) => b.rows.length - a.rows.length);
  byFloor.set(noiseFloor, found);
  return found;
}

function historyOf(group: readonly Row[], noiseFloor: number): History {
  const rows = [...group].sort((a, b) => compareStart(a.run, b.run));
  const direction = rows[0]?.direction ?? 'none';
  const analysis = analyseHistory(historyValues(rows), { direction, threshold: noiseFloor });
  return { rows, analysis: isNotEnoughData(analysis) ? null : analysis };
}

/** The number of each run of a history. */
export function historyValues(rows: readonly Row[]): Float64Array {
  return Float64Array.from(rows, (row) => center(row)?.value ?? NaN);
}

function historyKey(row: Row): string {
  const [entry] = row.entries;
  const configuration = entry === undefined ? '' : configurationKey(entry);
  return [configuration, row.metric, row.label, row.unit ?? ''].join('\u0000');
}

/**
 * How likely a step like this is without any: the two-sided Mann-Whitney test of the runs on both levels, times the number of
 * places where the step could have been found (Bonferroni), at most 1. Null with too few runs for the test.
 */
export function stepProbability(values: Float64Array, { before, after }: HistoryStep): number | null {
  const test = mannWhitney(
    values.subarray(before.from, before.to + 1),
    values.subarray(after.from, after.to + 1),
  );
  if (isNotEnoughData(test)) return null;
  const places = Math.max(1, values.length - 2 * LEVEL_NEEDS + 1);
  return Math.min(1, test.p * places);
}
