import { registerCommand } from '../commands/register.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { clearBaseline, setBaseline } from './baseline-commands.ts';
import type { Shell } from '../start/shell.ts';
import type { RegressionCount } from '../status/regression-count.ts';
import { OPEN_ITEM } from './item.ts';
import { RunsView } from './runs-view.ts';
import {
  copyTable,
  filterRuns,
  groupRuns,
  openItem,
  revealInExplorer,
  showInRuns,
  sortRuns,
} from './view-commands.ts';

const GROUP = { id: 'benchtrail.groupRuns', name: 'Group Runs' };
const SORT = { id: 'benchtrail.sortRuns', name: 'Sort Runs' };
const FILTER = { id: 'benchtrail.filterRuns', name: 'Filter Runs' };
const CLEAR_FILTER = { id: 'benchtrail.clearRunsFilter', name: 'Clear Filter of Runs' };
const COPY = { id: 'benchtrail.copyTable', name: 'Copy as Markdown Table' };
const REVEAL = { id: 'benchtrail.revealInExplorer', name: 'Reveal in Explorer' };
const SHOW = { id: 'benchtrail.showInRuns', name: 'Show in Runs' };
const SET_BASELINE = { id: 'benchtrail.setBaseline', name: 'Set as Baseline' };
const CLEAR_BASELINE = { id: 'benchtrail.clearBaseline', name: 'Clear Baseline' };

/** The view of runs with its commands. */
export function registerRuns(
  context: HostContext,
  regressions: RegressionCount,
  shell: Shell,
): Disposable & { readonly view: RunsView } {
  const store = new DisposableStore();
  const { log } = context;
  const view = store.add(new RunsView(context, regressions, shell));
  store.add(registerCommand(GROUP, log, () => groupRuns(view)));
  store.add(registerCommand(SORT, log, () => sortRuns(view)));
  store.add(registerCommand(FILTER, log, () => filterRuns(view)));
  store.add(registerCommand(CLEAR_FILTER, log, () => view.filterBy('')));
  store.add(registerCommand(OPEN_ITEM, log, (...args) => openItem(context, view, args)));
  store.add(registerCommand(COPY, log, (...args) => copyTable(context, view, args)));
  store.add(registerCommand(REVEAL, log, (...args) => revealInExplorer(context, args)));
  store.add(registerCommand(SHOW, log, (...args) => showInRuns(context, view, args)));
  store.add(registerCommand(SET_BASELINE, log, (...args) => setBaseline(context, view, args)));
  store.add(registerCommand(CLEAR_BASELINE, log, () => clearBaseline(context)));
  return {
    view,
    dispose: () => {
      store.dispose();
    },
  };
}
