import * as vscode from 'vscode';
import { ExpectedError } from '../errors.ts';
import type { HostContext } from '../context.ts';
import { generate } from '../report/generate.ts';
import type { Command } from './register.ts';

export const GENERATE_REPORT: Command = { id: 'benchtrail.generateReport', name: 'Generate Report' };

/** Reports on the folders that were clicked, or on the whole workspace when called from the Command Palette. */
export async function generateReport(context: HostContext, args: readonly unknown[]): Promise<void> {
  const folders = chosenFolders(args);
  const names = folders.map((folder) => vscode.workspace.asRelativePath(folder)).join(', ');
  context.log.info(`Reading ${folders.map(String).join(', ')}`);
  const title = vscode.l10n.t('Reading benchmark results in {0}', names);
  const made = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => generate(folders, context, progress, token),
  );
  context.reports.show(made);
}

/** The Explorer passes the clicked item and, when several are selected, all of them. */
function chosenFolders(args: readonly unknown[]): readonly vscode.Uri[] {
  const [clicked, selected] = args;
  const many = Array.isArray(selected) ? selected.filter((item) => item instanceof vscode.Uri) : [];
  if (many.length > 0) return many;
  if (clicked instanceof vscode.Uri) return [clicked];
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  if (folders.length === 0) {
    throw new ExpectedError(
      vscode.l10n.t('Open a folder with benchmark results, then generate a report about it.'),
    );
  }
  return folders;
}
