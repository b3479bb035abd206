import type { CatalogueMeasure } from '../catalogue/snapshot.ts';

type Entries = readonly CatalogueMeasure[];

/**
 * Something that the runs of measures tell, for many lists of measures one after the other: neighbors mostly are of the same
 * runs, and it is told of them once.
 */
export function ofSameRuns<L extends readonly Entries[], T>(tell: (...lists: L) => T): (...lists: L) => T {
  let last: { readonly lists: L; readonly told: T } | null = null;
  return (...lists) => {
    const before = last?.lists;
    if (last !== null && lists.every((entries, index) => haveRunsOf(entries, before?.[index])))
      return last.told;
    const told = tell(...lists);
    last = { lists, told };
    return told;
  };
}

function haveRunsOf(entries: Entries, others: Entries | undefined): boolean {
  if (entries.length !== others?.length) return false;
  for (let index = 0; index < entries.length; index++)
    if (entries[index]?.run !== others[index]?.run) return false;
  return true;
}
