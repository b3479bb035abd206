import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  MAX_DEPTH,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  isBracket,
  isClosing,
  isOpening,
  skipSpace,
  stringEnd,
  wordEnd,
} from './json-lexer.ts';
import { decodeString } from './json-scalars.ts';
import type { ValueVisitor } from './json-tolerant.ts';

/** A visitor that can say which values hold nothing it cares for. */
export interface ScanVisitor extends ValueVisitor {
  isInner(node: number): boolean;
}

type Expecting = 'value' | 'key' | 'separator' | 'nothing';

/**
 * Walks over JSON without building it. Only objects and arrays that the visitor cares for are looked into; of the others
 * only brackets and strings are followed. Where the text is not strict JSON in a way that could matter, the scan stops
 * and `isOdd` is true: `readTolerant` gives the same visitor the true places.
 */
export class PlaceScan {
  /** Whether the scan stopped at something that strict JSON does not allow. */
  isOdd = false;
  readonly #text: string;
  readonly #visitor: ScanVisitor;
  #pos = 0;
  #expecting: Expecting = 'value';
  /** Node of the value that comes next in an object. */
  #memberNode = 0;
  /** The containers around `pos` that are looked into: node, and index of the element or -1 for an object. */
  readonly #nodes: number[] = [];
  readonly #indices: number[] = [];
  /** The brackets open inside a value that is passed over. */
  readonly #open = new Uint8Array(MAX_DEPTH + 1);
  #depth = 0;

  constructor(text: string, visitor: ScanVisitor) {
    this.#text = text;
    this.#visitor = visitor;
  }

  /** Scans about so many characters; false at the end. */
  run(length: number): boolean {
    const until = Math.min(this.#text.length, this.#pos + length);
    while (this.#pos < until && !this.isOdd && this.#expecting !== 'nothing') {
      if (this.#depth > 0) this.#passOver(until);
      else this.#step(skipSpace(this.#text, this.#pos));
    }
    return this.#pos < this.#text.length && !this.isOdd && this.#expecting !== 'nothing';
  }

  #step(at: number): void {
    this.#pos = at;
    if (at >= this.#text.length) return;
    switch (this.#expecting) {
      case 'value':
        this.#takeValue(at);
        break;
      case 'key':
        this.#takeKey(at);
        break;
      case 'separator':
        this.#takeSeparator(at);
        break;
      case 'nothing':
    }
  }

  #takeValue(at: number): void {
    const code = this.#text.charCodeAt(at);
    const level = this.#nodes.length - 1;
    const index = this.#indices[level] ?? -1;
    let node = this.#memberNode;
    if (index >= 0) {
      if (code === CLOSE_BRACKET) {
        this.#leave(at);
        return;
      }
      node = this.#visitor.element(this.#nodes[level] ?? -1, index, at);
    }
    this.#visitor.value(node, at);
    this.#expecting = 'separator';
    if (isOpening(code)) this.#enter(node, code);
    else this.#takeScalar(code, at);
  }

  #enter(node: number, code: number): void {
    this.#pos++;
    if (!this.#visitor.isInner(node)) {
      this.#open[0] = code;
      this.#depth = 1;
      return;
    }
    if (this.#nodes.length >= MAX_DEPTH) {
      this.isOdd = true;
      return;
    }
    this.#nodes.push(node);
    this.#indices.push(code === OPEN_BRACKET ? 0 : -1);
    this.#expecting = code === OPEN_BRACKET ? 'value' : 'key';
  }

  #takeScalar(code: number, at: number): void {
    const end = code === QUOTE ? stringEnd(this.#text, at + 1) + 1 : wordEnd(this.#text, at);
    // A word that a text ends in, in the middle of an object or array, may be half a word.
    const isCut = code !== QUOTE && end >= this.#text.length && this.#nodes.length > 0;
    if (end <= at || isCut) this.isOdd = true;
    else this.#pos = end;
  }

  #takeKey(at: number): void {
    const code = this.#text.charCodeAt(at);
    if (code === CLOSE_BRACE) {
      this.#leave(at);
      return;
    }
    const end = code === QUOTE ? stringEnd(this.#text, at + 1) : -1;
    const colon = end < 0 ? -1 : skipSpace(this.#text, end + 1);
    if (colon < 0 || this.#text.charCodeAt(colon) !== COLON) {
      this.isOdd = true;
      return;
    }
    const body = this.#text.slice(at + 1, end);
    const key = body.includes('\\') ? decodeString(body).text : body;
    this.#memberNode = this.#visitor.member(this.#nodes[this.#nodes.length - 1] ?? -1, key);
    this.#pos = colon + 1;
    this.#expecting = 'value';
  }

  #takeSeparator(at: number): void {
    const level = this.#nodes.length - 1;
    const index = this.#indices[level] ?? -1;
    const code = this.#text.charCodeAt(at);
    if (level < 0) this.#expecting = 'nothing';
    else if (code === COMMA) {
      this.#pos++;
      this.#expecting = index < 0 ? 'key' : 'value';
      if (index >= 0) this.#indices[level] = index + 1;
    } else if (code === (index < 0 ? CLOSE_BRACE : CLOSE_BRACKET)) this.#leave(at);
    else this.isOdd = true;
  }

  #leave(at: number): void {
    this.#nodes.pop();
    this.#indices.pop();
    this.#pos = at + 1;
    this.#expecting = 'separator';
  }

  /** Follows brackets and strings until those of the value that is passed over are closed. */
  #passOver(until: number): void {
    const text = this.#text;
    let at = this.#pos;
    while (at < until && this.#depth > 0) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        const end = stringEnd(text, at + 1);
        if (end < 0) {
          this.isOdd = true;
          return;
        }
        at = end;
      } else if (isBracket(code)) {
        if (!this.#bracket(code)) {
          this.isOdd = true;
          return;
        }
      } else if (code === SLASH) {
        this.isOdd = true;
        return;
      }
      at++;
    }
    this.#pos = at;
  }

  /** Keeps account of one bracket; false where it closes what was not opened, or goes too deep. */
  #bracket(code: number): boolean {
    if (isClosing(code)) {
      this.#depth--;
      // An opening bracket's code is two below its closing one's.
      return this.#open[this.#depth] === code - 2;
    }
    if (this.#nodes.length + this.#depth > MAX_DEPTH) return false;
    this.#open[this.#depth] = code;
    this.#depth++;
    return true;
  }
}
