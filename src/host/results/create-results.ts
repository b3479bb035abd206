import * as vscode from 'vscode';
import type { HostRuntime } from '../context.ts';
import { ResultFiles } from '../files/result-files.ts';
import type { DisposableStore } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import { RecordCache } from './record-cache.ts';
import { FOLDERS_SETTING } from './root-folders.ts';
import { WorkspaceResults } from './workspace-results.ts';

/** The results of the window and what reads them; nothing is read or watched yet. */
export interface CreatedResults {
  readonly results: WorkspaceResults;
  readonly files: ResultFiles;
}

export function createResults(runtime: HostRuntime, log: Log, store: DisposableStore): CreatedResults {
  const reader = runtime.createReader?.((message) => {
    log.warn(message);
  });
  if (reader !== undefined) store.add(reader);
  const files = new ResultFiles({ reader, mostBytes: runtime.mostBytes });
  const results = store.add(
    new WorkspaceResults({
      files,
      log,
      realPath: runtime.realPath,
      statsBelow: runtime.statsBelow,
      memory: runtime.memory,
      now: runtime.now,
      openCache: () => openCache(runtime, log),
    }),
  );
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      results.follow();
    }),
  );
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      const ours = [`benchtrail.${FOLDERS_SETTING}`, 'benchtrail.discovery', 'files.exclude'];
      if (ours.some((setting) => event.affectsConfiguration(setting))) results.follow();
    }),
  );
  store.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) results.lookAgain();
    }),
  );
  return { results, files };
}

/** Records are those of one build of the engine: the bundle's time of change tells builds of one version apart. */
async function openCache(
  { storage, generator, extension }: HostRuntime,
  log: Log,
): Promise<RecordCache | undefined> {
  if (storage === undefined) return undefined;
  let built = 0;
  try {
    built = (await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension, 'dist'))).mtime;
  } catch {
    // A host that cannot look there has one build per version.
  }
  return new RecordCache(storage, `${generator}-${String(built)}`, log);
}
