import type * as vscode from 'vscode';
import type { RunElement } from '../runs/element.ts';
import type { AwaitedTree } from './awaited-tree.ts';

/** What stands in the window from its start on; the features fill it. */
export interface Shell {
  readonly view: vscode.TreeView<RunElement>;
  readonly tree: AwaitedTree;
  readonly status: vscode.StatusBarItem;
}
