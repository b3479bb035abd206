import * as vscode from 'vscode';
import { report } from '../errors.ts';
import type { Features } from '../features.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { isNotifying, NOTIFY_SETTING } from '../notify/setting.ts';
import { isProjectFile } from '../project/name.ts';

/**
 * Asks for the features where something on the screen or in the settings needs them although nobody called them: a project file,
 * a file whose name says that it may hold results, the wish to hear of new runs. Until then nothing is loaded or read.
 */
export class Waking implements Disposable {
  readonly #store = new DisposableStore();
  readonly #features: () => Promise<Features>;
  readonly #first: ReturnType<typeof setTimeout>;
  #isAwake = false;

  constructor(features: () => Promise<Features>) {
    this.#features = features;
    this.#store.add(
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        void this.#look(editors);
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(NOTIFY_SETTING)) this.#listen();
      }),
    );
    // What stands there already is looked at once the start is over.
    this.#first = setTimeout(() => {
      this.#listen();
      void this.#look(vscode.window.visibleTextEditors);
    }, 0);
  }

  dispose(): void {
    clearTimeout(this.#first);
    this.#store.dispose();
  }

  /** The features wake the results themselves where they have to tell of new runs. */
  #listen(): void {
    if (isNotifying()) void this.#ask();
  }

  async #look(editors: readonly vscode.TextEditor[]): Promise<void> {
    if (this.#isAwake || editors.length === 0) return;
    const uris = editors.map(({ document }) => document.uri);
    if (uris.some(isProjectFile)) void this.#ask();
    const { isNominated } = await import('../documents/nominated.ts');
    if (uris.some(isNominated)) await this.#wake();
  }

  async #wake(): Promise<void> {
    if (this.#isAwake) return;
    this.#isAwake = true;
    const context = (await this.#ask())?.context;
    await context?.results.wake().catch((error: unknown) => {
      report(error, vscode.l10n.t('Reading results'), context.log);
    });
  }

  /** Undefined where they cannot be loaded, which is told where that happens. */
  async #ask(): Promise<Features | undefined> {
    return this.#features().catch(() => undefined);
  }
}
