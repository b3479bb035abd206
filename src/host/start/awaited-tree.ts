import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { RunElement } from '../runs/element.ts';
import type { RunsTree } from '../runs/runs-tree.ts';

/** Stands for the tree of runs, which is made when the view first asks for its items. */
export class AwaitedTree implements vscode.TreeDataProvider<RunElement>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<RunElement[] | undefined>());
  readonly #tree: () => Promise<RunsTree>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(tree: () => Promise<RunsTree>) {
    this.#tree = tree;
  }

  /** Tells the view of the changes of the tree. */
  follow(tree: RunsTree): void {
    this.#store.add(
      tree.onDidChangeTreeData((elements) => {
        this.#changed.fire(elements);
      }),
    );
  }

  async getChildren(element?: RunElement): Promise<RunElement[]> {
    return (await this.#tree()).getChildren(element);
  }

  async getTreeItem(element: RunElement): Promise<vscode.TreeItem> {
    return (await this.#tree()).getTreeItem(element);
  }

  async getParent(element: RunElement): Promise<RunElement | undefined> {
    return (await this.#tree()).getParent(element);
  }

  async resolveTreeItem(item: vscode.TreeItem, element: RunElement): Promise<vscode.TreeItem> {
    return (await this.#tree()).resolveTreeItem(item, element);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
