import type { Place } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import type { CellReader } from './cell-reader.ts';
import type { CellDialect } from './csv-dialect.ts';
import { cellCount, recordStart } from './csv-records.ts';
import { nextLine, utf16Units } from './byte-lines.ts';
import { NumberColumns } from './number-columns.ts';
import type { Decimal, Grouping } from './number.ts';
import type { CellPlaces, ColumnCensus, Dialect, PreambleLine, Table } from './table.ts';

/** What is known of a table beside its cells. */
export interface TableParts {
  readonly header: readonly string[];
  readonly headerLine: number | null;
  readonly units: readonly (string | null)[] | null;
  /** Record of the first row, and how many rows there are. */
  readonly first: number;
  readonly rowCount: number;
  readonly dialect: CellDialect;
  readonly decimal: Decimal;
  readonly preamble: readonly PreambleLine[];
  readonly problems: readonly Problem[];
}

/** Rows that the table's own digit grouping is found from. */
const SAMPLE_ROWS = 200;
const LF = 10;
const CR = 13;

/** A table over records: every answer is read from the bytes when it is asked for. */
export class RecordTable implements Table {
  readonly header: readonly string[];
  readonly headerLine: number | null;
  readonly units: readonly (string | null)[] | null;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly preamble: readonly PreambleLine[];
  readonly problems: readonly Problem[];
  readonly #reader: CellReader;
  readonly #parts: TableParts;
  readonly #numbers: NumberColumns;
  #dialect: Dialect | null = null;

  constructor(reader: CellReader, parts: TableParts) {
    this.#reader = reader;
    this.#parts = parts;
    this.#numbers = new NumberColumns(reader, parts.first, parts.rowCount, parts.decimal);
    this.header = parts.header;
    this.headerLine = parts.headerLine;
    this.units = parts.units;
    this.rowCount = parts.rowCount;
    this.columnCount = parts.header.length;
    this.preamble = parts.preamble;
    this.problems = parts.problems;
  }

  get dialect(): Dialect {
    const { dialect, decimal } = this.#parts;
    this.#dialect ??= { ...dialect, decimal, grouping: this.#grouping() };
    return this.#dialect;
  }

  text(row: number, column: number): string {
    return this.#has(row) ? this.#reader.text(this.#parts.first + row, column) : '';
  }

  number(row: number, column: number): number {
    return this.#numbers.value(row, column);
  }

  numbers(column: number): Float64Array {
    return this.#numbers.values(column);
  }

  isNumeric(column: number): boolean {
    const { numbers, text, nonFinite } = this.census(column);
    return numbers > 0 && text === 0 && nonFinite === 0;
  }

  census(column: number): ColumnCensus {
    return this.#numbers.column(column).census;
  }

  place(row: number, column: number): Place {
    if (!this.#has(row)) return { line: this.line(Math.max(0, this.rowCount - 1)), column: 1 };
    const { bytes, lines } = this.#reader.records;
    const record = this.#parts.first + row;
    this.#reader.seek(record, column);
    const { from } = this.#reader;
    let line = lines[record] ?? 1;
    let start = lineStart(bytes, recordStart(this.#reader.records, record));
    for (let at = start; at < from; at++) {
      if (bytes[at] !== LF && bytes[at] !== CR) continue;
      start = nextLine(bytes, at);
      at = start - 1;
      line++;
    }
    return { line, column: 1 + utf16Units(bytes, start, from) };
  }

  places(column: number): CellPlaces {
    const lines = new Uint32Array(this.rowCount);
    const columns = new Uint32Array(this.rowCount);
    for (let row = 0; row < this.rowCount; row++) {
      const place = this.place(row, column);
      lines[row] = place.line;
      columns[row] = place.column;
    }
    return { lines, columns };
  }

  line(row: number): number {
    return this.#reader.records.lines[this.#parts.first + row] ?? 1;
  }

  cells(row: number): number {
    return this.#has(row) ? cellCount(this.#reader.records, this.#parts.first + row) : 0;
  }

  #has(row: number): boolean {
    return row >= 0 && row < this.rowCount;
  }

  #grouping(): Grouping {
    const { first, rowCount, decimal } = this.#parts;
    const sample = new NumberColumns(this.#reader, first, Math.min(rowCount, SAMPLE_ROWS), decimal);
    for (let column = 0; column < this.columnCount; column++) {
      const { grouping } = sample.column(column).format;
      if (grouping !== '') return grouping;
    }
    return '';
  }
}

/** Offset of the first byte of the line that `at` stands on. */
function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1] !== LF && bytes[start - 1] !== CR) start--;
  return start;
}
