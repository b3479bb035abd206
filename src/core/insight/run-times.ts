import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { compareText } from '../format/compare.ts';
import { stampMillis } from '../normalise/timestamps.ts';

/** When a run started, in milliseconds since 1970; a bare time counts as UTC. Null where it is not known. */
export function startMillis({ startedAt, zone }: Pick<CatalogueRun, 'startedAt' | 'zone'>): number | null {
  if (startedAt === null) return null;
  const at = stampMillis({ iso: startedAt, zone });
  return Number.isFinite(at) ? at : null;
}

const STARTS = new WeakMap<CatalogueRun, number>();

/** As `startMillis`, -Infinity where it is not known. Runs are compared many times: their texts are read once. */
export function startOf(run: CatalogueRun): number {
  const known = STARTS.get(run);
  if (known !== undefined) return known;
  const made = startMillis(run) ?? -Infinity;
  STARTS.set(run, made);
  return made;
}

/** Order of a series: by start, runs without a time first; equal times by id. */
export function compareStart(a: CatalogueRun, b: CatalogueRun): number {
  return startOf(a) - startOf(b) || compareText(a.id, b.id);
}
