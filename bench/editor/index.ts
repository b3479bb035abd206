import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Features } from '../../src/host/features.ts';
import type { Host } from '../../src/host/start.ts';
import { benchBig } from './big.ts';
import { benchControl } from './control.ts';
import { benchFiles } from './files.ts';
import { Measuring } from './measuring.ts';
import { TASK_VARIABLE, type WindowRows, type WindowTask } from './window.ts';

/** Long enough for what VS Code itself does by the clock. */
const IDLE_MS = 15_000;

/** Called inside the extension host of a real VS Code: measures how long people wait, and how long the host was blocked. */
export async function run(): Promise<void> {
  const task = JSON.parse(process.env[TASK_VARIABLE] ?? 'null') as WindowTask | null;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(task !== null && folder !== undefined);
  const measuring = new Measuring(task);
  const host = task.who === 'control' ? undefined : await activated(measuring);
  await measuring.blocksIn('nothing happens', () => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
  let during = task.during;
  if (typeof task.what === 'string')
    during = await benchBig(measuring, folder, host?.context.results, during);
  else if (host === undefined) await benchControl(measuring, folder, during);
  else during = await benchFiles(measuring, host.context, folder, task.what);
  const found: WindowRows = { rows: measuring.rows, during };
  writeFileSync(task.out, JSON.stringify(found));
}

async function activated(measuring: Measuring): Promise<Features> {
  const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
  assert.ok(extension);
  const host = await extension.activate();
  measuring.ms('activation, our own work', host.readyMs);
  let features: Features | undefined;
  const took = await measuring.blocksIn('what does the work is loaded', async () => {
    features = await host.features();
  });
  assert.ok(features);
  measuring.ms('loading what does the work', took);
  const dist = join(extension.extensionPath, 'dist');
  measuring.ms('loading what starts once more', measuring.loadMs(join(dist, 'extension.js'), dist));
  return features;
}
