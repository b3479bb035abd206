import type { CatalogueRun } from '../catalogue/snapshot.ts';
import type { Change } from '../compare/compare.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import type { Baseline, Baselines } from './baseline.ts';
import { changesAgainst, tallyOf } from './change.ts';

/** A series of which a metric got worse, beyond doubt. */
export interface Regression {
  readonly series: string;
  readonly change: Change;
}

/** Runs on each side below which nothing is called a regression. */
const NEED = 4;

/**
 * The regressions of all series against their baselines. Only a baseline of several runs, held against several runs of a
 * series, can show one; the previous run of a series never does. A yield before each series.
 */
export function* regressionsOf(
  runs: readonly CatalogueRun[],
  baselines: Baselines,
  noiseFloorOf: (run: CatalogueRun) => number,
): Steps<readonly Regression[]> {
  const found: Regression[] = [];
  for (const [series, members] of yield* groupSteps(runs, (run) => run.series)) {
    yield;
    const [first] = members;
    const baseline = first === undefined ? null : sharedBaseline(members, baselines);
    if (first === undefined || baseline === null) continue;
    const after = members.filter((run) => !baseline.runs.includes(run)).flatMap(({ measures }) => measures);
    const changes = changesAgainst(after, baseline, baselines, noiseFloorOf(first));
    for (const change of changes) if (tallyOf([change]).regressed > 0) found.push({ series, change });
  }
  return found;
}

/** What the runs of a series that are no baseline themselves are held against; null where either side is too small. */
function sharedBaseline(members: readonly CatalogueRun[], baselines: Baselines): Baseline | null {
  let first: Baseline | null = null;
  let held = 0;
  for (const run of members) {
    const baseline = baselines.of(run);
    if (baseline?.kind === 'previous') return null;
    first ??= baseline;
    if (baseline !== null) held++;
  }
  return first !== null && held >= NEED && first.runs.length >= NEED ? first : null;
}

/** By the id of each run on the worse side: how many metrics regressed. */
export function regressedRuns(regressions: readonly Regression[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { change } of regressions) {
    const ids = new Set(change.pair.after.map(({ run }) => run.id));
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
