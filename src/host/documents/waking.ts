import * as vscode from 'vscode';
import type { HostContext } from '../context.ts';
import { report } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { isNominated } from './nominated.ts';

/** Asks for results when a file is looked at whose name says that it may be one; until then nothing is read. */
export class Waking implements Disposable {
  readonly #store = new DisposableStore();
  readonly #context: HostContext;

  constructor(context: HostContext) {
    this.#context = context;
    this.#store.add(
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        this.#look(editors);
      }),
    );
    this.#look(vscode.window.visibleTextEditors);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(editors: readonly vscode.TextEditor[]): void {
    const { results, log } = this.#context;
    const isAwake = results.state.phase !== 'asleep';
    if (isAwake || !editors.some(({ document }) => isNominated(document.uri))) return;
    results.wake().catch((error: unknown) => {
      report(error, vscode.l10n.t('Reading results'), log);
    });
  }
}
