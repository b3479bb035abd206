import { skipSpace, trimSpaceEnd } from './csv-bytes.ts';
import type { CellReader } from './cell-reader.ts';
import { parseNumberBytes } from './number-bytes.ts';
import { isNonFiniteWord, parseNumber, type Decimal } from './number.ts';
import { formatsFor, type NumberFormat } from './number-format.ts';
import type { ColumnCensus } from './table.ts';

export interface NumberColumn {
  readonly format: NumberFormat;
  readonly census: ColumnCensus;
}

/** Values are kept up to this many bytes in all; those of further columns are read again when they are asked for again. */
const KEPT_BYTES = 256 * 1024 * 1024;
const LONGEST_NUMBER = 48;
const LONGEST_WORD = 12;

/** What the loop over a column found under the table's own number format. */
interface Count {
  numbers: number;
  empty: number;
  nonFinite: number;
  /** Other formats that all odd numbers fit; null before the first odd number. */
  candidates: readonly NumberFormat[] | null;
}

/** Reads whole columns of numbers from the bytes of records `first` .. `first + rows - 1`, and finds their formats. */
export class NumberColumns {
  readonly #reader: CellReader;
  readonly #first: number;
  readonly #rows: number;
  readonly #plain: NumberFormat;
  readonly #columns = new Map<number, NumberColumn>();
  readonly #values = new Map<number, Float64Array>();

  constructor(reader: CellReader, first: number, rows: number, decimal: Decimal) {
    this.#reader = reader;
    this.#first = first;
    this.#rows = rows;
    this.#plain = { decimal, grouping: '' };
  }

  column(column: number): NumberColumn {
    const known = this.#columns.get(column);
    if (known !== undefined) return known;
    this.values(column);
    return (
      this.#columns.get(column) ?? {
        format: this.#plain,
        census: { numbers: 0, empty: 0, nonFinite: 0, text: 0 },
      }
    );
  }

  /** One entry per row, NaN where the cell is no number. */
  values(column: number): Float64Array {
    const kept = this.#values.get(column);
    if (kept !== undefined) return kept;
    const values = new Float64Array(this.#rows);
    this.#columns.set(column, this.#read(column, values));
    if ((this.#values.size + 1) * values.byteLength <= KEPT_BYTES) this.#values.set(column, values);
    return values;
  }

  value(row: number, column: number): number {
    if (row < 0 || row >= this.#rows) return NaN;
    const { format } = this.column(column);
    return this.#values.get(column)?.[row] ?? this.#valueAs(row, column, format);
  }

  /** Plain numbers in one pass; a second pass only where the others all fit another format. */
  #read(column: number, values: Float64Array): NumberColumn {
    const count: Count = { numbers: 0, empty: 0, nonFinite: 0, candidates: null };
    for (let row = 0; row < values.length; row++) {
      let value = this.#bareValue(row, column);
      if (Number.isNaN(value)) value = this.#plainValue(row, column, this.#plain.decimal);
      values[row] = value;
      if (Number.isNaN(value)) this.#countOdd(count);
      else count.numbers++;
    }
    for (const format of count.candidates ?? []) {
      const numbers = this.#refit(column, values, format);
      if (numbers !== null) return { format, census: censusOf(count, values.length, numbers) };
    }
    return { format: this.#plain, census: censusOf(count, values.length, count.numbers) };
  }

  /** Counts the cell at hand, which is no plain number. */
  #countOdd(count: Count): void {
    const { from, to, records } = this.#reader;
    if (from >= to || skipSpace(records.bytes, from, to, -1) === to) count.empty++;
    else if (to - from <= LONGEST_WORD && isNonFiniteWord(this.#cellText())) count.nonFinite++;
    else if (count.candidates?.length !== 0 && isNumberish(records.bytes, from, to)) {
      const text = this.#cellText();
      count.candidates = (count.candidates ?? formatsFor(this.#plain.decimal)).filter((format) =>
        fits(text, format),
      );
    }
  }

  /** Writes the numbers that the column has under a format; null, and nothing written, where it loses one. */
  #refit(column: number, values: Float64Array, format: NumberFormat): number | null {
    const isOther = format.decimal !== this.#plain.decimal;
    const read = isOther ? new Float64Array(values.length) : values;
    let numbers = 0;
    for (let row = 0; row < values.length; row++) {
      const before = values[row] ?? NaN;
      const isKnown = !Number.isNaN(before);
      const value = isKnown && !isOther ? before : this.#valueAs(row, column, format);
      if (isKnown && Number.isNaN(value)) return null;
      read[row] = value;
      if (!Number.isNaN(value)) numbers++;
    }
    if (isOther) values.set(read);
    return numbers;
  }

  #valueAs(row: number, column: number, format: NumberFormat): number {
    const value = this.#plainValue(row, column, format.decimal);
    if (!Number.isNaN(value) || format.grouping === '') return value;
    const { from, to, records } = this.#reader;
    return isNumberish(records.bytes, from, to)
      ? parseNumber(this.#cellText(), format.decimal, format.grouping)
      : NaN;
  }

  /** The number that a cell is without a look at quotes and white space, as most are; NaN where it is more than that. */
  #bareValue(row: number, column: number): number {
    const { bytes, firsts, starts } = this.#reader.records;
    const cell = (firsts[this.#first + row] ?? 0) + column;
    if (cell + 1 >= (firsts[this.#first + row + 1] ?? 0)) return NaN;
    return parseNumberBytes(bytes, starts[cell] ?? 0, (starts[cell + 1] ?? 1) - 1, this.#plain.decimal);
  }

  #plainValue(row: number, column: number, decimal: Decimal): number {
    this.#reader.seek(this.#first + row, column);
    const { bytes } = this.#reader.records;
    let { from, to } = this.#reader;
    if (this.#reader.quoted) {
      from = skipSpace(bytes, from, to, -1);
      to = trimSpaceEnd(bytes, from, to);
    }
    if (isMinusSign(bytes, from) && to - from > 3) return -parseNumberBytes(bytes, from + 3, to, decimal);
    return from === to ? NaN : parseNumberBytes(bytes, from, to, decimal);
  }

  #cellText(): string {
    return this.#reader.pool.text(this.#reader.from, this.#reader.to);
  }
}

function censusOf(count: Count, rows: number, numbers: number): ColumnCensus {
  const { empty, nonFinite } = count;
  return { numbers, empty, nonFinite, text: rows - numbers - empty - nonFinite };
}

function fits(text: string, format: NumberFormat): boolean {
  return !Number.isNaN(parseNumber(text, format.decimal, format.grouping));
}

/** U+2212. */
function isMinusSign(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x88 && bytes[at + 2] === 0x92;
}

/** 1 for bytes of numbers in any format: digits, + , - . ' _ space e E, and those of U+00A0, 2009, 2019, 202F, 2212. */
const NUMBERISH = new Uint8Array(256);
for (const letter of "0123456789+-,.'_ eE") NUMBERISH[letter.charCodeAt(0)] = 1;
for (const byte of [0xc2, 0xa0, 0xe2, 0x80, 0x88, 0x89, 0x92, 0x99, 0xaf]) NUMBERISH[byte] = 1;

function isNumberish(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_NUMBER) return false;
  let digits = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (NUMBERISH[byte] !== 1) return false;
    if (byte >= 0x30 && byte <= 0x39) digits++;
  }
  return digits > 0;
}
