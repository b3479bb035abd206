import { generateReport, GENERATE_REPORT } from './commands/generate-report.ts';
import { watchActiveFile } from './commands/known-file.ts';
import { openDashboard, OPEN_DASHBOARD } from './commands/open-dashboard.ts';
import { registerCommand } from './commands/register.ts';
import { registerResultCommands } from './commands/results.ts';
import {
  COPY_REPORT,
  copyReport,
  SAVE_REPORT,
  SAVE_REPORT_HTML,
  saveReport,
  saveReportAsHtml,
} from './commands/save-report.ts';
import { compareWith, COMPARE_WITH } from './compare/compare-with.ts';
import type { HostContext, HostRuntime } from './context.ts';
import { registerDocuments } from './documents/documents.ts';
import { Insights } from './insight/insights.ts';
import { Dashboard } from './dashboard/panel.ts';
import { DisposableStore } from './lifecycle.ts';
import type { Disposable } from './lifecycle.ts';
import type { Log } from './log.ts';
import { notifyNewRuns } from './notify/new-runs.ts';
import { OPEN_PLACE, Places } from './places/places.ts';
import { registerProblems } from './problems/register.ts';
import { registerProject } from './project/register.ts';
import { OPEN_SOURCE_ID, ReportPanels } from './report/panels.ts';
import { createResults } from './results/create-results.ts';
import { registerRuns } from './runs/register.ts';
import type { RunsTree } from './runs/runs-tree.ts';
import type { Shell } from './start/shell.ts';
import { RegressionCount } from './status/regression-count.ts';
import { registerStatusBar } from './status/status-bar.ts';

const OPEN_SOURCE = { id: OPEN_SOURCE_ID, name: 'Open Source of a Figure' };

/** Everything that the extension does, once something has asked for it. */
export interface Features extends Disposable {
  readonly context: HostContext;
  readonly dashboard: Dashboard;
  readonly tree: RunsTree;
  /** Keeps what is known for the next session. */
  keep(): Promise<void>;
}

/** Wires every feature; disposing them ends them all. Nothing is read yet. */
export function createFeatures(runtime: HostRuntime, log: Log, shell: Shell): Features {
  const store = new DisposableStore();
  const places = store.add(new Places(runtime.openRanges));
  const reports = store.add(new ReportPanels(runtime.extension, places));
  const { results, files } = createResults(runtime, log, store);
  const insights = store.add(new Insights(results, runtime));
  const context: HostContext = { runtime, log, places, reports, results, files, insights };
  const dashboard = store.add(new Dashboard(context));
  store.add(
    registerCommand(OPEN_DASHBOARD, log, (...args) => openDashboard(dashboard, context.results, args)),
  );
  const regressions = store.add(new RegressionCount(context));
  const runs = store.add(registerRuns(context, regressions, shell));
  store.add(registerProject(context));
  store.add(registerCommand(GENERATE_REPORT, log, (...args) => generateReport(context, args)));
  store.add(registerCommand(COMPARE_WITH, log, (...args) => compareWith(context, args)));
  store.add(registerCommand(SAVE_REPORT, log, () => saveReport(reports, log)));
  store.add(registerCommand(SAVE_REPORT_HTML, log, () => saveReportAsHtml(reports, log)));
  store.add(registerCommand(COPY_REPORT, log, () => copyReport(reports)));
  store.add(watchActiveFile(results));
  store.add(notifyNewRuns(context));
  store.add(registerCommand(OPEN_SOURCE, log, (...args) => reports.openSource(args)));
  store.add(registerCommand(OPEN_PLACE, log, (...args) => places.openLink(args)));
  store.add(registerDocuments(context));
  store.add(registerProblems(context));
  store.add(registerStatusBar(context, regressions, shell.status));
  store.add(registerResultCommands(results, log));
  return {
    context,
    dashboard,
    tree: runs.view.tree,
    keep: () => results.keep(),
    dispose: () => {
      store.dispose();
    },
  };
}
