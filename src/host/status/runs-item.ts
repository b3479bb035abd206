import * as vscode from 'vscode';
import { formatCount } from '../../core/format/quantity.ts';
import type { ResultCounts } from '../results/results.ts';

/** The status bar item of results; hidden until it has something to say. */
export function createRunsItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('benchtrail.results', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Benchtrail Results');
  item.command = 'benchtrail.runs.focus';
  return item;
}

/** What the last session knew, while nothing has asked for results. */
export function showLastSession(item: vscode.StatusBarItem, counts: ResultCounts | undefined): void {
  const tooltip = vscode.l10n.t('Benchtrail: runs of the last session. Click to read them again.');
  showText(item, runsText(counts?.runs ?? 0, 0), tooltip);
}

/** null hides the item. */
export function showText(item: vscode.StatusBarItem, text: string | null, tooltip: string): void {
  if (text === null) {
    item.hide();
    return;
  }
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = {
    label: vscode.l10n.t('Benchtrail: {0}', text.replace(/\$\([^)]*\)\s*/gu, '')),
  };
  item.show();
}

/** null: there are no runs. */
export function runsText(runs: number, regressions: number): string | null {
  if (runs === 0) return null;
  const text = runs === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', formatCount(runs));
  const worse = regressions === 0 ? '' : `, ${vscode.l10n.t('{0} regressed', formatCount(regressions))}`;
  return `$(graph) ${text}${worse}`;
}
