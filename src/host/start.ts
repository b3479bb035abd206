import { generateReport, GENERATE_REPORT } from './commands/generate-report.ts';
import { registerCommand } from './commands/register.ts';
import { DisposableStore } from './lifecycle.ts';
import type { Disposable } from './lifecycle.ts';
import { createLog } from './log.ts';
import type { ReportEngine } from './report/engine.ts';

/** What differs between the places that the extension runs in; the entries build it. */
export interface HostRuntime {
  readonly engine: ReportEngine;
}

/** Wires every feature and returns the one thing whose disposal ends them all. */
export function start(runtime: HostRuntime): Disposable {
  const store = new DisposableStore();
  const log = store.add(createLog());
  store.add(registerCommand(GENERATE_REPORT, log, (...args) => generateReport({ ...runtime, log }, args)));
  return store;
}
