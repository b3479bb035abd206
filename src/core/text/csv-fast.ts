import type { Steps } from '../model/steps.ts';
import { CR, LF, skipSpace, type ByteDialect } from './csv-bytes.ts';
import type { IrregularLine, Records } from './csv-records.ts';
import { irregularCells } from './csv-slow.ts';
import { countLineBreaks, lineEnd, nextLine } from './byte-lines.ts';
import { U32List } from './u32-list.ts';

const SLICE = 1 << 20;
const SPACE = 32;
/** Past so many irregular lines their quotes are read as text without asking csv-parse, which costs microseconds each. */
const PATIENCE = 2000;
const KEPT = 100;

export interface ScanOptions {
  /** Line number of the first byte. */
  readonly startLine?: number;
  /** Stop behind so many records. */
  readonly maxRecords?: number;
}

/** All records of UTF-8 text by one scan over its bytes; yields about every megabyte. */
export function* scanRecords(
  bytes: Uint8Array,
  dialect: ByteDialect,
  options: ScanOptions = {},
): Steps<Records> {
  const scanner = new RecordScanner(bytes, dialect, options);
  for (let limit = SLICE; scanner.run(limit); limit += SLICE) yield;
  return scanner.records();
}

class RecordScanner {
  readonly #bytes: Uint8Array;
  readonly #dialect: ByteDialect;
  readonly #maxRecords: number;
  readonly #starts: U32List;
  readonly #firsts: U32List;
  readonly #lines: U32List;
  readonly #breaks = new U32List(16);
  readonly #comments = new U32List(16);
  readonly #irregular: IrregularLine[] = [];
  #irregularCount = 0;
  #at = 0;
  #line: number;
  #blank = false;
  /** Line breaks within the quoted cells of the record at hand. */
  #innerBreaks = 0;

  constructor(bytes: Uint8Array, dialect: ByteDialect, options: ScanOptions) {
    this.#bytes = bytes;
    this.#dialect = dialect;
    this.#maxRecords = options.maxRecords ?? Infinity;
    this.#line = options.startLine ?? 1;
    this.#starts = new U32List(Math.min(bytes.length / 4, SLICE / 4));
    this.#firsts = new U32List(Math.min(bytes.length / 16, 1024));
    this.#lines = new U32List(Math.min(bytes.length / 16, 1024));
    this.#firsts.push(0);
  }

  /** Reads the records that begin before `limit`; false when the end is reached. */
  run(limit: number): boolean {
    const end = this.#bytes.length;
    const stop = Math.min(limit, end);
    if (this.#at > 0 && limit === 2 * SLICE) this.#reserve();
    while (this.#at < stop && this.#lines.length < this.#maxRecords) this.#readRecord();
    return this.#at < end && this.#lines.length < this.#maxRecords;
  }

  records(): Records {
    return {
      bytes: this.#bytes,
      count: this.#lines.length,
      starts: this.#starts.view(),
      firsts: this.#firsts.view(),
      lines: this.#lines.view(),
      breaks: this.#breaks.view(),
      comments: this.#comments.view(),
      irregular: this.#irregular,
      irregularCount: this.#irregularCount,
    };
  }

  #readRecord(): void {
    const begin = this.#at;
    const mark = this.#starts.length;
    if (this.#bytes[begin] === this.#dialect.comment) {
      this.#comments.push(this.#line);
      this.#comments.push(begin);
      this.#nextLine(lineEnd(this.#bytes, begin));
      return;
    }
    this.#innerBreaks = 0;
    this.#starts.push(
      this.#dialect.delimiter === SPACE ? skipSpace(this.#bytes, begin, this.#bytes.length, -1) : begin,
    );
    const end = this.#readCells(this.#starts.at(mark), this.#dialect.quote);
    if (this.#starts.length === mark + 2 && this.#isBlank(begin, end)) {
      this.#starts.length = mark;
      this.#blank = true;
    } else this.#keep();
    this.#line += this.#innerBreaks;
    this.#nextLine(end);
  }

