import * as vscode from 'vscode';
import type { CatalogueRun, Snapshot } from '../../core/catalogue/snapshot.ts';
import { Baselines, chosenBaseline, type BaselineChoice } from '../../core/insight/baseline.ts';
import type { DescriptionContext } from '../../core/insight/tooltip.ts';
import type { SourceFile } from '../../core/model/file.ts';
import { baselineRule } from '../../core/project/selection.ts';
import type { HostRuntime } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { Results } from '../results/results.ts';

const BASELINE = 'benchtrail.baseline';

/** What a run is held against in this window, for every feature that shows a change. */
export class Insights implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #results: Results;
  readonly #runtime: HostRuntime;
  #made: { readonly snapshot: Snapshot; readonly baselines: Baselines } | undefined;

  /** Fires when the person's baseline has changed; new results are told by `results`. */
  readonly onDidChangeBaseline = this.#changed.event;

  constructor(results: Results, runtime: HostRuntime) {
    this.#results = results;
    this.#runtime = runtime;
  }

  /** The baselines of the newest snapshot; the same object until it or the choice changes. */
  get baselines(): Baselines {
    const { snapshot } = this.#results;
    if (this.#made?.snapshot !== snapshot) {
      const baselines = new Baselines(snapshot, (run) => this.choiceOf(run.file));
      this.#made = { snapshot, baselines };
    }
    return this.#made.baselines;
  }

  /** What descriptions of this run look at. */
  contextOf(run: CatalogueRun): DescriptionContext {
    const { noiseFloor } = this.#results.rulesOf(run.file).project;
    return { baselines: this.baselines, noiseFloor, now: this.#runtime.now().getTime() };
  }

  /** The choice that holds for a file: that of its project file, else the person's, else the previous run. */
  choiceOf(file: Pick<SourceFile, 'root' | 'path'>): BaselineChoice {
    return chosenBaseline(baselineRule(this.#results.rulesOf(file), file.path), this.#person());
  }

  /** The choice that holds at the top of a root; files below a project file of their own may have another. */
  choiceFor(root: number): BaselineChoice {
    return this.choiceOf({ root, path: '' });
  }

  /** Keeps the person's choice for this workspace; null forgets it. */
  async choose(text: string | null): Promise<void> {
    await this.#runtime.memory.update(BASELINE, text ?? undefined);
    this.#made = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #person(): string | null {
    const kept: unknown = this.#runtime.memory.get(BASELINE);
    return typeof kept === 'string' ? kept : null;
  }
}
