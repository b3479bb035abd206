import { headline } from '../catalogue/numbers.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { medianOfSorted } from '../stats/quantile.ts';
import type { EntryGroup } from './grouping.ts';
import { runsInOrder } from './run-order.ts';

/** Groups with the most runs, and of those the ones whose values moved most, in the order that they came in. */
export function* mostMovedSteps(groups: readonly EntryGroup[], count: number): Steps<readonly EntryGroup[]> {
  if (groups.length <= count) return groups;
  const ranked = yield* mapSteps(groups, (group) => ({ group, ...movementOf(group) }), 20);
  const chosen = new Set(
    ranked
      .sort((a, b) => b.runs - a.runs || b.movement - a.movement)
      .slice(0, count)
      .map(({ group }) => group),
  );
  return groups.filter((group) => chosen.has(group));
}

/** A part of the level that counts as noise even where nothing varies. */
const STILL = 0.01;

/**
 * How far the last third of the runs lies from the first one, in units of how much the values vary within the two: a step
 * stands out, a value that is only noisy does not. Not negative; 0 where there is too little to tell.
 */
function movementOf({ entries }: EntryGroup): { readonly runs: number; readonly movement: number } {
  const byRun = new Map<CatalogueRun, number>();
  for (const { run, measure } of entries) {
    const value = headline(measure)?.value;
    if (value !== undefined && !byRun.has(run)) byRun.set(run, value);
  }
  const values = runsInOrder(entries).flatMap((run) => byRun.get(run) ?? []);
  const third = Math.ceil(values.length / 3);
  if (third === 0) return { runs: 0, movement: 0 };
  const first = Float64Array.from(values.slice(0, third)).sort();
  const last = Float64Array.from(values.slice(-third)).sort();
  const [from, to] = [medianOfSorted(first), medianOfSorted(last)];
  const noise = Math.max(rangeOf(first), rangeOf(last), Math.max(Math.abs(from), Math.abs(to)) * STILL);
  return { runs: byRun.size, movement: noise === 0 ? 0 : Math.abs(to - from) / noise };
}

function rangeOf(sorted: Float64Array): number {
  return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
}
