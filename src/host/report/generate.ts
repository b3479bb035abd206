import * as vscode from 'vscode';
import { partOf } from '../../core/catalogue/parts.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import type { ProjectFile } from '../../core/project/project-file.ts';
import { isNoReport, reportSteps } from '../../core/report/build.ts';
import type { RunSelection } from '../compare/selection.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { readFolders } from '../files/read-folder.ts';
import { inSlices } from '../slices.ts';
import { baselineFor } from './baseline.ts';
import type { GeneratedReport, ReportProgress } from './engine.ts';
import { scopeName } from './scope-name.ts';

/** What a report is written from. */
interface ReportSource {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  readonly roots: readonly vscode.Uri[];
  /** As people see the roots. */
  readonly labels: readonly string[];
  readonly name: string;
  /** A project file names a baseline for some of the results. */
  readonly isRuled: boolean;
}

/**
 * Reads folders or files and writes a report about them. Rejects with a CancellationError once the token is cancelled, and with
 * an ExpectedError that says what was found when nothing counts.
 */
export async function reportOnUris(
  uris: readonly vscode.Uri[],
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  const { roots, snapshot, projects } = await readFolders(uris, context, progress, token);
  const labels = uris.map((uri) => scopeName(uri));
  const isRuled = snapshot.runs.some(
    ({ file }) => projects.of(file.root, file.path).project.baseline !== null,
  );
  const source = { snapshot, project: projects.together(), roots, labels, name: nameOf(uris), isRuled };
  return write(source, context, progress, token);
}

/** Writes a report about runs that the window knows. Rejects as `reportOnUris` does, and where the runs are gone. */
export async function reportOnRuns(
  selections: readonly RunSelection[],
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  const { results } = context;
  await results.wake();
  const wanted = new Set(selections.flatMap(({ runIds }) => runIds));
  const snapshot = partOf(results.snapshot, ({ id }) => wanted.has(id));
  const [first] = snapshot.runs;
  const project = first === undefined ? undefined : results.roots[first.file.root]?.project;
  if (first === undefined || project === undefined)
    throw new ExpectedError(vscode.l10n.t('These runs are not among the results any more; refresh them.'));
  const source = {
    snapshot,
    project,
    roots: results.roots.map(({ uri }) => uri),
    labels: results.roots.map(({ name }) => name),
    name: selections[0]?.title ?? first.id,
    isRuled: snapshot.runs.some(({ file }) => results.rulesOf(file).project.baseline !== null),
  };
  return write(source, context, progress, token);
}

async function write(
  { snapshot, project, roots, labels, name, isRuled }: ReportSource,
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  progress.report({ message: vscode.l10n.t('writing the report') });
  const { generator, now } = context.runtime;
  const baseline = await baselineFor(snapshot, roots, context, isRuled);
  const options = {
    generator,
    roots: [...labels, ...(baseline?.labels ?? [])],
    date: now().toISOString().slice(0, 10),
    baseline: baseline?.sides ?? null,
  };
  const report = await inSlices(reportSteps(snapshot, project, options), token);
  if (isNoReport(report)) throw new ExpectedError(report.reason);
  const { before } = baseline?.sides ?? {};
  const files = [...snapshot.files, ...(before?.files ?? [])];
  return { report, roots: [...roots, ...(baseline?.roots ?? [])], files, name };
}

/** The last part of the first path. */
function nameOf([first]: readonly vscode.Uri[]): string {
  return first?.path.split('/').findLast((part) => part !== '') ?? 'results';
}
