import { skipSpace, trimSpaceEnd, type ByteDialect } from './csv-bytes.ts';
import { cellCount, cellEnd, cellStart, type Records } from './csv-records.ts';
import type { TextDecoderPort } from './decode.ts';
import { StringPool } from './string-pool.ts';

/**
 * Reads cells of records without an object per cell: `seek` sets `from` and `to` to the span of the cell's content,
 * without its quotes, or its white space where it has none.
 */
export class CellReader {
  readonly records: Records;
  readonly pool: StringPool;
  from = 0;
  to = 0;
  quoted = false;
  readonly #delimiter: number;
  readonly #quote: number;

  constructor(records: Records, dialect: ByteDialect, port: TextDecoderPort) {
    this.records = records;
    this.pool = new StringPool(records.bytes, port);
    this.#delimiter = dialect.delimiter;
    this.#quote = dialect.quote;
  }

  seek(record: number, cell: number): void {
    const { bytes } = this.records;
    const start = cellStart(this.records, record, cell);
    const end = cellEnd(this.records, record, cell);
    const first = bytes[start] ?? 0;
    const from = first > 32 && first < 0x80 ? start : skipSpace(bytes, start, end, this.#delimiter);
    const to = trimSpaceEnd(bytes, from, end);
    this.quoted = to - from >= 2 && bytes[from] === this.#quote && bytes[to - 1] === this.#quote;
    this.from = this.quoted ? from + 1 : from;
    this.to = this.quoted ? to - 1 : to;
  }

  /** '' for cells that the record does not have. */
  text(record: number, cell: number): string {
    this.seek(record, cell);
    return this.quoted && this.#holdsQuote() ? this.#unescape() : this.pool.text(this.from, this.to);
  }

  texts(record: number): string[] {
    return Array.from({ length: cellCount(this.records, record) }, (_, cell) => this.text(record, cell));
  }

  isEmpty(record: number, cell: number): boolean {
    this.seek(record, cell);
    return skipSpace(this.records.bytes, this.from, this.to, -1) === this.to;
  }

  #holdsQuote(): boolean {
    for (let i = this.from; i < this.to; i++) if (this.records.bytes[i] === this.#quote) return true;
    return false;
  }

  /** Doubled quotes are one; a single one within shows that the cell was no quoted cell, and its text stands as it is. */
  #unescape(): string {
    const quote = String.fromCharCode(this.#quote);
    const parts = this.pool.text(this.from, this.to).split(quote + quote);
    const isText = parts.some((part) => part.includes(quote));
    return isText ? this.pool.text(this.from - 1, this.to + 1) : parts.join(quote);
  }
}
