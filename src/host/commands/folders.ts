import * as vscode from 'vscode';
import { ExpectedError } from '../errors.ts';
import { addedFolders, folderUri, FOLDERS_SETTING, isWithin, pathWithin } from '../results/root-folders.ts';
import type { Command } from './register.ts';

export const ADD_FOLDER: Command = { id: 'benchtrail.addFolder', name: 'Add Benchmark Folder' };
export const REMOVE_FOLDER: Command = { id: 'benchtrail.removeFolder', name: 'Remove Benchmark Folder' };

/** Adds the folders that were clicked, or asks for some: every file in them is looked into, wherever they lie. */
export async function addFolder(args: readonly unknown[]): Promise<void> {
  const chosen = clickedUris(args);
  const uris = chosen.length > 0 ? chosen : await askForFolders();
  for (const uri of uris) await changeList(uri, (entries, entry) => [...entries, entry]);
}

/** Takes the folders that were clicked, or that the user picks, off the list. Nothing in them is touched. */
export async function removeFolder(args: readonly unknown[]): Promise<void> {
  const chosen = clickedUris(args);
  const uris = chosen.length > 0 ? chosen : await pickAdded();
  for (const uri of uris) {
    const base = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const isThis = (entry: string): boolean => folderUri(entry, base)?.toString() === uri.toString();
    await changeList(uri, (entries) => entries.filter((entry) => !isThis(entry)));
  }
}

function clickedUris([clicked, selected]: readonly unknown[]): vscode.Uri[] {
  const many = Array.isArray(selected) ? selected.filter((item) => item instanceof vscode.Uri) : [];
  return many.length > 0 ? many : clicked instanceof vscode.Uri ? [clicked] : [];
}

async function askForFolders(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Add Folder'),
    title: vscode.l10n.t('Add Benchmark Folder'),
  });
  return chosen ?? [];
}

async function pickAdded(): Promise<readonly vscode.Uri[]> {
  const items = addedFolders().map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  if (items.length === 0)
    throw new ExpectedError(vscode.l10n.t('No folder was added; there is nothing to remove.'));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: vscode.l10n.t('Folders to remove from Benchtrail; their files stay where they are'),
  });
  return (picked ?? []).map(({ uri }) => uri);
}

/** A folder of the workspace stands in the settings of its workspace folder, by its path there; others stand by their whole path. */
async function changeList(
  uri: vscode.Uri,
  change: (entries: readonly string[], entry: string) => readonly string[],
): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const settings = vscode.workspace.getConfiguration('benchtrail', folder?.uri);
  const target = targetFor(folder);
  const inspected = settings.inspect<readonly string[]>(FOLDERS_SETTING);
  const own =
    target === vscode.ConfigurationTarget.WorkspaceFolder
      ? inspected?.workspaceFolderValue
      : target === vscode.ConfigurationTarget.Workspace
        ? inspected?.workspaceValue
        : inspected?.globalValue;
  const entries = own ?? settings.get<readonly string[]>(FOLDERS_SETTING) ?? [];
  const changed = [...new Set(change(entries, entryFor(uri, folder)))];
  await settings.update(FOLDERS_SETTING, changed.length === 0 ? undefined : changed, target);
}

function targetFor(folder: vscode.WorkspaceFolder | undefined): vscode.ConfigurationTarget {
  const { workspaceFolders, workspaceFile } = vscode.workspace;
  if (workspaceFolders === undefined) return vscode.ConfigurationTarget.Global;
  return folder !== undefined && workspaceFile !== undefined
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}

function entryFor(uri: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): string {
  if (folder !== undefined && isWithin(uri, folder.uri)) return pathWithin(uri, folder.uri) || '.';
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
