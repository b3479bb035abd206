import * as vscode from 'vscode';
import { buildReport, isNoReport } from '../../core/report/build.ts';
import { ExpectedError } from '../errors.ts';
import { readFolders } from '../files/read-folder.ts';
import type { HostContext } from '../context.ts';
import { nextTurn } from '../slices.ts';
import type { GeneratedReport, ReportProgress } from './engine.ts';

/** A path as people see it in this window: relative to its workspace folder, whose own name is enough. */
function scopeName(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}

/**
 * Reads folders or files and writes a report about them. Rejects with a CancellationError once the token is cancelled, and with
 * an ExpectedError that says what was found when nothing counts.
 */
export async function generate(
  uris: readonly vscode.Uri[],
  context: Pick<HostContext, 'files' | 'log' | 'runtime'>,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  const { roots, snapshot, projects } = await readFolders(uris, context, progress, token);
  progress.report({ message: vscode.l10n.t('writing the report') });
  await nextTurn(token);
  const report = buildReport(snapshot, projects.together(), {
    generator: context.runtime.generator,
    roots: uris.map((uri) => scopeName(uri)),
    date: context.runtime.now().toISOString().slice(0, 10),
  });
  if (isNoReport(report)) throw new ExpectedError(report.reason);
  return { report, roots, files: snapshot.files };
}
