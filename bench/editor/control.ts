import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ROUNDS } from './files.ts';
import type { Measuring } from './measuring.ts';
import { quantile } from './quantile.ts';
import { runPath } from './window.ts';

const NO_EVENT_MS = 20_000;

/** The same folder and the same changes without us: a bare watcher hears of them. */
export async function benchControl(measuring: Measuring, folder: string, during: number): Promise<void> {
  const root = vscode.Uri.file(folder);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**'));
  await measuring.blocksIn(
    'everything is read for the first time',
    () => new Promise((resolve) => setTimeout(resolve, during)),
  );
  await new Promise((resolve) => setTimeout(resolve, 6000));
  await measuring.blocksIn('files change', async () => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await heardMs(watcher, join(folder, runPath(round))));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const [middle, longest] = [quantile(times, 0.5).toFixed(0), quantile(times, 1).toFixed(0)];
    measuring.row(
      'from a changed file to the event of a bare watcher: median, longest',
      `${middle}, ${longest} ms`,
    );
  });
  watcher.dispose();
}

async function heardMs(watcher: vscode.FileSystemWatcher, path: string): Promise<number> {
  const started = performance.now();
  const heard = new Promise<void>((resolve) => {
    const listener = watcher.onDidChange(({ fsPath }) => {
      if (fsPath !== path) return;
      listener.dispose();
      resolve();
    });
  });
  appendFileSync(path, 'kernel0,20,5.5,\n');
  await Promise.race([heard, new Promise<void>((resolve) => setTimeout(resolve, NO_EVENT_MS))]);
  return performance.now() - started;
}
