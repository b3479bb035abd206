import * as vscode from 'vscode';

/** Inside VS Code: the text that a command saves when the user chooses this place. */
export async function savedBy(command: string, target: vscode.Uri): Promise<string> {
  const window = vscode.window as { showSaveDialog: typeof vscode.window.showSaveDialog };
  const ask = window.showSaveDialog;
  window.showSaveDialog = () => Promise.resolve(target);
  try {
    await vscode.commands.executeCommand(command);
  } finally {
    window.showSaveDialog = ask;
  }
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
}
