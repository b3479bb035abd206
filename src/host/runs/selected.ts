import * as vscode from 'vscode';
import type { SourceFile } from '../../core/model/file.ts';
import type { OutlineNode } from '../../core/outline/node.ts';
import type { HostContext } from '../context.ts';
import { RunElement } from './element.ts';
import type { RunsView } from './runs-view.ts';

/** The items that a command was called on: all that are selected when the clicked one is among them. */
export function chosenNodes(args: readonly unknown[], view: RunsView): readonly OutlineNode[] {
  const [clicked, selected] = args;
  const many = Array.isArray(selected) ? selected.filter((item) => item instanceof RunElement) : [];
  if (many.length > 0) return many.map(({ node }) => node);
  if (clicked instanceof RunElement) return [clicked.node];
  return view.selection.map(({ node }) => node);
}

/** The file that an item stands for; undefined for groups. */
export function fileOf(node: OutlineNode): SourceFile | undefined {
  switch (node.kind) {
    case 'run':
    case 'benchmark':
    case 'metric':
      return node.run.file;
    case 'file':
      return node.file;
    case 'group':
    case 'series':
    case 'files':
      return undefined;
  }
}

/** The file or folder that a command was called on: from the Explorer, an item of the view, or the active editor. */
export function chosenUri(args: readonly unknown[], { results }: HostContext): vscode.Uri | undefined {
  const [clicked] = args;
  if (clicked instanceof vscode.Uri) return clicked;
  if (clicked instanceof RunElement) {
    const file = fileOf(clicked.node);
    return file === undefined ? undefined : results.uriOf(file);
  }
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
