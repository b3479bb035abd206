import type * as vscode from 'vscode';
import type { Log } from './log.ts';
import type { ReportPanels } from './report/panels.ts';
import type { Results } from './results/results.ts';

/** What differs between the places that the extension runs in; the entries build it. */
export interface HostRuntime {
  /** "Benchtrail 0.1.0". */
  readonly generator: string;
  readonly now: () => Date;
  /** Where the extension is installed. */
  readonly extension: vscode.Uri;
  /** What this window's workspace remembers. */
  readonly memory: vscode.Memento;
  /** A folder of our own for this workspace; undefined where the window has no workspace. */
  readonly storage: vscode.Uri | undefined;
}

/** What every feature may use. */
export interface HostContext {
  readonly runtime: HostRuntime;
  readonly log: Log;
  readonly results: Results;
  readonly reports: ReportPanels;
}
