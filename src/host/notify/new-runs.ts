import * as vscode from 'vscode';
import type { CatalogueRun } from '../../core/catalogue/snapshot.ts';
import { newRunsOf, newRunSentence } from '../../core/insight/new-runs.ts';
import type { HostContext } from '../context.ts';
import { report } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { isNotifying, NOTIFY_SETTING, stopNotifying } from './setting.ts';

/** Tells of runs that come after the first reading, where the user asked for it: many at once in one message. */
export function notifyNewRuns(context: HostContext): Disposable {
  const store = new DisposableStore();
  const { results, log } = context;
  let known: Set<string> | undefined;
  let waiting = false;
  const look = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    try {
      await results.settled();
    } finally {
      waiting = false;
    }
    const { snapshot } = results;
    const isFirst = known === undefined;
    known ??= new Set();
    const runs = isFirst || !isNotifying() ? [] : newRunsOf(snapshot, known);
    for (const { id } of snapshot.runs) known.add(id);
    if (runs.length > 0) tell(runs, context);
  };
  const tellErrors = (error: unknown): void => {
    report(error, vscode.l10n.t('New Run'), log);
  };
  store.add(
    results.onDidChange(() => {
      look().catch(tellErrors);
    }),
  );
  // Who wants to be told of new runs need not look at the results first.
  const wake = (): void => {
    if (isNotifying()) results.wake().catch(tellErrors);
  };
  store.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(NOTIFY_SETTING)) wake();
    }),
  );
  wake();
  return store;
}

/** Waits for nobody: the message may stay for as long as the user likes. */
function tell(runs: readonly CatalogueRun[], context: HostContext): void {
  const latest = runs.at(-1);
  if (latest === undefined) return;
  const sentence = newRunSentence(latest, context.insights.contextOf(latest));
  const message =
    runs.length === 1
      ? sentence
      : vscode.l10n.t('{0} new runs. The latest: {1}', String(runs.length), sentence);
  const show = vscode.l10n.t('Show');
  const compare = vscode.l10n.t('Compare');
  const off = vscode.l10n.t('Turn Off');
  void vscode.window.showInformationMessage(message, show, compare, off).then(async (choice) => {
    if (choice === show)
      await vscode.commands.executeCommand('benchtrail.showInRuns', context.results.uriOf(latest.file));
    if (choice === compare)
      await vscode.commands.executeCommand('benchtrail.compareWith', ...sides(latest, context));
    if (choice === off) await stopNotifying();
  });
}

/** The run's baseline and the run, so that nothing has to be asked; the run alone where it has none. */
function sides(run: CatalogueRun, { insights }: HostContext): readonly unknown[] {
  const own = { runIds: [run.id], title: run.id };
  const baseline = insights.baselines.of(run);
  if (baseline === null) return [own];
  const runIds = baseline.runs.map(({ id }) => id);
  const title = runIds.length === 1 ? runIds[0] : baseline.choice.text;
  return [own, [{ runIds, title }, own]];
}
