import type { Snapshot } from '../catalogue/snapshot.ts';
import type { Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { baselineSummary } from '../report/against-baseline.ts';
import { findBaselineSteps, type SetBaseline } from '../report/baseline-sides.ts';
import type { Inline } from '../report/inline.ts';
import { againstBaseline } from '../report/input.ts';

/** How the results stand against the baseline that is set, as the report tells it. */
export interface BaselineNews {
  /** How many metrics came to which verdict; then what moved most, a sentence each. Empty without a comparison. */
  readonly sentences: readonly (readonly Inline[])[];
  /** Why there is no comparison although a baseline is set: a sentence. */
  readonly note: string | null;
}

/** Null: no baseline is set. In slices. */
export function* baselineNewsSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  set: SetBaseline | null,
): Steps<BaselineNews | null> {
  if (set === null) return null;
  const { sides, note } = yield* findBaselineSteps(snapshot, { kind: 'set' }, set);
  const against = yield* againstBaseline(sides, project.noiseFloor);
  return { sentences: against === null ? [] : yield* baselineSummary(against), note };
}
