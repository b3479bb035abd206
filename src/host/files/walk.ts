import * as vscode from 'vscode';
import { compareText } from '../../core/format/compare.ts';
import { nextTurn } from '../slices.ts';

/** Folders that hold no results of the project itself. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test', '__pycache__', '.venv']);

/** Links below links are followed this deep, so that a loop of links ends. */
const MOST_LINKS = 2;

/** A file below a folder. */
export interface FoundUri {
  readonly uri: vscode.Uri;
  /** Relative to the folder, forward slashes. */
  readonly path: string;
}

interface Pending {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly links: number;
}

/** All files below a folder in a stable order, through whatever file system it is in. What cannot be listed is left out and told. */
export async function filesBelow(
  folder: vscode.Uri,
  token: vscode.CancellationToken,
  unreadable: (path: string, error: unknown) => void,
): Promise<FoundUri[]> {
  const files: FoundUri[] = [];
  const pending: Pending[] = [{ uri: folder, path: '', links: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    await nextTurn(token);
    for (const [name, type] of await listed(next, unreadable)) {
      const child = {
        uri: vscode.Uri.joinPath(next.uri, name),
        path: next.path === '' ? name : `${next.path}/${name}`,
      };
      const links = next.links + (isLink(type) ? 1 : 0);
      if (isFolder(type)) {
        if (!SKIPPED.has(name) && links <= MOST_LINKS) pending.push({ ...child, links });
      } else files.push(child);
    }
  }
  return files.sort((a, b) => compareText(a.path, b.path));
}

async function listed(
  { uri, path }: Pending,
  unreadable: (path: string, error: unknown) => void,
): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch (error) {
    unreadable(path, error);
    return [];
  }
}

function isFolder(type: vscode.FileType): boolean {
  return (type & vscode.FileType.Directory) !== 0;
}

function isLink(type: vscode.FileType): boolean {
  return (type & vscode.FileType.SymbolicLink) !== 0;
}
