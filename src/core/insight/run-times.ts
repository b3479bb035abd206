import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { compareText } from '../format/compare.ts';
import { stampMillis } from '../normalise/timestamps.ts';

/** When a run started, in milliseconds since 1970; a bare time counts as UTC. Null where it is not known. */
export function startMillis({ startedAt, zone }: Pick<CatalogueRun, 'startedAt' | 'zone'>): number | null {
  if (startedAt === null) return null;
  const at = stampMillis({ iso: startedAt, zone });
  return Number.isFinite(at) ? at : null;
}

/** Order of a series: by start, runs without a time first; equal times by id. */
export function compareStart(a: CatalogueRun, b: CatalogueRun): number {
  return (startMillis(a) ?? -Infinity) - (startMillis(b) ?? -Infinity) || compareText(a.id, b.id);
}
