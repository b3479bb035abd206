import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Features } from '../../../src/host/features.ts';
import type { Host } from '../../../src/host/start.ts';

/** The extension's own engine, once it is active. */
export async function host(): Promise<Features> {
  const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
  assert.ok(extension);
  return (await extension.activate()).features();
}

/** Where the test's workspace lies on disk. */
export function workspacePath(path = ''): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return path === '' ? folder.uri.fsPath : join(folder.uri.fsPath, path);
}

export async function put(path: string, text: string): Promise<void> {
  const whole = workspacePath(path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, text);
}

/** Empties the workspace. */
export async function clear(): Promise<void> {
  for (const name of await readdir(workspacePath()))
    if (name !== '.vscode') await rm(workspacePath(name), { recursive: true, force: true });
}

/** A small result of a run: throughput of one model, a value a row. */
export function rows(...values: readonly number[]): string {
  return `model,tokens_s\n${values.map((value) => `m,${String(value)}`).join('\n')}\n`;
}

/** Waits until `check` gives something; events of the editor come when they come. */
export async function until<T>(check: () => T | undefined | false, what: string, ms = 25_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
