import * as vscode from 'vscode';
import { chosenFrom } from '../compare/selection.ts';
import { ExpectedError } from '../errors.ts';
import type { HostContext } from '../context.ts';
import { reportOnRuns, reportOnUris } from '../report/generate.ts';
import type { GeneratedReport, ReportProgress } from '../report/engine.ts';
import type { Command } from './register.ts';

export const GENERATE_REPORT: Command = { id: 'benchtrail.generateReport', name: 'Generate Report' };

type Generate = (progress: ReportProgress, token: vscode.CancellationToken) => Promise<GeneratedReport>;

/** Reports on what was chosen: files and folders, or runs of a view; on the whole workspace when nothing was. */
export async function generateReport(context: HostContext, args: readonly unknown[]): Promise<void> {
  const { names, generate } = taskFor(context, args);
  context.log.info(`Reading ${names}`);
  const title = vscode.l10n.t('Reading benchmark results in {0}', names);
  const made = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    generate,
  );
  await context.reports.show(made);
}

function taskFor(
  context: HostContext,
  args: readonly unknown[],
): { readonly names: string; readonly generate: Generate } {
  const chosen = chosenFrom(args);
  if (chosen.kind === 'runs') {
    const { selections } = chosen;
    const names = selections.map(({ title, runIds }) => title ?? runIds[0] ?? '').join(', ');
    return { names, generate: (progress, token) => reportOnRuns(selections, context, progress, token) };
  }
  const uris = chosen.kind === 'uris' ? chosen.uris : workspaceFolders();
  return {
    names: uris.map((uri) => vscode.workspace.asRelativePath(uri)).join(', '),
    generate: (progress, token) => reportOnUris(uris, context, progress, token),
  };
}

function workspaceFolders(): readonly vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  if (folders.length === 0) {
    throw new ExpectedError(
      vscode.l10n.t('Open a folder with benchmark results, then generate a report about it.'),
    );
  }
  return folders;
}
