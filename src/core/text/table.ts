import type { Place } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import type { Decimal, Grouping } from './number.ts';

export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** How a table is written, as found from its data. */
export interface Dialect {
  /** ' ' stands for one space or more. */
  readonly delimiter: Delimiter;
  readonly quote: '"' | "'" | null;
  /** Of most numbers; a column whose numbers fit the other sign only is read with that. */
  readonly decimal: Decimal;
  /** '' where no column groups its digits, else that of the first column that does. */
  readonly grouping: Grouping;
  /** The mark of comment lines, where there are any. */
  readonly comment: string | null;
}

/** A line that stands before a table's header and is no row of it. */
export interface PreambleLine {
  readonly line: number;
  readonly text: string;
}

/** What the cells of one column are; the four counts add up to the table's rows. */
export interface ColumnCensus {
  readonly numbers: number;
  /** Cells of white space only, and cells that short rows do not have. */
  readonly empty: number;
  /** NaN, inf, N/A and the like: a number was meant. */
  readonly nonFinite: number;
  readonly text: number;
}

/** Line and column of each row's cell, from 1; columns in UTF-16 code units. */
export interface CellPlaces {
  readonly lines: Uint32Array;
  readonly columns: Uint32Array;
}

/**
 * Rows and columns of a delimited text, read from its bytes on demand: rows and columns count from 0, lines from 1.
 * Rows and columns that do not exist read as empty cells; nothing throws.
 */
export interface Table {
  /** Names trimmed, '' where there is none; duplicates stand as they are; as many as `columnCount`. */
  readonly header: readonly string[];
  /** Null: the file has no header row. */
  readonly headerLine: number | null;
  /** The unit row under the header, one entry per column, null where its cell is empty; null without such a row. */
  readonly units: readonly (string | null)[] | null;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Unquoted; white space around unquoted cells is trimmed, within quotes it is kept; '' where the row is short. */
  text(row: number, column: number): string;
  /** NaN where the cell is not a plain number in the column's number format. */
  number(row: number, column: number): number;
  /** The whole column, NaN where not a number. The array may be handed out again: never write to it. */
  numbers(column: number): Float64Array;
  /** Of the cell's first character, behind an opening quote; the end of the row for cells that a short row lacks. */
  place(row: number, column: number): Place;
  /** `place` of the whole column at once. */
  places(column: number): CellPlaces;
  /** Line of the row's first character. */
  line(row: number): number;
  /** How many cells this row really has. */
  cells(row: number): number;
  /** True when every cell that is not empty is a number, and at least one is. */
  isNumeric(column: number): boolean;
  census(column: number): ColumnCensus;
  readonly dialect: Dialect;
  /** Lines before the header that are no rows: key/value chatter, log lines, comments. */
  readonly preamble: readonly PreambleLine[];
  readonly problems: readonly Problem[];
}

export interface TableOptions {
  /** Found from the data where it is not given. */
  readonly delimiter?: Delimiter;
  /** 'first': the first row is the header; 'none': all rows are data. Default 'auto'. */
  readonly header?: 'auto' | 'first' | 'none';
  /** Default 'auto': the row under the header, when its cells are empty or units and numbers stand under them. */
  readonly unitRow?: 'auto' | 'never';
  /** Whether blank lines may separate tables with headers of their own. Default: true for readTables, false for readTable. */
  readonly blocks?: boolean;
  /** Line number of the first byte, for a table cut out of a longer text. Default 1. */
  readonly startLine?: number;
  /** What the cells of a unit row look like. Default: the words of `isUnitWord`. */
  readonly isUnit?: (text: string) => boolean;
}
