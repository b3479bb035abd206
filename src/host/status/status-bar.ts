import * as vscode from 'vscode';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
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
    const runs = state.phase === 'asleep' ? (results.lastCounts?.runs ?? 0) : countsOf(snapshot).runs;
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

/** What a snapshot comes to. */
interface Counts {
  /** Those that the view shows: the runs of copies are listed there as files. */
  readonly runs: number;
  readonly used: number;
  readonly copies: number;
  readonly failed: number;
}

const COUNTS = new WeakMap<Snapshot, Counts>();

/** Counted once for a snapshot: progress is shown many times a second. */
function countsOf(snapshot: Snapshot): Counts {
  const known = COUNTS.get(snapshot);
  if (known !== undefined) return known;
  const files = { used: 0, duplicate: 0, derived: 0, failed: 0, ignored: 0 };
  for (const { status } of snapshot.files) files[status]++;
  let runs = 0;
  for (const { file } of snapshot.runs) if (file.status === 'used') runs++;
  const { used, duplicate, derived, failed } = files;
  const made = { runs, used, copies: duplicate + derived, failed };
  COUNTS.set(snapshot, made);
  return made;
}

function tooltip({ snapshot }: HostContext['results'], regressions: number): string {
  const { runs, used, copies, failed } = countsOf(snapshot);
  return [
    vscode.l10n.t('Benchtrail: {0} runs in {1} files', formatCount(runs), formatCount(used)),
    ...(copies > 0 ? [vscode.l10n.t('{0} files repeat others and do not count', formatCount(copies))] : []),
    ...(failed > 0 ? [vscode.l10n.t('{0} files cannot be read', formatCount(failed))] : []),
    ...(regressions > 0
      ? [vscode.l10n.t('{0} metrics regressed against the baseline', formatCount(regressions))]
      : []),
    vscode.l10n.t('Click to show the runs'),
  ].join('\n');
}
