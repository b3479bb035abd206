import { compareMany } from '../compare/compare.ts';
import { NOTHING_IGNORED } from '../compare/match.ts';
import type { AgainstBaseline } from './against-baseline.ts';
import type { BaselineSides } from './baseline-sides.ts';
import type { Snapshot } from '../catalogue/snapshot.ts';
import { findAllSteps } from '../findings/rules.ts';
import type { Row } from '../findings/rows.ts';
import { snapshotRowsSteps } from '../findings/snapshot-rows.ts';
import type { Steps } from '../model/steps.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProjectFile } from '../project/project-file.ts';

/** What a report is asked to be. */
export interface ReportOptions {
  readonly title?: string;
  /** ISO date that the header shows; without one the report has no date, so that equal inputs give equal bytes. */
  readonly date?: string;
  /** "Benchtrail 0.1.0". */
  readonly generator: string;
  /** As the user gave them, in the order of the snapshot's root numbers. */
  readonly roots: readonly string[];
  /** What the results are held against; its files may name roots behind those of the snapshot. */
  readonly baseline?: BaselineSides | null;
}

/** Everything that the sections are written from. */
export interface ReportInput {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  readonly options: ReportOptions;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
  readonly baseline: AgainstBaseline | null;
  /** The roots of the results themselves, as the user gave them. */
  readonly scope: readonly string[];
}

export function* inputSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  options: ReportOptions,
): Steps<ReportInput> {
  const rows = yield* snapshotRowsSteps(snapshot);
  const findings = yield* findAllSteps({ snapshot, project, rows });
  const baseline = yield* againstBaseline(options.baseline ?? null, project.noiseFloor);
  const own = 1 + Math.max(0, ...snapshot.files.map(({ root }) => root));
  const scope = options.roots.slice(0, own);
  return { snapshot, project, options, rows, findings, baseline, scope };
}

/** Compares what is there now with a baseline; null without one. `noiseFloor` is a relative change. */
export function* againstBaseline(
  sides: BaselineSides | null,
  noiseFloor: number,
): Steps<AgainstBaseline | null> {
  if (sides === null) return null;
  const { before, after } = sides;
  const options = { noiseFloor, ignored: NOTHING_IGNORED };
  const [result] = yield* compareMany(before.measures, [after.measures], options);
  return result === undefined ? null : { sides, result };
}
