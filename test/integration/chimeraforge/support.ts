import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostContext } from '../../../src/host/context.ts';
import { RunsTree } from '../../../src/host/runs/runs-tree.ts';
import type { RunElement } from '../../../src/host/runs/element.ts';
import { OPTIONS } from '../runs/host.ts';
import { host } from '../documents/support.ts';

/** Folder of the corpus that holds most of its results. */
export const REPORTS = 'outputs/reports';

/** The window's results, read. */
export async function awake(): Promise<HostContext> {
  const { context } = await host();
  await context.results.wake();
  await context.results.settled();
  return context;
}

/** Answers the next information messages with a button, where one is named so; what they said. */
export async function answering(button: string | undefined, run: () => Thenable<unknown>): Promise<string[]> {
  const window = vscode.window as { showInformationMessage: unknown };
  const show = window.showInformationMessage;
  const told: string[] = [];
  window.showInformationMessage = (message: string, ...buttons: readonly string[]) => {
    told.push(`${message} [${buttons.join('] [')}]`);
    return Promise.resolve(buttons.find((one) => one === button));
  };
  try {
    await run();
  } finally {
    window.showInformationMessage = show;
  }
  return told;
}

/** The tree of runs as the view has it, with what its items say. */
export class ShownTree {
  readonly #tree: RunsTree;

  private constructor(tree: RunsTree) {
    this.#tree = tree;
  }

  static async of(context: HostContext): Promise<ShownTree> {
    const tree = new RunsTree(context);
    await tree.update({ ...OPTIONS, rootNames: ['chimeraforge'], isListed: () => true });
    return new ShownTree(tree);
  }

  /** Label and description of what stands below the item at this path of labels. */
  async below(...path: readonly string[]): Promise<string[]> {
    return (await this.#children(path)).map((element) => {
      const { description } = this.#tree.getTreeItem(element);
      return `${element.title} ${typeof description === 'string' ? description : ''}`.trim();
    });
  }

  /** The tooltip of the item at this path of labels, as Markdown. */
  async tooltip(...path: readonly string[]): Promise<string> {
    const element = await this.#at(path);
    const { tooltip } = this.#tree.resolveTreeItem(this.#tree.getTreeItem(element), element);
    return tooltip instanceof vscode.MarkdownString ? tooltip.value : '';
  }

  dispose(): void {
    this.#tree.dispose();
  }

  async #at(path: readonly string[]): Promise<RunElement> {
    const siblings = await this.#children(path.slice(0, -1));
    const label = path.at(-1) ?? '';
    const found = siblings.find((element) => element.title === label);
    assert.ok(found, `no ${label} among ${siblings.map(({ title }) => title).join(', ')}`);
    return found;
  }

  async #children(path: readonly string[]): Promise<RunElement[]> {
    return this.#tree.getChildren(path.length === 0 ? undefined : await this.#at(path));
  }
}
