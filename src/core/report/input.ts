import type { Snapshot } from '../catalogue/snapshot.ts';
import { findAll } from '../findings/rules.ts';
import { rowsOf, type Row } from '../findings/rows.ts';
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
}

/** Everything that the sections are written from. */
export interface ReportInput {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  readonly options: ReportOptions;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

export function reportInput(snapshot: Snapshot, project: ProjectFile, options: ReportOptions): ReportInput {
  const rows = rowsOf(snapshot);
  return { snapshot, project, options, rows, findings: findAll({ snapshot, project, rows }) };
}
