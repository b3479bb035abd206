import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type * as vscode from 'vscode';
import { isSkippedFolder } from './core/discovery/skipped-folders.ts';
import type { HostRuntime } from './host/context.ts';
import type { Manifest } from './host/start/manifest.ts';
import { start, type Host } from './host/start.ts';
import { fileRanges } from './worker/file-ranges.ts';
import { WorkerPool } from './worker/pool.ts';
import { ProcessReader } from './worker/process-reader.ts';
import { statsBelow } from './worker/stats-below.ts';

const MOST_BYTES = 512 * 1024 * 1024;
const IDLE_MS = 20_000;
/** Reading takes several times the bytes of a file: from here on that is felt in the process that the editor's extensions share. */
const LARGE_BYTES = 16 * 1024 * 1024;

let host: Host | undefined;

export function activate(context: vscode.ExtensionContext): Host {
  const { version, contributes } = context.extension.packageJSON as Manifest;
  const runtime: HostRuntime = {
    generator: `Benchtrail ${version}`,
    now: () => new Date(),
    extension: context.extensionUri,
    memory: context.workspaceState,
    storage: context.storageUri,
    mostBytes: MOST_BYTES,
    createReader: (tell) => {
      const common = { script: context.asAbsolutePath('dist/worker.js'), idleMs: IDLE_MS, tell };
      return new WorkerPool({
        ...common,
        threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
        large: { above: LARGE_BYTES, reader: new ProcessReader(common) },
      });
    },
    realPath: async (uri) =>
      uri.scheme === 'file' ? realpath(uri.fsPath).catch(() => undefined) : undefined,
    statsBelow: (folder) =>
      folder.scheme === 'file' ? statsBelow(folder.fsPath, isSkippedFolder) : Promise.resolve(undefined),
    openRanges: (uri) => (uri.scheme === 'file' ? fileRanges(uri.fsPath) : Promise.resolve(undefined)),
  };
  host = start(
    runtime,
    contributes.commands.map(({ command }) => command),
  );
  context.subscriptions.push(host);
  return host;
}

/** VS Code waits for this when the window closes. */
export async function deactivate(): Promise<void> {
  await host?.keep();
}
