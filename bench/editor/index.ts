import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { OutlineOptions } from '../../src/core/outline/options.ts';
import type { RunElement } from '../../src/host/runs/element.ts';
import { RunsTree } from '../../src/host/runs/runs-tree.ts';
import type { Host } from '../../src/host/start.ts';
import { TEST_LINE } from '../../test/support/mocha-run.ts';
import { Blocks } from './blocks.ts';
import { Typing } from './typing.ts';

const ROUNDS = 7;
/** Long enough for what VS Code itself does by the clock. */
const IDLE_MS = 15_000;
const BIG = 300_000_000;
/** A change that is not heard of by then gives no time. */
const NO_EVENT_MS = 20_000;

const TREE: OutlineOptions = {
  groupBy: 'category',
  sortBy: 'time',
  filter: '',
  rootNames: ['bench'],
  isListed: () => false,
};

/** Called inside the extension host of a real VS Code: prints how long people wait, and how long the host was blocked. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(extension && folder);
  const host = await extension.activate();
  row('loading the bundle', loadMs(join(extension.extensionPath, 'dist', 'extension.js')));
  row('activation, our own work', host.readyMs);
  await idle();
  for (const files of [100, 1000, 10_000]) await benchFiles(host, join(folder, 'results'), files);
  rmSync(join(folder, 'results'), { recursive: true });
  await host.context.results.refresh();
  await benchBig(host, folder);
}

function row(name: string, ms: number): void {
  console.log(`${TEST_LINE}  ${name.padEnd(72)} ${ms.toFixed(1).padStart(9)} ms`);
}

function loadMs(bundle: string): number {
  const require = createRequire(bundle);
  require.cache[bundle] = undefined;
  const started = performance.now();
  require(bundle);
  return performance.now() - started;
}

/** What the machine itself does to timers, for comparing. */
async function idle(): Promise<void> {
  const blocks = new Blocks();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  row('longest block of the host while nothing happens', blocks.end());
}

async function benchFiles({ context }: Host, folder: string, files: number): Promise<void> {
  const { results } = context;
  for (let index = 0; index < files; index++) {
    const series = join(folder, `series${String(index % 100)}`);
    mkdirSync(series, { recursive: true });
    const rows = Array.from(
      { length: 20 },
      (_, at) => `kernel${String(at % 4)},${String(at)},${String(1 + ((index * 31 + at * 17) % 97) / 10)},`,
    );
    writeFileSync(
      join(series, `run_${String(index)}.csv`),
      `kernel,repetition,time_ms,error\n${rows.join('\n')}\n`,
    );
  }
  const blocks = new Blocks();
  const started = performance.now();
  await results.wake();
  await results.refresh();
  await results.settled();
  assert.equal(results.snapshot.files.length, files);
  row(`${String(files)} files: first reading`, performance.now() - started);
  row(`${String(files)} files: longest block of the host meanwhile`, blocks.end());
  await hearing(results, folder);
  const tree = new RunsTree(context);
  await tree.update(TREE);
  await openAll(tree);
  const drawing = results.onDidChange(() => void tree.update(TREE));
  const changes = new Blocks();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await changeMs(results, tree, folder, round));
  const heard = times.filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const name = `${String(files)} files: from a changed file to the changed tree item`;
  row(`${name} (${String(heard.length)} of ${String(ROUNDS)} heard)`, heard[heard.length >> 1] ?? NaN);
  row(`${String(files)} files: longest block of the host meanwhile`, changes.end());
  drawing.dispose();
  tree.dispose();
}

/** Asks for everything down to the runs, as a view does in which all is open. */
async function openAll(tree: RunsTree, element?: RunElement): Promise<void> {
  if (element?.node.kind === 'run') return;
  for (const child of await tree.getChildren(element)) await openAll(tree, child);
}

/** Watchers of a new window begin when they begin: changes a file until one is heard of. */
async function hearing(results: Host['context']['results'], folder: string): Promise<void> {
  const heard: number[] = [];
  const listener = results.onDidChange(({ version }) => heard.push(version));
  for (let round = 0; heard.length === 0 && round < 10; round++) {
    appendFileSync(join(folder, 'series99', 'run_99.csv'), `kernel0,${String(21 + round)},5.5,\n`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await results.settled();
  }
  listener.dispose();
  await results.settled();
}

async function changeMs(
  results: Host['context']['results'],
  tree: RunsTree,
  folder: string,
  round: number,
): Promise<number> {
  const path = join(folder, `series${String(round)}`, `run_${String(round)}.csv`);
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
  return ms;
}

/** Written by another process, as a benchmark would: the host only sees it arrive. */
async function benchBig({ context: { results } }: Host, folder: string): Promise<void> {
  const path = join(folder, 'results', 'big.csv');
  mkdirSync(join(folder, 'results'), { recursive: true });
  const script = `
    const { openSync, writeSync } = require('node:fs');
    const file = openSync(process.argv[1], 'w');
    writeSync(file, 'model,request_id,latency_ms,throughput_tok_s,status\\n');
    for (let row = 0, size = 0; size < ${String(BIG)};) {
      let text = '';
      for (let i = 0; i < 20000; i++, row++)
        text += 'm' + (row % 3) + ',' + row + ',' + ((row * 7919) % 9973) / 100 + ',' + (50 + (row % 17)) + ',200\\n';
      size += writeSync(file, text);
    }`;
  const typing = new Typing();
  await typing.start();
  const blocks = new Blocks();
  const started = performance.now();
  await new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', script, path], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
      .on('exit', resolve)
      .on('error', reject);
  });
  row('a CSV of 300 MB: being written', performance.now() - started);
  const isRead = (): boolean => {
    const file = results.fileAt(vscode.Uri.file(path));
    return file !== undefined && file.bytes >= BIG;
  };
  while (!isRead()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await results.settled();
  }
  row('a CSV of 300 MB: from the first byte to the changed snapshot', performance.now() - started);
  row('a CSV of 300 MB: longest block of the host meanwhile', blocks.end());
  const { count, slowest } = await typing.end();
  row(`a CSV of 300 MB: slowest of ${String(count)} characters typed meanwhile`, slowest);
}
