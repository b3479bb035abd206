import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Features } from '../../../src/host/features.ts';
import type { Host } from '../../../src/host/start.ts';

/** A file of the opened workspace. */
export function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

/** The running extension, with all that it does. */
export async function host(): Promise<Features> {
  const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
  assert.ok(extension);
  return (await extension.activate()).features();
}

export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri(path)), {
    preview: false,
  });
}

/** What the lenses of a file say, the line about the file first. */
export async function lensesOf(path: string): Promise<string[]> {
  await show(path);
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    workspaceUri(path),
    10,
  );
  return found.map(({ command }) => command?.title ?? '');
}

/** Waits until `check` gives something; events of the editor come when they come. */
export async function until<T>(
  check: () => T | undefined | Promise<T | undefined>,
  what: string,
): Promise<T> {
  for (let round = 0; round < 400; round++) {
    const found = await check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** What hovers of ours say at a position, and the text that they mark. */
export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ readonly text: string; readonly marked: string } | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  for (const { contents, range } of hovers) {
    const parts = contents.filter((part) => part instanceof vscode.MarkdownString);
    const text = parts.map(({ value }) => value).join('\n');
    if (range !== undefined && text !== '') return { text, marked: document.getText(range) };
  }
  return undefined;
}

/** The hover over the first occurrence of a text on a line from 1. */
export async function hoverOver(
  path: string,
  line: number,
  text: string,
): Promise<{ readonly text: string; readonly marked: string } | undefined> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(path));
  const column = document.lineAt(line - 1).text.indexOf(text);
  assert.ok(column >= 0, `${path}:${String(line)} has no “${text}”`);
  return hoverAt(document, new vscode.Position(line - 1, column));
}
