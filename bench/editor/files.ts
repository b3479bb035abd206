import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { OutlineOptions } from '../../src/core/outline/options.ts';
import type { HostContext } from '../../src/host/context.ts';
import type { RunElement } from '../../src/host/runs/element.ts';
import { RunsTree } from '../../src/host/runs/runs-tree.ts';
import type { Measuring } from './measuring.ts';
import { quantile } from './quantile.ts';
import { csvOf } from './sample.ts';
import { RESULTS, runPath } from './window.ts';

export const ROUNDS = 7;
/** A change that is not heard of by then gives no time. */
const NO_EVENT_MS = 20_000;

const TREE: OutlineOptions = {
  groupBy: 'category',
  sortBy: 'time',
  filter: '',
  rootNames: ['bench'],
  isListed: () => false,
};

/** How long reading takes, and how long it takes from a changed file to the changed item. Gives the time of the first reading. */
export async function benchFiles(
  measuring: Measuring,
  context: HostContext,
  folder: string,
  files: number,
): Promise<number> {
  const { results } = context;
  const during = await measuring.blocksIn('everything is read for the first time', async () => {
    await results.wake();
    await results.settled();
  });
  assert.equal(results.snapshot.files.length, files);
  measuring.ms('first reading', during);
  const tree = new RunsTree(context);
  await tree.update(TREE);
  await openAll(tree);
  const drawing = results.onDidChange(() => void tree.update(TREE));
  // Watchers take a while to begin; the results look once more by then.
  await new Promise((resolve) => setTimeout(resolve, 6000));
  await results.settled();
  await measuring.blocksIn('files change', async () => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      times.push(await changeMs(context, tree, join(folder, runPath(round)), false));
    changed(measuring, 'from a changed file to the changed item', times);
  });
  await measuring.blocksIn('files change in folders that were made meanwhile', async () => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const path = join(folder, RESULTS, `nightly${String(round)}`, 'cpu', 'run_1.csv');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, csvOf(files + round));
      await until(() => results.fileAt(vscode.Uri.file(path)) !== undefined, context);
      times.push(await changeMs(context, tree, path, true));
    }
    changed(measuring, 'the same in a folder that was made meanwhile', times);
  });
  drawing.dispose();
  tree.dispose();
  return during;
}

function changed(measuring: Measuring, name: string, times: readonly number[]): void {
  const heard = times.filter((ms) => !Number.isNaN(ms));
  const [middle, longest] = [quantile(heard, 0.5).toFixed(0), quantile(heard, 1).toFixed(0)];
  measuring.row(`${name}: median, longest`, `${middle}, ${longest} ms`);
  if (heard.length < times.length)
    measuring.row('  not heard of', `${String(times.length - heard.length)} of ${String(times.length)}`);
}

/** Asks for everything down to the runs, as a view does in which all is open. */
async function openAll(tree: RunsTree, element?: RunElement): Promise<void> {
  if (element?.node.kind === 'run') return;
  for (const child of await tree.getChildren(element)) await openAll(tree, child);
}

async function changeMs(
  { results }: HostContext,
  tree: RunsTree,
  path: string,
  isNew: boolean,
): Promise<number> {
  const sizeOf = (): number | undefined => results.fileAt(vscode.Uri.file(path))?.bytes;
  const before = sizeOf();
  const started = performance.now();
  const changed = new Promise<void>((resolve) => {
    const listener = tree.onDidChangeTreeData(() => {
      const file = results.fileAt(vscode.Uri.file(path));
      const node = file && tree.outline?.fileNode(file);
      if (node === undefined || file?.bytes === before) return;
      tree.getTreeItem(tree.elementFor(node));
      listener.dispose();
      resolve();
    });
  });
  appendFileSync(path, 'kernel0,20,5.5,\n');
  const late = new Promise<void>((resolve) => setTimeout(resolve, NO_EVENT_MS));
  await Promise.race([changed, late]);
  const ms = sizeOf() === before ? NaN : performance.now() - started;
  await results.settled();
  if (!isNew) await new Promise((resolve) => setTimeout(resolve, 300));
  return ms;
}

async function until(isSo: () => boolean, { results }: HostContext): Promise<void> {
  for (const end = performance.now() + NO_EVENT_MS; !isSo() && performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await results.settled();
  }
}
