import * as vscode from 'vscode';
import { regressionsOf, type Regression } from '../../core/insight/regressions.ts';
import type { HostContext } from '../context.ts';
import { report } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { inSlices } from '../slices.ts';

/** The metrics that regressed against the baseline, found anew when results or the baseline change: what every count shows. */
export class RegressionCount implements Disposable {
  readonly #store = new DisposableStore();
  readonly #counted = this.#store.add(new vscode.EventEmitter<readonly Regression[]>());
  readonly #context: HostContext;
  #counting: vscode.CancellationTokenSource | undefined;
  #found: readonly Regression[] = [];

  readonly onDidCount = this.#counted.event;

  constructor(context: HostContext) {
    this.#context = context;
    const again = (): void => {
      void this.#count();
    };
    this.#store.add(context.results.onDidChange(again));
    this.#store.add(context.insights.onDidChangeBaseline(again));
  }

  get found(): readonly Regression[] {
    return this.#found;
  }

  dispose(): void {
    this.#counting?.cancel();
    this.#store.dispose();
  }

  async #count(): Promise<void> {
    this.#counting?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#counting = source;
    const { results, insights, log } = this.#context;
    // Baselines of a new snapshot take a while to make, too: they are made in its turn.
    const counting = function* (): ReturnType<typeof regressionsOf> {
      const { runs } = results.snapshot;
      return yield* regressionsOf(runs, insights.baselines, (run) => insights.contextOf(run).noiseFloor);
    };
    try {
      const found = await inSlices(counting(), source.token);
      if (found.length === 0 && this.#found.length === 0) return;
      this.#found = found;
      this.#counted.fire(found);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError))
        report(error, vscode.l10n.t('Counting regressions'), log);
    }
  }
}
