import type { OutlineNode } from '../../core/outline/node.ts';

/** An item that the view knows: the same object as long as its id is, over all snapshots. */
export class RunElement {
  readonly id: string;
  readonly parent: RunElement | undefined;
  /** The node of the newest outline. */
  node: OutlineNode;
  /** Set once the view has asked for what stands below. */
  children: readonly RunElement[] | undefined;

  constructor(node: OutlineNode, parent: RunElement | undefined) {
    this.id = node.id;
    this.node = node;
    this.parent = parent;
  }

  /** So that commands which take runs take items of the view. */
  get runIds(): readonly string[] {
    return this.node.runIds;
  }

  get title(): string {
    return this.node.title;
  }
}
