import type { Json } from '../../../src/core/text/json.ts';

/** Where a value was written: its path and the offset of its first character. */
export interface Written {
  readonly path: readonly (string | number)[];
  readonly value: Json;
  readonly offset: number;
}

/** Writes JSON with any blanks between the tokens, and remembers where each value starts. */
export class JsonWriter {
  text = '';
  readonly written: Written[] = [];
  readonly #blanks: readonly string[];
  readonly #trailingCommas: boolean;
  #next = 0;

  /** `blanks` are used in turn, one between any two tokens. */
  constructor(blanks: readonly string[], trailingCommas = false) {
    this.#blanks = blanks;
    this.#trailingCommas = trailingCommas;
  }

  write(value: Json, path: readonly (string | number)[] = []): this {
    this.#blank();
    this.written.push({ path, value, offset: this.text.length });
    if (Array.isArray(value)) {
      this.#list('[', ']', value as readonly Json[], (element, index) =>
        this.write(element, [...path, index]),
      );
    } else if (typeof value === 'object' && value !== null) {
      this.#list('{', '}', Object.entries(value), ([key, member]) => {
        this.#blank();
        this.text += JSON.stringify(key);
        this.#blank();
        this.text += ':';
        this.write(member, [...path, key]);
      });
    } else this.text += JSON.stringify(value);
    this.#blank();
    return this;
  }

  #list<T>(open: string, close: string, items: readonly T[], write: (item: T, index: number) => void): void {
    this.text += open;
    items.forEach((item, index) => {
      if (index > 0) this.text += ',';
      write(item, index);
    });
    if (this.#trailingCommas && items.length > 0) this.text += ',';
    this.#blank();
    this.text += close;
  }

  #blank(): void {
    if (this.#blanks.length === 0) return;
    this.text += this.#blanks[this.#next % this.#blanks.length] ?? '';
    this.#next++;
  }
}

/** Line and column of an offset, counted the slow and obvious way. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
