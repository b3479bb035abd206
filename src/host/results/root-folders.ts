import * as vscode from 'vscode';

/** A folder that is watched, before anything in it is known. */
export interface RootFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** The workspace folder whose settings hold; undefined for folders outside the workspace. */
  readonly workspaceFolder: vscode.WorkspaceFolder | undefined;
  /** Folders that the user added, relative to `uri`; '' is the folder itself. */
  readonly added: readonly string[];
}

export const FOLDERS_SETTING = 'folders';

/** The workspace folders, then the folders outside them that the settings name. */
export function rootFolders(): RootFolder[] {
  const workspace = vscode.workspace.workspaceFolders ?? [];
  const added = addedFolders();
  const outside = added.filter((uri) => !workspace.some((folder) => isWithin(uri, folder.uri)));
  const inside = workspace.map((folder) => ({
    uri: folder.uri,
    name: folder.name,
    workspaceFolder: folder,
    added: added.filter((uri) => isWithin(uri, folder.uri)).map((uri) => pathWithin(uri, folder.uri)),
  }));
  return [
    ...inside,
    ...outside
      .filter((uri) => !outside.some((other) => other !== uri && isWithin(uri, other)))
      .map((uri) => ({ uri, name: nameOf(uri), workspaceFolder: undefined, added: [''] })),
  ];
}

/** The folders of the setting, as the settings of each workspace folder tell them, each once. */
export function addedFolders(): vscode.Uri[] {
  const workspace = vscode.workspace.workspaceFolders ?? [];
  const found = new Map<string, vscode.Uri>();
  const scopes = workspace.length === 0 ? [undefined] : workspace;
  for (const scope of scopes) {
    const entries = vscode.workspace.getConfiguration('benchtrail', scope?.uri).get<unknown>(FOLDERS_SETTING);
    for (const entry of Array.isArray(entries) ? entries : []) {
      const uri = typeof entry === 'string' ? folderUri(entry, scope?.uri) : undefined;
      if (uri !== undefined) found.set(uri.toString(), uri);
    }
  }
  return [...found.values()];
}

/** A folder as the setting names it: a path below the workspace folder, an absolute path, or a URI. */
export function folderUri(entry: string, base: vscode.Uri | undefined): vscode.Uri | undefined {
  const text = entry.trim().replace(/(?<=[^/\\:])[/\\]+$/u, '');
  if (text === '') return undefined;
  if (/^[a-z][a-z\d+.-]+:\/\//iu.test(text)) return vscode.Uri.parse(text);
  if (/^(?:\/|[a-z]:[/\\]|\\\\)/iu.test(text)) {
    return base === undefined || base.scheme === 'file' ? vscode.Uri.file(text) : base.with({ path: text });
  }
  return base === undefined ? undefined : vscode.Uri.joinPath(base, text);
}

/** True for the folder itself and for what lies below it. */
export function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return false;
  return uri.path === folder.path || uri.path.startsWith(withSlash(folder.path));
}

/** The way from a folder down to what lies below it; '' for the folder itself. */
export function pathWithin(uri: vscode.Uri, folder: vscode.Uri): string {
  return uri.path === folder.path ? '' : uri.path.slice(withSlash(folder.path).length);
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').findLast((part) => part !== '') ?? uri.path;
}
