import type * as vscode from 'vscode';
import { start, type Host } from './host/start.ts';
import { fileRanges } from './worker/file-ranges.ts';

export function activate(context: vscode.ExtensionContext): Host {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const host = start({
    generator: `Benchtrail ${version}`,
    now: () => new Date(),
    extension: context.extensionUri,
    memory: context.workspaceState,
    storage: context.storageUri,
    openRanges: (uri) => (uri.scheme === 'file' ? fileRanges(uri.fsPath) : Promise.resolve(undefined)),
  });
  context.subscriptions.push(host);
  return host;
}
