import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { compareStart } from '../insight/run-times.ts';

/** The runs of these measures, oldest first. */
export function runsInOrder(entries: readonly CatalogueMeasure[]): CatalogueRun[] {
  return [...new Set(entries.map(({ run }) => run))].sort(compareStart);
}
