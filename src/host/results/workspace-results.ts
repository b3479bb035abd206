import * as vscode from 'vscode';
import { Catalogue } from '../../core/catalogue/catalogue.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import type { SourceFile } from '../../core/model/file.ts';
import { readFolders } from '../files/read-folder.ts';
import { DisposableStore } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { ReadingState, ResultRoot, Results } from './results.ts';

const ASLEEP: ReadingState = { phase: 'asleep', done: 0, total: 0 };

/** The results of all workspace folders. */
export class WorkspaceResults implements Results {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<Snapshot>());
  readonly #stateChanged = this.#store.add(new vscode.EventEmitter<ReadingState>());
  readonly #stop = this.#store.add(new vscode.CancellationTokenSource());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeState = this.#stateChanged.event;
  #roots: readonly ResultRoot[] = [];
  #snapshot = new Catalogue().snapshot();
  #state = ASLEEP;
  #reading: Promise<void> | undefined;

  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get roots(): readonly ResultRoot[] {
    return this.#roots;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get state(): ReadingState {
    return this.#state;
  }

  async wake(): Promise<void> {
    await (this.#reading ??= this.#read());
  }

  async settled(): Promise<void> {
    await this.#reading;
  }

  async refresh(): Promise<void> {
    await this.#reading;
    this.#reading = this.#read();
    await this.#reading;
  }

  uriOf({ root, path }: Pick<SourceFile, 'root' | 'path'>): vscode.Uri {
    const base = this.#roots[root];
    if (base === undefined) throw new RangeError(`There is no root ${String(root)}.`);
    return vscode.Uri.joinPath(base.uri, path);
  }

  fileAt(uri: vscode.Uri): SourceFile | undefined {
    const wanted = uri.toString();
    return this.#snapshot.files.find((file) => this.uriOf(file).toString() === wanted);
  }

  dispose(): void {
    this.#stop.cancel();
    this.#store.dispose();
  }

  async #read(): Promise<void> {
    this.#tell({ phase: 'listing', done: 0, total: 0 });
    const folders = vscode.workspace.workspaceFolders ?? [];
    const read = await readFolders(
      folders.map(({ uri }) => uri),
      this.#log,
      { report: () => undefined },
      this.#stop.token,
    );
    this.#roots = folders.map(({ uri, name }, root) => ({ uri, name, project: read.projects.atRoot(root) }));
    this.#snapshot = read.snapshot;
    this.#tell({ phase: 'idle', done: 0, total: 0 });
    this.#changed.fire(this.#snapshot);
  }

  #tell(state: ReadingState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
