import type { Steps } from '../model/steps.ts';
import { I32List } from './growing.ts';
import { PlaceScan } from './json-scan.ts';
import { readTolerant } from './json-tolerant.ts';
import type { ValueVisitor } from './json-tolerant.ts';
import { lineOf, lineStarts } from './lines.ts';
import { PathTree } from './path-tree.ts';

export { pointerOf } from './json-pointer.ts';

/** Characters read between two yields. */
const SLICE = 1 << 20;

/** The elements of one array: tickets base to base + size - 1. */
interface ElementBlock {
  readonly node: number;
  readonly base: number;
  readonly size: number;
  /** Another block that asks for the same array. */
  readonly next: ElementBlock | null;
}

/** Which values of a JSON text somebody wants the place of. Cheap enough for hundred thousands of values. */
export class PlaceRequests {
  /** The paths that were asked for. */
  readonly tree = new PathTree();
  /** The last block asked of each node, by node. */
  readonly #blocks: (ElementBlock | null)[] = [];
  readonly #singleNodes = new I32List();
  readonly #singleTickets = new I32List();
  #tickets = 0;

  /** How many tickets were given. */
  get count(): number {
    return this.#tickets;
  }

  /** Asks for the place of the value at a path of keys and indices. Returns its ticket; the first is 0. */
  ask(path: readonly (string | number)[]): number {
    this.#singleNodes.push(this.tree.add(path));
    this.#singleTickets.push(this.#tickets);
    return this.#tickets++;
  }

