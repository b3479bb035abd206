import * as vscode from 'vscode';
import type { SavedFile, SavedType } from '../../protocol/panel-state.ts';

const TYPE_NAMES: Readonly<Record<SavedType, string>> = {
  png: 'PNG',
  svg: 'SVG',
  csv: 'CSV',
  md: 'Markdown',
};

/** Asks where to save a file that the webview made, and writes it; false when the user changed their mind. */
export async function saveFile({ name, type, bytes }: SavedFile): Promise<boolean> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposal(`${fileName(name)}.${type}`),
    filters: { [TYPE_NAMES[type]]: [type] },
    saveLabel: vscode.l10n.t('Save'),
  });
  if (target === undefined) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  return true;
}

/** In the first workspace folder; where there is none, the dialog proposes the folder that it likes. */
function proposal(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder.uri, name);
}

/** Letters, digits and dashes: the name comes from titles, and those from files. */
function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '') || 'benchtrail';
}
