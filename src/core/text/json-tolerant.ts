import type { Problem } from '../model/problem.ts';
import { Damage, MAX_ERRORS } from './json-damage.ts';
import type { Json } from './json.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  MAX_DEPTH,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  isClosing,
  isOpening,
  skipSpace,
  stringEnd,
  wordEnd,
} from './json-lexer.ts';
import { decodeString, readWord } from './json-scalars.ts';
import { lineEnd } from './lines.ts';

/** Told where each value stands. Nodes are the visitor's own numbers; -1 means that it does not care. */
export interface ValueVisitor {
  /** Node of an object's member. */
  member(node: number, key: string): number;
  /** Node of an array's element, whose first character is at `offset`. */
  element(node: number, index: number, offset: number): number;
  /** The value of this node, which is complete or a container, starts at `offset`. */
  value(node: number, offset: number): void;
}

export interface TolerantResult {
  /** What was complete; undefined where nothing was. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
}

const NOBODY: ValueVisitor = { member: () => -1, element: () => -1, value: () => undefined };

/**
 * Reads JSON that is not quite JSON: NaN and infinities (missing, with a warning), comments, trailing commas, unquoted
 * keys, loose numbers, a damaged member (skipped), a text that is cut off (what was complete stays). What cannot be
 * understood is an error with its place; after an error that leaves the structure in doubt nothing more is read.
 */
export function readTolerant(text: string, visitor: ValueVisitor = NOBODY): TolerantResult {
  return new TolerantReader(text, visitor).read();
}

class TolerantReader {
  readonly #text: string;
  readonly #visitor: ValueVisitor;
  readonly #damage: Damage;
  readonly #path: (string | number)[] = [];
  #pos = 0;
  /** Nothing more is read: the text ended, or its structure is in doubt. */
  #stopped = false;
  /** Complete scalars and undamaged containers: without any, the text is no JSON. */
  #complete = 0;

  constructor(text: string, visitor: ValueVisitor) {
    this.#text = text;
    this.#visitor = visitor;
    this.#damage = new Damage(text);
  }

  read(): TolerantResult {
    this.#skipBlank();
    const value = this.#readValue(0);
    this.#skipBlank();
    if (!this.#stopped && this.#pos < this.#text.length) {
      this.#fail('Expected the end of the file here; nothing after the first value is read.', this.#pos);
    }
    return { value: this.#complete > 0 ? value : undefined, problems: this.#damage.problems() };
  }

  /** Reads the value at `pos`; undefined where there is none that is complete. */
  #readValue(node: number): Json | undefined {
    if (this.#pos >= this.#text.length) {
      this.#cutOff('a value');
      return undefined;
    }
    const start = this.#pos;
    const value = this.#readToken(node);
    if (value !== undefined) this.#visitor.value(node, start);
    return value;
  }

  #readToken(node: number): Json | undefined {
    switch (this.#text.charCodeAt(this.#pos)) {
      case OPEN_BRACE:
        return this.#readContainer(() => this.#readObject(node));
      case OPEN_BRACKET:
        return this.#readContainer(() => this.#readArray(node));
      case QUOTE:
        return this.#readString();
      default:
        return this.#readWord();
    }
  }

  #readContainer(read: () => Json): Json | undefined {
    if (this.#path.length >= MAX_DEPTH) {
      this.#fail(`Nested deeper than ${MAX_DEPTH} levels: nothing from here on is read.`, this.#pos);
      return undefined;
    }
    const errors = this.#damage.errors;
    this.#pos++;
    const value = read();
    if (!this.#stopped && this.#damage.errors === errors) this.#complete++;
    return value;
  }

