import type * as vscode from 'vscode';
import { generateReport, GENERATE_REPORT } from './commands/generate-report.ts';
import { registerCommand } from './commands/register.ts';
import { saveReport, SAVE_REPORT } from './commands/save-report.ts';
import { DisposableStore } from './lifecycle.ts';
import type { Disposable } from './lifecycle.ts';
import { createLog } from './log.ts';
import { OPEN_SOURCE_ID, ReportPanels } from './report/panels.ts';

/** What differs between the places that the extension runs in; the entries build it. */
export interface HostRuntime {
  /** "Benchtrail 0.1.0". */
  readonly generator: string;
  /** Today, as an ISO date. */
  readonly today: () => string;
  /** Where the extension is installed. */
  readonly extension: vscode.Uri;
}

const OPEN_SOURCE = { id: OPEN_SOURCE_ID, name: 'Open Source of a Figure' };

/** Wires every feature and returns the one thing whose disposal ends them all. */
export function start(runtime: HostRuntime): Disposable {
  const store = new DisposableStore();
  const log = store.add(createLog());
  const panels = store.add(new ReportPanels(runtime.extension));
  store.add(
    registerCommand(GENERATE_REPORT, log, (...args) => generateReport({ ...runtime, log }, panels, args)),
  );
  store.add(registerCommand(SAVE_REPORT, log, () => saveReport(panels, log)));
  store.add(registerCommand(OPEN_SOURCE, log, (...args) => panels.openSource(args)));
  return store;
}
