import type { Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { CellPlaces, ColumnCensus, Table } from '../text/table.ts';
import { isNonFiniteWord } from '../text/number.ts';
import type { At } from './places.ts';

/** One column of a grid: a table's column, or a key of JSON records. */
export interface GridColumn {
  /** The name as the file has it: a header, or the keys from the record down ("timings.prompt_ms"). */
  readonly label: string;
  /** What to read the meaning from: the header, or the last keys. */
  readonly words: string;
  /** A unit that stands beside the name: in the unit row, in a sibling `unit` key. */
  readonly unit: string | null;
  /** A statistic that the place of the value says: the key `p95` in a block called `latency_ms`. */
  readonly statistic: string | null;
  /** It stands in a block of settings (`config`, `options`): whatever its name, it was set, not measured. */
  readonly isSet?: boolean;
}

/** Rows and columns of unknown meaning, whatever they came from. Rows and columns count from 0. */
export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  /** '' where the cell is empty or missing. */
  text(row: number, column: number): string;
  /** NaN where the cell is not a number. */
  number(row: number, column: number): number;
  /** Never written to. */
  numbers(column: number): Float64Array;
  census(column: number): ColumnCensus;
  at(row: number, column: number): At;
  /** Places of the whole column, never written to; null where they are found later (JSON). */
  places(column: number): CellPlaces | null;
  /** The columns have headers in the file. */
  readonly isTable: boolean;
}

/** A delimited table as a grid; columns without a header are called `column 1`, `column 2` and so on. */
export function gridOfTable(table: Table): Grid {
  const hasNames = table.headerLine !== null || table.header.some((name) => name !== '');
  const names = hasNames ? table.header : table.header.map((_, column) => `column ${column + 1}`);
  const columns = names.map((label, column) => ({
    label,
    words: label,
    unit: table.units?.[column] ?? null,
    statistic: null,
  }));
  const places = new Map<number, CellPlaces>();
  const placesOf = (column: number): CellPlaces => {
    const known = places.get(column) ?? table.places(column);
    places.set(column, known);
    return known;
  };
  return {
    columns,
    isTable: true,
    rowCount: table.rowCount,
    text: (row, column) => table.text(row, column).trim(),
    number: (row, column) => table.number(row, column),
    numbers: (column) => table.numbers(column),
    census: (column) => table.census(column),
    at: (row, column) => table.place(row, column),
    places: placesOf,
  };
}

/** A column as codes: row r holds `values[codes[r]]`; `values[0]` is '', which stands for "nothing". */
export interface Codes {
  readonly codes: Uint32Array;
  readonly values: readonly Scalar[];
}

/** Rows read between two yields. */
const SLICE = 65_536;

/** The column as codes; null when it holds more than `most` different values. */
export function* encodeColumn(grid: Grid, column: number, most: number): Steps<Codes | null> {
  const codes = new Uint32Array(grid.rowCount);
  const values: Scalar[] = [''];
  const known = new Map<Scalar, number>([['', 0]]);
  const census = grid.census(column);
  const numeric = census.numbers > 0 && census.text === 0 && census.nonFinite === 0;
  const numbers = numeric ? grid.numbers(column) : null;
  for (let row = 0; row < grid.rowCount; row++) {
    const value = numbers === null ? scalarOf(grid.text(row, column)) : (numbers[row] ?? NaN);
    const key = typeof value === 'number' && Number.isNaN(value) ? '' : value;
    let code = known.get(key);
    if (code === undefined) {
      if (values.length > most) return null;
      code = values.length;
      values.push(key);
      known.set(key, code);
    }
    codes[row] = code;
    if (row % SLICE === SLICE - 1) yield;
  }
  return { codes, values };
}

/** Numbers and truth values of a column that also holds text; words for "no value" are nothing. */
function scalarOf(text: string): Scalar {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return isNonFiniteWord(text) && !/inf/i.test(text) ? '' : text;
}
