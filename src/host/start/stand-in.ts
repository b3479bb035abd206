import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle.ts';

/** Stands in for commands until `arrive` has registered them; disposing it makes room for them. */
export function standIn(ids: readonly string[], arrive: () => Promise<unknown>): Disposable {
  const store = new DisposableStore();
  for (const id of ids) {
    store.add(
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        await arrive();
        return vscode.commands.executeCommand(id, ...args);
      }),
    );
  }
  return store;
}
