import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import type { Baselines } from '../insight/baseline.ts';
import { compareStart } from '../insight/run-times.ts';

/** Why some runs are a sensible other side, the most sensible first. */
export type CandidateReason = 'previous' | 'baseline' | 'series' | 'other';

/** Runs that may be the other side of a comparison. */
export interface Candidate {
  readonly reason: CandidateReason;
  /** One run, or all of a baseline. */
  readonly runs: readonly CatalogueRun[];
}

/**
 * What chosen runs may be compared with: the run before the first of them in its series, their baseline, then every other run
 * of the series and every other run, the newest first. Runs in which nothing counts, and the chosen ones, are left out.
 */
export function candidatesFor(
  chosen: readonly CatalogueRun[],
  snapshot: Snapshot,
  baselines: Baselines,
): Candidate[] {
  const own = new Set(chosen);
  const [first] = [...chosen].sort(compareStart);
  const others = snapshot.runs
    .filter((run) => !own.has(run) && run.measures.some(({ counted }) => counted))
    .sort((a, b) => compareStart(b, a));
  const series = new Set(chosen.map((run) => run.series));
  const inSeries = others.filter((run) => series.has(run.series));
  const previous =
    first === undefined
      ? undefined
      : inSeries.find((run) => run.series === first.series && compareStart(run, first) < 0);
  const baseline =
    (first === undefined ? null : baselines.of(first))?.runs.filter((run) => !own.has(run)) ?? [];
  const isPrevious = baseline.length === 1 && baseline[0] === previous;
  const one = (reason: CandidateReason) => (run: CatalogueRun) => ({ reason, runs: [run] });
  return [
    ...(previous === undefined ? [] : [one('previous')(previous)]),
    ...(baseline.length === 0 || isPrevious ? [] : [{ reason: 'baseline' as const, runs: baseline }]),
    ...inSeries.filter((run) => run !== previous).map(one('series')),
    ...others.filter((run) => !series.has(run.series)).map(one('other')),
  ];
}