  #readObject(node: number): Json {
    const members: Record<string, Json> = {};
    while (this.#atNextItem(CLOSE_BRACE, 'a key or "}"')) {
      this.#readMember(members, node);
      this.#afterItem(CLOSE_BRACE, '"," or "}"');
    }
    return members;
  }

  #readArray(node: number): Json {
    const elements: Json[] = [];
    while (this.#atNextItem(CLOSE_BRACKET, 'a value or "]"')) {
      const index = elements.length;
      this.#path.push(index);
      const value = this.#readValue(this.#visitor.element(node, index, this.#pos));
      this.#path.pop();
      if (value !== undefined) elements.push(value);
      this.#afterItem(CLOSE_BRACKET, '"," or "]"');
    }
    return elements;
  }

  /** Goes to the container's next item; false at its end, which is consumed, and where reading stops. */
  #atNextItem(close: number, expected: string): boolean {
    for (; !this.#stopped; this.#pos++) {
      this.#skipBlank();
      if (this.#pos >= this.#text.length) {
        this.#cutOff(expected);
        return false;
      }
      const code = this.#text.charCodeAt(this.#pos);
      if (code === close) {
        this.#pos++;
        return false;
      }
      if (code !== COMMA) {
        if (!isClosing(code)) return true;
        this.#fail(
          `Expected ${expected} here, found "${this.#text.charAt(this.#pos)}"; nothing from here on is read.`,
          this.#pos,
        );
      } else this.#damage.note('A comma without a value before or after it is passed over.', this.#pos);
    }
    return false;
  }

  /** Takes the comma after an item. */
  #afterItem(close: number, expected: string): void {
    this.#skipBlank();
    if (this.#stopped) return;
    if (this.#pos >= this.#text.length) {
      this.#cutOff(expected);
      return;
    }
    const code = this.#text.charCodeAt(this.#pos);
    if (code === close || isClosing(code)) return;
    if (code !== COMMA) {
      this.#error(`Expected ${expected} here.`, this.#pos);
      return;
    }
    const comma = this.#pos++;
    this.#skipBlank();
    if (this.#text.charCodeAt(this.#pos) === close)
      this.#damage.note('A trailing comma is passed over.', comma);
  }

  #readMember(members: Record<string, Json>, node: number): void {
    const start = this.#pos;
    const key = this.#readKey();
    if (key === undefined) {
      if (this.#stopped) return;
      this.#error('Expected a key in quotes followed by ":" here; this member is skipped.', start);
      this.#skipMember(start);
      return;
    }
    this.#path.push(key);
    const value = this.#readValue(this.#visitor.member(node, key));
    this.#path.pop();
    if (value !== undefined) setMember(members, key, value);
  }

  /** Reads a key with its colon, and goes to the value; undefined where there is no whole key. */
  #readKey(): string | undefined {
    const start = this.#pos;
    const quoted = this.#text.charCodeAt(start) === QUOTE;
    const end = quoted ? stringEnd(this.#text, start + 1) : wordEnd(this.#text, start);
    if (end < 0) {
      if (this.#restOfLineIsRestOfText(start)) this.#cutOff('the end of a key');
      return undefined;
    }
    this.#pos = quoted ? end + 1 : end;
    this.#skipBlank();
    if (this.#pos >= this.#text.length) this.#cutOff('":" and a value');
    if (end === start || this.#text.charCodeAt(this.#pos) !== COLON) return undefined;
    this.#pos++;
    this.#skipBlank();
    if (!quoted) this.#damage.note('A key without quotes is taken as it stands.', start);
    return quoted ? this.#decode(start + 1, end) : this.#text.slice(start, end);
  }

  #readString(): string | undefined {
    const start = this.#pos;
    const end = stringEnd(this.#text, start + 1);
    if (end < 0) {
      if (this.#restOfLineIsRestOfText(start)) this.#cutOff('the end of a string');
      else
        this.#fail(
          'The string that starts here does not end on its line; nothing from here on is read.',
          start,
        );
      return undefined;
    }
    this.#pos = end + 1;
    this.#complete++;
    return this.#decode(start + 1, end);
  }

  #decode(from: number, to: number): string {
    const { text, strict } = decodeString(this.#text.slice(from, to));
    if (!strict)
      this.#damage.note('A control character or a lone backslash in a string is kept as it stands.', from);
    return text;
  }

  #readWord(): Json | undefined {
    const start = this.#pos;
    const end = Math.max(
      wordEnd(this.#text, start),
      endsItem(this.#text.charCodeAt(start)) ? start : start + 1,
    );
    if (end >= this.#text.length) {
      this.#cutOff('the rest of a value');
      return undefined;
    }
    this.#pos = end;
    const word = this.#text.slice(start, end);
    const read = readWord(word);
    if (read.kind === 'unknown') {
      this.#error(
        `Expected a value here${word === '' ? '' : `, found "${shorten(word)}"`}; it is read as missing.`,
        start,
      );
      return null;
    }
    if (read.kind === 'not-finite') {
      this.#damage.warn(`${word} is not a JSON number; it is read as missing.`, start, this.#path);
      return null;
    }
    if (read.kind === 'loose')
      this.#damage.note('A number that strict JSON writes otherwise is read.', start);
    this.#complete++;
    return read.value;
  }

  /** Passes over a damaged member: to the comma or bracket that ends it, with all brackets in it closed. */
  #skipMember(start: number): void {
    let depth = 0;
    this.#pos = start;
    while (this.#pos < this.#text.length) {
      const code = this.#text.charCodeAt(this.#pos);
      if (depth === 0 && (code === COMMA || isClosing(code))) return;
      if (isOpening(code)) depth++;
      else if (isClosing(code)) depth--;
      else if (code === QUOTE) this.#pos = Math.max(this.#pos, stringEnd(this.#text, this.#pos + 1));
      else if (code === SLASH && this.#skipComment()) continue;
      this.#pos++;
    }
  }

  /** Passes over white space and comments. */
  #skipBlank(): void {
    do this.#pos = skipSpace(this.#text, this.#pos);
    while (this.#text.charCodeAt(this.#pos) === SLASH && this.#skipComment());
  }

  #skipComment(): boolean {
    const start = this.#pos;
    const block = this.#text.startsWith('/*', start);
    if (!block && !this.#text.startsWith('//', start)) return false;
    this.#pos = block ? blockCommentEnd(this.#text, start) : lineEnd(this.#text, start);
    this.#damage.note('Comments are passed over.', start);
    return true;
  }

  #restOfLineIsRestOfText(from: number): boolean {
    return skipSpace(this.#text, lineEnd(this.#text, from)) >= this.#text.length;
  }

  #cutOff(expected: string): void {
    this.#fail(`The file is cut off here: expected ${expected}.`, this.#text.trimEnd().length);
  }

  /** An error after which reading goes on. */
  #error(message: string, offset: number): void {
    this.#damage.error(message, offset, this.#path);
    if (this.#damage.errors > MAX_ERRORS) this.#stopped = true;
  }

  /** An error after which nothing more is read. */
  #fail(message: string, offset: number): void {
    if (!this.#stopped) this.#damage.error(message, offset, this.#path);
    this.#stopped = true;
  }
}

/** Sets an own property whatever the key: `__proto__` must not reach the prototype. */
function setMember(members: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') members[key] = value;
  else Object.defineProperty(members, key, { value, writable: true, enumerable: true, configurable: true });
}

function endsItem(code: number): boolean {
  return code === COMMA || isClosing(code);
}

function blockCommentEnd(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 2;
}

function shorten(word: string): string {
  return word.length <= 20 ? word : `${word.slice(0, 20)}…`;
}
