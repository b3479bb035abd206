import * as vscode from 'vscode';
import { EMPTY_PROJECT, type ProjectEdit } from '../../core/project/edit-project.ts';
import { spliced } from '../../core/project/splice-json.ts';
import { PROJECT_FILE_NAME } from '../../core/project/project-file.ts';
import { ExpectedError } from '../errors.ts';
import type { Results } from '../results/results.ts';

/** The project file that rules a file or folder, or the one to be made for it. */
export interface ProjectDocument {
  readonly uri: vscode.Uri;
  /** The file's own path below the project file's folder, forward slashes; '' for that folder itself. */
  readonly path: string;
  readonly exists: boolean;
  /** What stands in it now, in an editor or on disk. */
  readonly text: string;
}

/** The nearest project file above something, up to the top of its repository; else a new one in its root's folder. */
export async function projectDocumentFor(target: vscode.Uri, results: Results): Promise<ProjectDocument> {
  const root = rootOf(target, results);
  for (let folder = parentOf(target); ; folder = parentOf(folder)) {
    const uri = vscode.Uri.joinPath(folder, PROJECT_FILE_NAME);
    const text = await textOf(uri);
    if (text !== undefined) return { uri, path: pathBelow(folder, target), exists: true, text };
    const isTop = folder.path === '/' || folder.path === '';
    if (isTop || (await isThere(vscode.Uri.joinPath(folder, '.git')))) break;
  }
  const uri = vscode.Uri.joinPath(root, PROJECT_FILE_NAME);
  return { uri, path: pathBelow(root, target), exists: false, text: EMPTY_PROJECT };
}

/** Writes an edit as one step that can be undone, and saves it at once. */
export async function applyToProject(
  { uri, exists, text }: ProjectDocument,
  edit: ProjectEdit,
): Promise<void> {
  if (typeof edit === 'string') throw new ExpectedError(edit);
  if (edit.length === 0) return;
  const changes = new vscode.WorkspaceEdit();
  if (exists) {
    const document = await vscode.workspace.openTextDocument(uri);
    for (const { offset, length, content } of edit) {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      changes.replace(uri, range, content);
    }
    if ((await vscode.workspace.applyEdit(changes)) && (await document.save())) return;
  } else {
    changes.createFile(uri, { contents: new TextEncoder().encode(spliced(text, edit)), overwrite: true });
    if (await vscode.workspace.applyEdit(changes)) return;
  }
  throw new ExpectedError(vscode.l10n.t('{0} could not be written.', vscode.workspace.asRelativePath(uri)));
}

/** The folder of results that something lies in: a root, else its workspace folder. */
function rootOf(target: vscode.Uri, { roots }: Results): vscode.Uri {
  const own = roots
    .filter(({ uri }) => isBelow(target, uri))
    .sort((a, b) => b.uri.path.length - a.uri.path.length);
  const folder = own[0]?.uri ?? vscode.workspace.getWorkspaceFolder(target)?.uri;
  if (folder === undefined) {
    throw new ExpectedError(
      vscode.l10n.t('{0} lies outside this workspace and its folders of results.', target.path),
    );
  }
  return folder;
}

function isBelow(target: vscode.Uri, folder: vscode.Uri): boolean {
  const same = target.scheme === folder.scheme && target.authority === folder.authority;
  const path = folder.path.replace(/\/$/u, '');
  return same && (target.path === path || target.path.startsWith(`${path}/`));
}

function pathBelow(folder: vscode.Uri, target: vscode.Uri): string {
  return target.path.slice(folder.path.replace(/\/$/u, '').length).replace(/^\/|\/$/gu, '');
}

function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** What an editor shows, or would show: the text that will be saved. A file that was deleted may still be open; it is gone. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  if (!(await isThere(uri))) return undefined;
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
