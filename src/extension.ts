import type * as vscode from 'vscode';
import type { ReportEngine } from './host/report/engine.ts';
import { start } from './host/start.ts';

const engine: ReportEngine = { report: () => Promise.resolve(undefined) };

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(start({ engine }));
}
