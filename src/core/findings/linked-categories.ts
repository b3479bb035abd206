import { overlapsOf } from '../catalogue/overlaps.ts';
import type { Snapshot } from '../catalogue/snapshot.ts';
import { categoryName } from './names.ts';

/** For each metric that samplers recorded beside runs of other files: the categories of these runs, in the order of the runs. */
export function linkedCategories(snapshot: Snapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const categories = new Map<string, Set<string>>();
  for (const [run, overlaps] of overlapsOf(snapshot)) {
    for (const { entry } of overlaps.flatMap(({ measures }) => measures)) {
      const names = categories.get(entry.measure.metric);
      if (names === undefined) categories.set(entry.measure.metric, new Set([categoryName(run.category)]));
      else names.add(categoryName(run.category));
    }
  }
  return categories;
}
