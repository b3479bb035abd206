import type * as vscode from 'vscode';
import type { HostRuntime } from './host/context.ts';
import type { Manifest } from './host/start/manifest.ts';
import { start, type Host } from './host/start.ts';

/** A browser holds a file whole, and reads it in slices between everything else. */
const MOST_BYTES = 20 * 1024 * 1024;

let host: Host | undefined;

/** The entry for the web extension host: no threads, no disk. */
export function activate(context: vscode.ExtensionContext): Host {
  const { version, contributes } = context.extension.packageJSON as Manifest;
  const runtime: HostRuntime = {
    generator: `Benchtrail ${version}`,
    now: () => new Date(),
    extension: context.extensionUri,
    memory: context.workspaceState,
    storage: context.storageUri,
    mostBytes: MOST_BYTES,
  };
  host = start(
    runtime,
    contributes.commands.map(({ command }) => command),
  );
  context.subscriptions.push(host);
  return host;
}

export async function deactivate(): Promise<void> {
  await host?.keep();
}
