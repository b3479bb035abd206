import * as vscode from 'vscode';
import { describeBenchmark, describeFile, describeMeasure, describeRun } from '../../core/insight/tooltip.ts';
import type { Description } from '../../core/insight/description.ts';
import type { Steps } from '../../core/model/steps.ts';
import type { OutlineNode } from '../../core/outline/node.ts';
import { Outline } from '../../core/outline/outline.ts';
import type { OutlineOptions } from '../../core/outline/options.ts';
import { present, type Presented, type RegressedRuns } from '../../core/outline/present.ts';
import type { Insights } from '../insight/insights.ts';
import type { Results } from '../results/results.ts';
import { descriptionMarkdown } from '../insight/markdown.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { hostTurns, inSlices, nextTurn } from '../slices.ts';
import { RunElement } from './element.ts';
import { itemOf } from './item.ts';

/** What the tree looks at. */
export interface TreeSources {
  readonly results: Pick<Results, 'snapshot' | 'uriOf'>;
  readonly insights: Pick<Insights, 'baselines' | 'contextOf'>;
}

/**
 * Items of the view of runs. Elements live as long as the things that they stand for, so that expansion, selection and scroll
 * survive new results; after a change only items that look different, or have other children, are drawn again.
 */
export class RunsTree implements vscode.TreeDataProvider<RunElement>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<RunElement[] | undefined>());
  readonly #openChanged = this.#store.add(new vscode.EventEmitter<void>());
  readonly #stop = this.#store.add(new vscode.CancellationTokenSource());
  readonly #context: TreeSources;
  readonly #elements = new Map<string, RunElement>();
  /** Ids of what a person has opened: what a filter hid is open again when it comes back. */
  readonly #open: Set<string>;
  readonly #shown = new WeakMap<OutlineNode, Presented>();
  /** What the view has to draw again. */
  readonly #stale = new Set<RunElement>();
  #isAllStale = false;
  #outline: Outline | undefined;
  #comparing: vscode.CancellationTokenSource | undefined;
  #newest: Promise<void> = Promise.resolve();
  #top: readonly RunElement[] | undefined;
  #regressed: RegressedRuns = new Map();

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidChangeOpen = this.#openChanged.event;

  /** Items whose ids are among `open` are open when they are first shown. */
  constructor(context: TreeSources, open: readonly string[] = []) {
    this.#context = context;
    this.#open = new Set(open);
  }

  /** Ids of the open items, the one that was opened last at the end. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  get outline(): Outline | undefined {
    return this.#outline;
  }

  /**
   * Shows the newest snapshot under these options; draws again what differs, found in slices. One that a newer one overtakes
   * ends with that.
   */
  update(options: OutlineOptions, regressed: RegressedRuns = this.#regressed): Promise<void> {
    this.#regressed = regressed;
    this.#comparing?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#comparing = source;
    const drawn: Promise<void> = this.#draw(options, source.token).catch((error: unknown) => {
      if (this.#newest === drawn) throw error;
      return this.#newest;
    });
    this.#newest = drawn;
    return drawn;
  }

  async #draw(options: OutlineOptions, token: vscode.CancellationToken): Promise<void> {
    const { results, insights } = this.#context;
    const made = Outline.of(results.snapshot, options, (run) => insights.contextOf(run));
    const outline = await inSlices(made, token);
    const isFirst = this.#outline === undefined;
    this.#outline = outline;
    if (isFirst || this.#top === undefined) {
      this.#changed.fire(undefined);
      return;
    }
    if (!sameIds(this.#top, outline.children())) this.#isAllStale = true;
    await inSlices(this.#compare(undefined, outline), token);
    const stale = [...this.#stale];
    const isAllStale = this.#isAllStale;
    this.#stale.clear();
    this.#isAllStale = false;
    if (isAllStale) this.#changed.fire(undefined);
    else if (stale.length > 0) this.#changed.fire(stale);
  }

  async getChildren(element?: RunElement): Promise<RunElement[]> {
    const outline = this.#outline;
    if (outline === undefined) return [];
    // VS Code asks for what an open item holds, but keeps to itself that it was opened while the view was being drawn.
    if (element !== undefined) this.setOpen(element, true);
    const nodes = outline.children(element?.node);
    const children = nodes.map((node) => this.#elementOf(node, element));
    if (element === undefined) this.#top = children;
    else element.children = children;
    await this.#presentAll(nodes);
    return children;
  }

  getTreeItem(element: RunElement): vscode.TreeItem {
    const { id, node } = element;
    return itemOf(element, this.#present(node), this.#flags(node), this.#open.has(id));
  }

  getParent({ parent }: RunElement): RunElement | undefined {
    return parent;
  }

  resolveTreeItem(item: vscode.TreeItem, { node }: RunElement): vscode.TreeItem {
    const described = this.#describe(node);
    const { results } = this.#context;
    item.tooltip =
      described === null
        ? undefined
        : descriptionMarkdown(described, ({ root, file }) => results.uriOf({ root, path: file }));
    return item;
  }

  /** Keeps what a person opens and closes. */
  setOpen({ id }: RunElement, isOpen: boolean): void {
    if (this.#open.has(id) === isOpen) return;
    if (isOpen) this.#open.add(id);
    else this.#open.delete(id);
    this.#openChanged.fire();
  }

  /** The element of a node of the newest outline, with its parents, whether the view has asked for them or not. */
  elementFor(node: OutlineNode): RunElement {
    const parent = node.parent === null ? undefined : this.elementFor(node.parent);
    return this.#elementOf(node, parent);
  }

  dispose(): void {
    this.#comparing?.cancel();
    this.#stop.cancel();
    this.#store.dispose();
  }

  #elementOf(node: OutlineNode, parent: RunElement | undefined): RunElement {
    const known = this.#elements.get(node.id);
    if (known !== undefined && known.parent === parent) {
      known.node = node;
      return known;
    }
    const made = new RunElement(node, parent);
    this.#elements.set(node.id, made);
    return made;
  }

  /** Items are asked for one by one at once: what they show is made before, in slices. */
  async #presentAll(nodes: readonly OutlineNode[]): Promise<void> {
    for (const node of nodes) {
      if (hostTurns.isOver) await nextTurn(this.#stop.token);
      this.#present(node);
    }
  }

  #present(node: OutlineNode): Presented {
    const known = this.#shown.get(node);
    if (known !== undefined) return known;
    const made = present(node, (run) => this.#context.insights.contextOf(run), this.#regressed);
    this.#shown.set(node, made);
    return made;
  }

  #flags(node: OutlineNode): string[] {
    if (node.kind === 'group') return [node.by];
    if (node.kind !== 'run') return [];
    const { baselines } = this.#context.insights;
    return [
      node.run.excludedBecause === null ? 'counted' : 'excluded',
      baselines.isBaseline(node.run) ? 'baseline' : 'other',
    ];
  }

  #describe(node: OutlineNode): Description | null {
    const { insights } = this.#context;
    switch (node.kind) {
      case 'run':
        return describeRun(node.run, insights.contextOf(node.run));
      case 'benchmark':
        return describeBenchmark(node.entries, insights.contextOf(node.run));
      case 'metric':
        return describeMeasure(node.entry, insights.contextOf(node.run));
      case 'file':
        return describeFile(node.file);
      case 'group':
      case 'series':
      case 'files':
        return null;
    }
  }

  /**
   * Gives the elements that the view knows their nodes of the new outline and forgets those that are gone. Those that look
   * different or have other children are stale until the view is told, also when a newer outline ends this work.
   */
  *#compare(parent: RunElement | undefined, outline: Outline): Steps<void> {
    const known = parent === undefined ? this.#top : parent.children;
    if (known === undefined) return;
    const nodes = new Map(outline.children(parent?.node).map((node) => [node.id, node]));
    for (const element of known) {
      const node = nodes.get(element.id);
      if (node === undefined) {
        this.#forget(element);
        continue;
      }
      const before = this.#shown.get(element.node);
      element.node = node;
      const isOther = before !== undefined && !sameLook(before, this.#present(node));
      const hasOthers = element.children !== undefined && !sameIds(element.children, outline.children(node));
      if (isOther || hasOthers) this.#stale.add(element);
      yield;
      yield* this.#compare(element, outline);
    }
  }

  #forget(element: RunElement): void {
    this.#elements.delete(element.id);
    this.#stale.delete(element);
    for (const child of element.children ?? []) this.#forget(child);
  }
}

function sameIds(a: readonly { readonly id: string }[], b: readonly { readonly id: string }[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}

function sameLook(a: Presented, b: Presented): boolean {
  return (
    a.label === b.label &&
    a.look === b.look &&
    a.accessible === b.accessible &&
    a.description === b.description
  );
}
