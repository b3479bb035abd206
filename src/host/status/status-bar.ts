import * as vscode from 'vscode';
import { formatCount } from '../../core/format/quantity.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { RegressionCount } from './regression-count.ts';

/**
 * The status bar item: reading under way, or how many runs there are and how much of them regressed. While nothing has asked for
 * results it tells what the last session knew. Shown only when there is something to say.
 */
export function registerStatusBar({ results }: HostContext, regressions: RegressionCount): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('benchtrail.results', vscode.StatusBarAlignment.Left, 0),
  );
  item.name = vscode.l10n.t('Benchtrail Results');
  item.command = 'benchtrail.runs.focus';
  const show = (): void => {
    const { state, snapshot } = results;
    const runs = state.phase === 'asleep' ? (results.lastCounts?.runs ?? 0) : ownRuns(snapshot).length;
    const isStill = state.phase === 'idle' || state.phase === 'asleep';
    const text = isStill ? runsText(runs, regressions.found.length) : readingText(state);
    if (text === null) {
      item.hide();
      return;
    }
    item.text = text;
    item.tooltip =
      state.phase === 'asleep'
        ? vscode.l10n.t('Benchtrail: runs of the last session. Click to read them again.')
        : tooltip(results, regressions.found.length);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Benchtrail: {0}', text.replace(/\$\([^)]*\)\s*/gu, '')),
    };
    item.show();
  };
  store.add(results.onDidChange(show));
  store.add(results.onDidChangeState(show));
  store.add(regressions.onDidCount(show));
  show();
  return store;
}

function runsText(runs: number, regressions: number): string | null {
  if (runs === 0) return null;
  const text = runs === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', formatCount(runs));
  const worse = regressions === 0 ? '' : `, ${vscode.l10n.t('{0} regressed', formatCount(regressions))}`;
  return `$(graph) ${text}${worse}`;
}

function readingText({ phase, done, total }: HostContext['results']['state']): string {
  const progress =
    phase === 'listing' || total === 0
      ? vscode.l10n.t('Looking for results')
      : vscode.l10n.t('Reading results {0} / {1}', formatCount(done), formatCount(total));
  return `$(loading~spin) ${progress}`;
}

/** The runs that the view shows: those of copies are listed there as files. */
function ownRuns({ runs }: HostContext['results']['snapshot']): HostContext['results']['snapshot']['runs'] {
  return runs.filter(({ file }) => file.status === 'used');
}

function tooltip({ snapshot }: HostContext['results'], regressions: number): string {
  const { files } = snapshot;
  const runs = ownRuns(snapshot);
  const counted = files.filter(({ status }) => status === 'used').length;
  const copies = files.filter(({ status }) => status === 'duplicate' || status === 'derived').length;
  const failed = files.filter(({ status }) => status === 'failed').length;
  return [
    vscode.l10n.t('Benchtrail: {0} runs in {1} files', formatCount(runs.length), formatCount(counted)),
    ...(copies > 0 ? [vscode.l10n.t('{0} files repeat others and do not count', formatCount(copies))] : []),
    ...(failed > 0 ? [vscode.l10n.t('{0} files cannot be read', formatCount(failed))] : []),
    ...(regressions > 0
      ? [vscode.l10n.t('{0} metrics regressed against the baseline', formatCount(regressions))]
      : []),
    vscode.l10n.t('Click to show the runs'),
  ].join('\n');
}
