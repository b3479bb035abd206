import * as vscode from 'vscode';
import type { Results } from '../results/results.ts';
import type { Command } from './register.ts';

export const REFRESH: Command = { id: 'benchtrail.refresh', name: 'Refresh Results' };
export const STOP_READING: Command = { id: 'benchtrail.stopReading', name: 'Stop Reading' };

/** Looks again at every file, with a sign of life and a way to stop where it takes a while. */
export async function refreshResults(results: Results): Promise<void> {
  const title = vscode.l10n.t('Looking for benchmark results');
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    results.refresh(),
  );
}

/** Keeps the key that the Stop command is enabled by. */
export function tellReading(results: Results): vscode.Disposable {
  let told = false;
  return results.onDidChangeState(({ phase }) => {
    const isReading = phase === 'listing' || phase === 'reading';
    if (isReading === told) return;
    told = isReading;
    void vscode.commands.executeCommand('setContext', 'benchtrail.reading', isReading);
  });
}
