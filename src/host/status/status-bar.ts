import * as vscode from 'vscode';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import { formatCount } from '../../core/format/quantity.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { RegressionCount } from './regression-count.ts';
import { runsText, showLastSession, showText } from './runs-item.ts';

/**
 * Fills the status bar item: reading under way, or how many runs there are and how much of them regressed. While nothing has
 * asked for results it tells what the last session knew. Shown only when there is something to say.
 */
export function registerStatusBar(
  { results }: HostContext,
  regressions: RegressionCount,
  item: vscode.StatusBarItem,
): Disposable {
  const store = new DisposableStore();
  const show = (): void => {
    const { state, snapshot } = results;
    if (state.phase === 'asleep') {
      showLastSession(item, results.lastCounts);
      return;
    }
    const regressed = regressions.found.length;
    const text = state.phase === 'idle' ? runsText(countsOf(snapshot).runs, regressed) : readingText(state);
    showText(item, text, text === null ? '' : tooltip(results, regressed));
  };
  store.add(results.onDidChange(show));
  store.add(results.onDidChangeState(show));
  store.add(regressions.onDidCount(show));
  show();
  return store;
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
