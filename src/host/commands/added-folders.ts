import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { addedFolders, FOLDERS_SETTING } from '../results/root-folders.ts';

const ADDED_KEY = 'benchtrail.addedFolders';

/** Keeps the menus of the Explorer up to date: they show Add or Remove by the list of folders. */
export function followAddedFolders(): Disposable {
  const store = new DisposableStore();
  const tell = (): void => {
    const paths = addedFolders().map(({ fsPath }) => fsPath);
    void vscode.commands.executeCommand('setContext', ADDED_KEY, paths);
  };
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(tell));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`benchtrail.${FOLDERS_SETTING}`)) tell();
    }),
  );
  tell();
  return store;
}
