import type { Place } from '../model/place.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Walks over the lines of a text. CR, LF and CRLF each end a line; the last line needs no end. */
export class LineWalk {
  /** Number of the current line, from 1; 0 before the first. */
  line = 0;
  /** Offset of the current line's first character. */
  start = 0;
  /** Offset after the current line's last character, its line break not counted. */
  end = 0;
  readonly #text: string;
  readonly #hasReturns: boolean;
  #nextStart = 0;

  constructor(text: string) {
    this.#text = text;
    this.#hasReturns = text.includes('\r');
  }

  /** Goes to the next line; false after the last. An empty text has no line. */
  next(): boolean {
    if (this.#nextStart >= this.#text.length) return false;
    this.line++;
    this.start = this.#nextStart;
    this.end = this.#hasReturns ? lineEnd(this.#text, this.start) : this.#lineFeed(this.start);
    this.#nextStart = this.end + breakLength(this.#text, this.end);
    return true;
  }

  /** The current line without its line break. */
  content(): string {
    return this.#text.slice(this.start, this.end);
  }

  #lineFeed(from: number): number {
    const at = this.#text.indexOf('\n', from);
    return at < 0 ? this.#text.length : at;
  }
}

/** Offset of the line break that ends the line at `from`; the text's length where there is none. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return at;
    at++;
  }
  return at;
}

/** Offset where each line starts; at least one, as an empty text still has a first line. */
export function lineStarts(text: string): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 0;
  const walk = new LineWalk(text);
  while (walk.next()) {
    if (count === starts.length) {
      const wider = new Uint32Array(count * 2);
      wider.set(starts);
      starts = wider;
    }
    starts[count++] = walk.start;
  }
  return starts.subarray(0, Math.max(1, count));
}

/** Index of the line (from 0) that an offset is on. `guess` is an index to look at first: near ones are found at once. */
export function lineOf(starts: Uint32Array, offset: number, guess = 0): number {
  let low = 0;
  let high = starts.length - 1;
  if ((starts[guess] ?? Infinity) <= offset) {
    low = guess;
    for (let step = 0; step < 4; step++) {
      if ((starts[low + 1] ?? Infinity) > offset) return low;
      low++;
    }
  }
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Places of a few offsets, which must ascend, in one walk over the text. */
export function placesOf(text: string, offsets: readonly number[]): Place[] {
  const starts = offsets.length === 0 ? new Uint32Array(1) : lineStarts(text);
  return offsets.map((offset) => {
    const line = lineOf(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  });
}

function breakLength(text: string, at: number): number {
  return text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
}
