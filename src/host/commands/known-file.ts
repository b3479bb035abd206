import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { Results } from '../results/results.ts';

/** Tells menus whether the active editor shows a file in which results were recognised. */
const KNOWN_FILE_KEY = 'benchtrail.activeFileIsKnown';

/** Keeps the key of the active editor's file right. */
export function watchActiveFile(results: Results): Disposable {
  const store = new DisposableStore();
  let told: boolean | undefined;
  const tell = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const known = uri !== undefined && (results.fileAt(uri)?.format ?? null) !== null;
    if (known === told) return;
    told = known;
    void vscode.commands.executeCommand('setContext', KNOWN_FILE_KEY, known);
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(tell));
  store.add(results.onDidChange(tell));
  return store;
}
