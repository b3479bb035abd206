import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { center, rowOf } from '../findings/rows.ts';
import type { Baselines } from './baseline.ts';

/** A measure in one run of its series; null where that run does not have it. */
export interface HistoryPoint {
  readonly run: CatalogueRun;
  /** Mean, median or value, in the measure's unit. */
  readonly value: number | null;
}

/** More runs than a spark line shows are left out from the front. */
const MOST_RUNS = 64;

/** The same metric of the same benchmark over the last runs of the series, in the order of their start. */
export function historyOf(entry: CatalogueMeasure, baselines: Baselines): readonly HistoryPoint[] {
  return baselines
    .seriesOf(entry.run)
    .slice(-MOST_RUNS)
    .map((run) => {
      const found = run === entry.run ? [entry] : baselines.measuresIn(run, entry);
      return { run, value: found.length === 0 ? null : (center(rowOf(run, found))?.value ?? null) };
    });
}
