import type { CellReader } from './cell-reader.ts';
import { parseNumberBytes } from './number-bytes.ts';
import { isNonFiniteWord, parseNumber, type Decimal, type Grouping } from './number.ts';

/** What a cell looks like, before the number format of its column is known. */
export const EMPTY = 0;
/** A number under some decimal sign and grouping, or a word such as NaN where a number was meant. */
export const NUMBER = 1;
/** Begins like a number: dates, numbers with units, versions. */
export const NUMBER_LIKE = 2;
export const TEXT = 3;
export type CellKind = 0 | 1 | 2 | 3;

const LONGEST_NUMBER = 40;
/** "infinity", with room. */
const LONGEST_WORD = 12;
const ALL_FORMATS: readonly (readonly [Decimal, Grouping])[] = [
  ['.', ','],
  [',', '.'],
  ['.', ' '],
  [',', ' '],
  ['.', "'"],
  ['.', '_'],
];

export function kindOf(reader: CellReader, record: number, cell: number): CellKind {
  if (reader.isEmpty(record, cell)) return EMPTY;
  const { from, to } = reader;
  const { bytes } = reader.records;
  if (isNumber(reader)) return NUMBER;
  let at = from;
  while (at < to && isLead(bytes[at] ?? 0)) at++;
  return isDigit(bytes[at] ?? 0) && at < to ? NUMBER_LIKE : TEXT;
}

function isNumber(reader: CellReader): boolean {
  const { from, to } = reader;
  const { bytes } = reader.records;
  if (
    !Number.isNaN(parseNumberBytes(bytes, from, to, '.')) ||
    !Number.isNaN(parseNumberBytes(bytes, from, to, ','))
  )
    return true;
  if (to - from > LONGEST_NUMBER) return false;
  // Most cells of text begin with a letter, as no number does in any format: they need no try of each.
  if (isLetter(bytes[from] ?? 0))
    return to - from <= LONGEST_WORD && isNonFiniteWord(reader.pool.text(from, to));
  const text = reader.pool.text(from, to);
  if (!/\d/.test(text)) return isNonFiniteWord(text);
  return ALL_FORMATS.some(([decimal, grouping]) => !Number.isNaN(parseNumber(text, decimal, grouping)));
}

function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}

/** Sign, decimal point, or white space within quotes. */
function isLead(byte: number): boolean {
  return byte === 43 || byte === 45 || byte === 46 || byte === 44 || byte === 32;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
