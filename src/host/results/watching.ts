import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { Burst, type Changes, type Timer } from './burst.ts';
import { isWithin, type RootFolder } from './root-folders.ts';

/** The timers of this host. */
export const timer: Timer = {
  after: (ms: number, call: () => void) => {
    const handle = setTimeout(call, ms);
    return () => {
      clearTimeout(handle);
    };
  },
};

/** Watches folders, inside the workspace and outside it, and tells what changed, burst by burst. */
export class Watching implements Disposable {
  readonly #store = new DisposableStore();
  readonly #burst: Burst;
  readonly #roots: readonly RootFolder[];
  /** Roots from which an event has come: their file systems send them. */
  readonly #heard = new Set<RootFolder>();

  constructor(roots: readonly RootFolder[], tell: (changes: Changes) => void) {
    this.#roots = roots;
    this.#burst = this.#store.add(new Burst(timer, tell));
    for (const { uri } of roots) {
      const watcher = this.#store.add(
        vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(uri, '**')),
      );
      const add = (changed: vscode.Uri): void => {
        this.#take(changed);
      };
      this.#store.add(watcher.onDidCreate(add));
      this.#store.add(watcher.onDidChange(add));
      this.#store.add(watcher.onDidDelete(add));
    }
  }

  /** False where a root may lie on a file system that sends no events. */
  get hearsAll(): boolean {
    return this.#heard.size === this.#roots.length;
  }

  /** True while events wait to be told. */
  get isOpen(): boolean {
    return this.#burst.isOpen;
  }

  /** Tells at once what has come so far. */
  flush(): void {
    this.#burst.flush();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #take(uri: vscode.Uri): void {
    const root = this.#roots.find((one) => isWithin(uri, one.uri));
    if (root !== undefined) this.#heard.add(root);
    if (!/\/(?:\.git|node_modules)(?:\/|$)/u.test(uri.path)) this.#burst.add(uri.toString());
  }
}
