import type * as vscode from 'vscode';
import { start } from './host/start.ts';

export function activate(context: vscode.ExtensionContext): void {
  const { version } = context.extension.packageJSON as { readonly version: string };
  context.subscriptions.push(
    start({
      generator: `Benchtrail ${version}`,
      extension: context.extensionUri,
      today: () => new Date().toISOString().slice(0, 10),
    }),
  );
}
