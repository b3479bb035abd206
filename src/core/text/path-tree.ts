import { I32List } from './growing.ts';

/** Array indices up to here are steps of their own; longer digit strings are names. */
const MAX_INDEX_DIGITS = 9;

/**
 * A tree of JSON paths: node 0 is the whole document, each child is one key or index further. Nodes are numbers in the
 * order of their making, so that a parent's number is always below its children's. Made for hundred thousands of paths:
 * the edges lie in one hash table, no node is an object.
 */
export class PathTree {
  readonly #parentOf = new I32List();
  readonly #stepOf = new I32List();
  /** 1 for a node that a path goes on below. */
  readonly #hasChildren = new I32List();
  readonly #names = new Map<string, number>();
  /** Node + 1 by hash of (parent, step); 0 is free. Open addressing, at most half full. */
  #slots = new Int32Array(64);

  constructor() {
    this.#addNode(-1, 0);
  }

  get size(): number {
    return this.#parentOf.length;
  }

  /** Parent of a node; -1 for the document. */
  parent(node: number): number {
    return node < this.size ? this.#parentOf.at(node) : -1;
  }

  /** Whether any path goes on below this node. */
  isInner(node: number): boolean {
    return this.#hasChildren.at(node) === 1;
  }

  /** Node of a path, made where it is new. The index 3 and the key '3' are the same step. */
  add(path: readonly (string | number)[]): number {
    let node = 0;
    for (const step of path) node = this.#addChild(node, this.#internStep(step));
    return node;
  }

  /** Child by object key; -1 where nobody asked for it. */
  childByName(node: number, name: string): number {
    const step = this.#findStep(name);
    return step < 0 ? -1 : this.#find(node, step);
  }

  /** Child by array index; -1 where nobody asked for it. */
  childByIndex(node: number, index: number): number {
    return this.#find(node, index * 2);
  }

  #internStep(step: string | number): number {
    const name = String(step);
    const known = this.#findStep(name);
    if (known >= 0) return known;
    const id = this.#names.size;
    this.#names.set(name, id);
    return id * 2 + 1;
  }

  /** Even for indices, odd for names; -1 for a name that no path holds. */
  #findStep(name: string): number {
    const index = canonicalIndex(name);
    if (index >= 0) return index * 2;
    const id = this.#names.get(name);
    return id === undefined ? -1 : id * 2 + 1;
  }

  #addChild(parent: number, step: number): number {
    const known = this.#find(parent, step);
    if (known >= 0) return known;
    const node = this.#parentOf.length;
    this.#addNode(parent, step);
    this.#hasChildren.set(parent, 1);
    if (node * 2 >= this.#slots.length) this.#grow();
    else this.#insert(node);
    return node;
  }

  #addNode(parent: number, step: number): void {
    this.#parentOf.push(parent);
    this.#stepOf.push(step);
    this.#hasChildren.push(0);
  }

  #find(parent: number, step: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(parent, step) & mask; ; slot = (slot + 1) & mask) {
      const node = (this.#slots[slot] ?? 0) - 1;
      if (node < 0) return -1;
      if (this.#parentOf.at(node) === parent && this.#stepOf.at(node) === step) return node;
    }
  }

  #insert(node: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(this.parent(node), this.#stepOf.at(node)) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = node + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let node = 1; node < this.size; node++) this.#insert(node);
  }
}

function hash(parent: number, step: number): number {
  const mixed = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The array index that a name spells as JavaScript would (no sign, no leading zero); -1 for every other name. */
function canonicalIndex(name: string): number {
  if (name.length === 0 || name.length > MAX_INDEX_DIGITS) return -1;
  if (name.length > 1 && name.startsWith('0')) return -1;
  let index = 0;
  for (let at = 0; at < name.length; at++) {
    const digit = name.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    index = index * 10 + digit;
  }
  return index;
}
