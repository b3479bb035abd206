import type { Place } from '../model/place.ts';

const LF = 10;
const CR = 13;

/**
 * Where lines begin in UTF-8 bytes. A line ends with LF, CR LF or a lone CR, as editors count them. Costs four bytes per
 * line; built in one scan.
 */
export class LineIndex {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #firstLine: number;

  /** `firstLine` is the number of the line that the first byte stands on. */
  constructor(bytes: Uint8Array, firstLine = 1) {
    this.#bytes = bytes;
    this.#starts = lineStarts(bytes);
    this.#firstLine = firstLine;
  }

  /** Lines in the text; text after the last line break is a line, and so is the nothing of an empty text. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** Byte offset of the first byte of a line; the end of the text for lines past it. */
  start(line: number): number {
    return this.#starts[line - this.#firstLine] ?? this.#bytes.length;
  }

  /** Byte offset behind the last byte of a line, its line break not included. */
  end(line: number): number {
    const from = this.start(line);
    let end = this.start(line + 1);
    if (end > from && this.#bytes[end - 1] === LF) end--;
    if (end > from && this.#bytes[end - 1] === CR) end--;
    return end;
  }

  /** The line that a byte stands on. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + this.#firstLine;
  }

  /** Line and column of a byte. */
  placeAt(offset: number): Place {
    const line = this.lineAt(offset);
    return { line, column: 1 + utf16Units(this.#bytes, this.start(line), offset) };
  }
}

/** Offsets at which lines begin; the first is 0. */
export function lineStarts(bytes: Uint8Array): Uint32Array {
  const starts = new Uint32Array(countLineBreaks(bytes, 0, bytes.length) + 1);
  let count = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > CR) continue;
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) starts[count++] = i + 1;
  }
  return starts;
}

/** How many line breaks end within `from`..`to`; a CR LF counts where its LF stands. */
export function countLineBreaks(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > CR) continue;
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) count++;
  }
  return count;
}

/** Offset of the line break that ends the line of `from`, or the end of the text. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** Offset of the first byte of the next line, when `end` is where a line ends. */
export function nextLine(bytes: Uint8Array, end: number): number {
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : Math.min(end + 1, bytes.length);
}

/** Length of UTF-8 bytes in UTF-16 code units, as editors count columns: characters past U+FFFF are two. */
export function utf16Units(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80 || byte >= 0xc0) units++;
    if (byte >= 0xf0) units++;
  }
  return units;
}