  /** Asks for the places of the first n elements of the array at a path. Their tickets follow the one returned. */
  askElements(path: readonly (string | number)[], n: number): number {
    const node = this.tree.add(path);
    const base = this.#tickets;
    while (this.#blocks.length <= node) this.#blocks.push(null);
    this.#blocks[node] = { node, base, size: n, next: this.block(node) };
    this.#tickets += n;
    return base;
  }

  /** Blocks of elements asked of this array. */
  block(node: number): ElementBlock | null {
    return this.#blocks[node] ?? null;
  }

  /** Whether something below this value is asked for. */
  isInner(node: number): boolean {
    return node >= 0 && (this.tree.isInner(node) || this.block(node) !== null);
  }

  /** Calls back for each ticket that was asked alone, in the order of asking. */
  forEachSingle(visit: (ticket: number, node: number) => void): void {
    for (let index = 0; index < this.#singleNodes.length; index++)
      visit(this.#singleTickets.at(index), this.#singleNodes.at(index));
  }

  /** Calls back for each block of elements. */
  forEachBlock(visit: (block: ElementBlock) => void): void {
    for (const last of this.#blocks) {
      for (let block = last; block !== null; block = block.next) visit(block);
    }
  }
}

/** Places by ticket: line and column from 1, column in UTF-16 code units; 0 where the value was not found. */
export interface Places {
  line(ticket: number): number;
  column(ticket: number): number;
}

/**
 * Finds the places of all requested values by one scan. A value's place is that of its first character (a string's
 * quote). Of equal keys the last counts. Reads what `parseJson` reads, in the same way.
 */
export function* locate(text: string, requests: PlaceRequests): Steps<Places> {
  let marks = new Marks(requests);
  if (requests.count === 0) return marks.places('');
  const scan = new PlaceScan(text, marks);
  while (scan.run(SLICE)) yield;
  if (scan.isOdd) {
    marks = new Marks(requests);
    readTolerant(text, marks);
  }
  yield;
  return marks.places(text);
}

/** One of many JSON documents in a text: the child of the root that it is, and its characters. */
export interface DocumentSpan {
  readonly index: number;
  readonly from: number;
  /** Offset after its last character. */
  readonly to: number;
}

/** `locate` for a text of several documents, such as JSON Lines: the first step of a path is the index of the document. */
export function* locateIn(
  text: string,
  requests: PlaceRequests,
  spans: Iterable<DocumentSpan>,
): Steps<Places> {
  const marks = new Marks(requests);
  marks.value(0, 0);
  let due = SLICE;
  for (const { index, from, to } of spans) {
    const node = requests.tree.childByIndex(0, index);
    if (node < 0) continue;
    const document = text.slice(from, to);
    let found = new DocumentMarks(requests, node);
    const scan = new PlaceScan(document, found);
    while (scan.run(SLICE)) yield;
    if (scan.isOdd) {
      found = new DocumentMarks(requests, node);
      readTolerant(document, found);
    }
    found.handTo(marks, from);
    if (to < due) continue;
    due = to + SLICE;
    yield;
  }
  return marks.places(text);
}

/** What was found in one document, kept until it is known that its scan was right. */
class DocumentMarks implements ValueVisitor {
  readonly #requests: PlaceRequests;
  readonly #root: number;
  readonly #nodes: number[] = [];
  readonly #offsets: number[] = [];
  /** Triples of node, index and offset. */
  readonly #elements: number[] = [];

  constructor(requests: PlaceRequests, root: number) {
    this.#requests = requests;
    this.#root = root;
  }

  isInner(node: number): boolean {
    return this.#requests.isInner(this.#nodeOf(node));
  }

  member(node: number, key: string): number {
    return node < 0 ? -1 : this.#requests.tree.childByName(this.#nodeOf(node), key);
  }

  element(node: number, index: number, offset: number): number {
    if (node < 0) return -1;
    const own = this.#nodeOf(node);
    if (this.#requests.block(own) !== null) this.#elements.push(own, index, offset);
    return this.#requests.tree.isInner(own) ? this.#requests.tree.childByIndex(own, index) : -1;
  }

  value(node: number, offset: number): void {
    if (node < 0) return;
    this.#nodes.push(this.#nodeOf(node));
    this.#offsets.push(offset);
  }

  handTo(marks: Marks, from: number): void {
    this.#nodes.forEach((node, at) => {
      marks.value(node, from + (this.#offsets[at] ?? 0));
    });
    for (let at = 0; at < this.#elements.length; at += 3) {
      const [node = 0, index = 0, offset = 0] = this.#elements.slice(at, at + 3);
      marks.element(node, index, from + offset);
    }
  }

  /** The scan calls the root of each document 0. */
  #nodeOf(node: number): number {
    return node === 0 ? this.#root : node;
  }
}

/** Offsets found so far, each plus one: 0 means not found. */
class Marks implements ValueVisitor {
  readonly #requests: PlaceRequests;
  readonly #ofNode: Uint32Array;
  readonly #ofTicket: Uint32Array;

  constructor(requests: PlaceRequests) {
    this.#requests = requests;
    this.#ofNode = new Uint32Array(requests.tree.size);
    this.#ofTicket = new Uint32Array(requests.count);
  }

  isInner(node: number): boolean {
    return this.#requests.isInner(node);
  }

  member(node: number, key: string): number {
    return node < 0 ? -1 : this.#requests.tree.childByName(node, key);
  }

  element(node: number, index: number, offset: number): number {
    if (node < 0) return -1;
    for (let block = this.#requests.block(node); block !== null; block = block.next) {
      if (index < block.size) this.#ofTicket[block.base + index] = offset + 1;
    }
    return this.#requests.tree.isInner(node) ? this.#requests.tree.childByIndex(node, index) : -1;
  }

  value(node: number, offset: number): void {
    if (node >= 0) this.#ofNode[node] = offset + 1;
  }

  places(text: string): Places {
    this.#forgetOverwritten();
    const starts = lineStarts(text);
    const lines = new Uint32Array(this.#ofTicket.length);
    const columns = new Uint32Array(this.#ofTicket.length);
    let line = 0;
    this.#ofTicket.forEach((mark, ticket) => {
      if (mark === 0) return;
      line = lineOf(starts, mark - 1, line);
      lines[ticket] = line + 1;
      columns[ticket] = mark - (starts[line] ?? 0);
    });
    return { line: (ticket) => lines[ticket] ?? 0, column: (ticket) => columns[ticket] ?? 0 };
  }

  /**
   * Where a key stands twice, what was found below the first no longer exists: it lies before the start of the second.
   * Parents come before their children, so that one pass settles every level.
   */
  #forgetOverwritten(): void {
    const { tree } = this.#requests;
    for (let node = 1; node < this.#ofNode.length; node++) {
      const parentMark = this.#ofNode[tree.parent(node)] ?? 0;
      if (parentMark === 0 || (this.#ofNode[node] ?? 0) < parentMark) this.#ofNode[node] = 0;
    }
    this.#requests.forEachBlock(({ node, base, size }) => {
      const mark = this.#ofNode[node] ?? 0;
      for (let ticket = base; ticket < base + size; ticket++) {
        if (mark === 0 || (this.#ofTicket[ticket] ?? 0) < mark) this.#ofTicket[ticket] = 0;
      }
    });
    this.#requests.forEachSingle((ticket, node) => {
      this.#ofTicket[ticket] = this.#ofNode[node] ?? 0;
    });
  }
}
