import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OutlineOptions } from '../../../src/core/outline/options.ts';
import type { Features } from '../../../src/host/features.ts';
import type { Host } from '../../../src/host/start.ts';

export const OPTIONS: OutlineOptions = {
  groupBy: 'category',
  sortBy: 'time',
  filter: '',
  rootNames: ['runs'],
  isListed: () => false,
};

/** The running extension, with all that it does. */
export async function host(): Promise<Features> {
  const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
  assert.ok(extension, 'the extension is not installed');
  return (await extension.activate()).features();
}

/** A file of the workspace. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(path)));
}
