import { partOf } from '../catalogue/parts.ts';
import type { Snapshot } from '../catalogue/snapshot.ts';
import { Baselines, chosenBaseline, PREVIOUS } from '../insight/baseline.ts';

/** What a report is held against: the results before, and those of its own that are not among them. */
export interface BaselineSides {
  /** As it was chosen: a path, a run, a series. */
  readonly title: string;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/**
 * A baseline among the results themselves: the id of a run, the name of a series, or a path of `root`. Null where nothing of
 * that name counts, where nothing else is left to compare, and for the previous run of each series, which is none for a folder.
 */
export function baselineWithin(snapshot: Snapshot, text: string, root: number): BaselineSides | null {
  if (text === PREVIOUS) return null;
  const baselines = new Baselines(snapshot, () => chosenBaseline(text, null));
  const runs = new Set(baselines.meaning(text, root).runs);
  const after = partOf(snapshot, (run) => !runs.has(run));
  if (runs.size === 0 || !after.measures.some(({ counted }) => counted)) return null;
  return { title: text, before: partOf(snapshot, (run) => runs.has(run)), after };
}