  #keep(): void {
    if (this.#blank) this.#breaks.push(this.#lines.length);
    this.#blank = false;
    this.#firsts.push(this.#starts.length);
    this.#lines.push(this.#line);
  }

  #nextLine(end: number): void {
    if (end < this.#bytes.length) this.#line++;
    this.#at = nextLine(this.#bytes, end);
  }

  #isBlank(begin: number, end: number): boolean {
    return skipSpace(this.#bytes, begin, end, -1) === end;
  }

  /** From the start of a cell on, notes where the next ones start, and behind them the end; returns the end. */
  #readCells(begin: number, quote: number): number {
    const bytes = this.#bytes;
    const delimiter = this.#dialect.delimiter;
    const special = Math.max(delimiter, CR);
    const length = bytes.length;
    let at = begin;
    for (;;) {
      const first = bytes[at] ?? 0;
      if (quote >= 0 && (first === quote || first <= SPACE || first >= 0x80)) {
        const opening = this.#openingQuote(at);
        const behind = opening < 0 ? at : this.#behindQuoted(opening);
        if (behind < 0) return this.#readIrregular(at, opening);
        at = behind;
      }
      for (; at < length; at++) {
        const byte = bytes[at] ?? 0;
        if (byte <= special && (byte === delimiter || byte === LF || byte === CR)) break;
      }
      if (bytes[at] !== delimiter || (delimiter === SPACE && this.#onlySpaceLeft(at))) break;
      at = delimiter === SPACE ? skipSpace(bytes, at, bytes.length, -1) : at + 1;
      this.#starts.push(at);
    }
    const end = bytes[at] === delimiter ? lineEnd(bytes, at) : at;
    this.#starts.push(end + 1);
    return end;
  }

  #onlySpaceLeft(at: number): boolean {
    const next = this.#bytes[skipSpace(this.#bytes, at, this.#bytes.length, -1)];
    return next === undefined || next === LF || next === CR;
  }

  /** Where the quote stands that opens the cell at `at`, −1 where the cell is not quoted. */
  #openingQuote(at: number): number {
    const { delimiter, quote } = this.#dialect;
    const opening =
      this.#bytes[at] === quote ? at : skipSpace(this.#bytes, at, this.#bytes.length, delimiter);
    return this.#bytes[opening] === quote ? opening : -1;
  }

  /** Where the delimiter or the line break behind a quoted cell stands; −1 where the quotes are irregular. */
  #behindQuoted(opening: number): number {
    const bytes = this.#bytes;
    const quote = this.#dialect.quote;
    let at = opening + 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined) return -1;
      if (byte === quote) {
        if (bytes[at + 1] !== quote) break;
        at++;
      }
      at++;
    }
    const behind = skipSpace(bytes, at + 1, bytes.length, this.#dialect.delimiter);
    const byte = bytes[behind];
    if (byte !== undefined && byte !== this.#dialect.delimiter && byte !== LF && byte !== CR) return -1;
    this.#innerBreaks += countLineBreaks(bytes, opening + 1, at);
    return behind;
  }

  /** The rest of a line from the cell at `at` on, whose quotes are irregular; returns the end of the line. */
  #readIrregular(at: number, opening: number): number {
    const end = lineEnd(this.#bytes, opening);
    const isOurs = this.#dialect.delimiter === SPACE || this.#irregularCount >= PATIENCE;
    const read = isOurs ? null : irregularCells(this.#bytes.subarray(at, end), this.#dialect);
    if (this.#irregularCount++ < KEPT) {
      const line = this.#line + this.#innerBreaks;
      this.#irregular.push({ line, offset: opening, unclosed: read?.unclosed ?? true });
    }
    if (read === null) return this.#readCells(at, -1);
    for (const cell of read.ends) this.#starts.push(at + cell + 1);
    return end;
  }

  /** After the first slice it is known about how much room the whole needs. */
  #reserve(): void {
    const factor = Math.min(1.1 * (this.#bytes.length / Math.max(1, this.#at)), 64);
    for (const list of [this.#starts, this.#firsts, this.#lines])
      list.reserve(Math.ceil(list.length * factor));
  }
}
