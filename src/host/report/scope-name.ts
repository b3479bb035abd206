import * as vscode from 'vscode';

/** A path as people see it in this window: relative to its workspace folder, whose own name is enough. */
export function scopeName(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}
