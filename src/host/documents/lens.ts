import * as vscode from 'vscode';
import { lensOf } from '../../core/insight/lens.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';

/** Setting that shows the lens. */
const SETTING = 'codeLens';

/** One line over a result file: what it was recognised as, its headline, and what can be done with it. */
export class ResultLenses implements vscode.CodeLensProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #context: HostContext;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(context: HostContext) {
    this.#context = context;
    const again = (): void => {
      this.#changed.fire();
    };
    this.#store.add(context.results.onDidChange(again));
    this.#store.add(context.insights.onDidChangeBaseline(again));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`benchtrail.${SETTING}`)) again();
      }),
    );
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration('benchtrail', uri).get<boolean>(SETTING)) return [];
    const { results, insights } = this.#context;
    const file = results.fileAt(uri);
    if (file === undefined) return [];
    const runs = results.snapshot.runs.filter((run) => run.file === file);
    const words = lensOf(file, runs, (run) => insights.contextOf(run));
    if (words === null) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const show = { title: words.text, command: 'benchtrail.showInRuns', arguments: [uri] };
    const actions = words.hasRuns ? actionsOn(uri) : [];
    return [show, ...actions].map((command) => new vscode.CodeLens(top, command));
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function actionsOn(uri: vscode.Uri): vscode.Command[] {
  return [
    { title: vscode.l10n.t('Show in Runs'), command: 'benchtrail.showInRuns', arguments: [uri] },
    { title: vscode.l10n.t('Compare with…'), command: 'benchtrail.compareWith', arguments: [uri] },
    { title: vscode.l10n.t('Generate Report'), command: 'benchtrail.generateReport', arguments: [uri] },
  ];
}
