import * as vscode from 'vscode';

/** What features write to: VS Code's own log channel, whose level the user sets with "Developer: Set Log Level". */
export type Log = Pick<
  vscode.LogOutputChannel,
  'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show' | 'dispose'
>;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Benchtrail', { log: true });
}
