import { EMPTY, kindOf, NUMBER, NUMBER_LIKE, TEXT, type CellKind } from './cell-kind.ts';
import type { CellReader } from './cell-reader.ts';
import { cellCount } from './csv-records.ts';
import type { TableOptions } from './table.ts';
import { isUnitWord } from './unit-words.ts';

/** Records looked at to find where a table begins, and rows under a header that vote on it. */
const LOOKED_AT = 1000;
const VOTERS = 20;
/** Rows of equal width in a row that make a table of another width than the usual one. */
const RUN = 5;

/** Where the parts of a table are among records `from`..`to`. */
export interface Layout {
  /** Record of the header, −1 where there is none. */
  readonly header: number;
  /** Record of the unit row, −1 where there is none. */
  readonly unitRow: number;
  /** First record of the data. */
  readonly first: number;
  /** Cells of most data rows. */
  readonly width: number;
  /** True where the rows under the header show that it is one; false where it only could be. */
  readonly isVoted: boolean;
  /** False where the records are lines of text rather than rows. */
  readonly isTable: boolean;
}

export type LayoutOptions = Pick<TableOptions, 'header' | 'unitRow' | 'isUnit'>;

/** Finds header, unit row and data of one table. Records before the header are its preamble. */
export function layoutOf(reader: CellReader, from: number, to: number, options: LayoutOptions): Layout {
  const finder = new LayoutFinder(reader, from, to);
  const { header, first, isVoted } = finder.start(options.header ?? 'auto');
  const isUnit = options.isUnit ?? isUnitWord;
  const unitRow =
    header >= 0 && options.unitRow !== 'never' && finder.isUnitRow(header + 1, isUnit) ? header + 1 : -1;
  const data = unitRow >= 0 ? unitRow + 1 : first;
  return { header, unitRow, first: data, width: finder.width, isVoted, isTable: isVoted || finder.isTable() };
}

type Start = Pick<Layout, 'header' | 'first' | 'isVoted'>;

function under(header: number, isVoted: boolean): Start {
  return { header, first: header + 1, isVoted };
}

function without(first: number): Start {
  return { header: -1, first, isVoted: false };
}

class LayoutFinder {
  readonly #reader: CellReader;
  readonly #from: number;
  readonly #to: number;
  /** End of what is looked at. */
  readonly #end: number;
  readonly width: number;
  #voting: { readonly record: number; readonly rows: readonly number[] } | null = null;

  constructor(reader: CellReader, from: number, to: number) {
    this.#reader = reader;
    this.#from = from;
    this.#to = to;
    this.#end = Math.min(to, from + LOOKED_AT);
    this.width = this.#usualWidth();
  }

  start(mode: 'auto' | 'first' | 'none'): Start {
    if (mode === 'none' || this.#from === this.#to) return without(this.#from);
    if (mode === 'first') return under(this.#from, true);
    const found = this.#search();
    return found.header >= 0 ? found : this.#widerHeader(found.first);
  }

  /** Whether two records at least, or all of them, have the usual number of cells. */
  isTable(): boolean {
    if (this.width < 2) return false;
    let rows = 0;
    for (let record = this.#from; record < this.#end; record++)
      if (this.#cells(record) === this.width) rows++;
    return rows >= 2 || rows === this.#end - this.#from;
  }

  /** Whether a record holds only units and empty cells, and numbers stand under the units. */
  isUnitRow(record: number, isUnit: (text: string) => boolean): boolean {
    if (record + 1 >= this.#to) return false;
    let numbersBelow = 0;
    for (let cell = 0; cell < this.#cells(record); cell++) {
      const text = this.#reader.text(record, cell).trim();
      if (text === '') continue;
      if (kindOf(this.#reader, record, cell) === NUMBER || !isUnit(text)) return false;
      const below = this.#kindBelow(record, cell);
      if (below !== NUMBER && below !== EMPTY) return false;
      if (below === NUMBER) numbersBelow++;
    }
    return numbersBelow > 0;
  }

  #cells(record: number): number {
    return cellCount(this.#reader.records, record);
  }

  /** The most frequent number of cells, of two and more where there are such records. */
  #usualWidth(): number {
    const counts = new Map<number, number>();
    for (let record = this.#from; record < this.#end; record++) {
      const cells = this.#cells(record);
      if (cells >= 2) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    let [width, most] = [1, 0];
    for (const [cells, count] of counts)
      if (count > most || (count === most && cells > width)) [width, most] = [cells, count];
    return width;
  }

  /** The first record that is a header over rows like itself, or the first data row. */
  #search(): Start {
    for (let record = this.#from; record < this.#end; record++) {
      const cells = this.#cells(record);
      const isUsual = cells === this.width;
      if (!isUsual && (cells < 2 || this.#run(record) < RUN)) continue;
      const verdict = this.#verdict(record);
      if (verdict > 0) return under(record, true);
      if (!isUsual) continue;
      const isNamed = verdict === 0 && this.#couldBeNames(record);
      return isNamed ? under(record, false) : without(record);
    }
    return without(this.#from);
  }

  /** A header with more or fewer cells than its rows stands right above them, but for lines of one cell. */
  #widerHeader(first: number): Start {
    let record = first - 1;
    while (record >= this.#from && this.#cells(record) === 1) record--;
    const fits =
      record >= this.#from && this.width >= 2 && this.#cells(record) >= Math.max(2, this.width - 1);
    return fits && this.#isAllText(record) ? { ...under(record, true), first } : without(first);
  }

  /** How many records right below have as many cells; lines of one cell do not count. */
  #run(record: number): number {
    const cells = this.#cells(record);
    let run = 0;
    for (let below = record + 1; below < this.#end && run < RUN; below++) {
      const other = this.#cells(below);
      if (other === cells) run++;
      else if (other !== 1) break;
    }
    return run;
  }

  /** Positive: the record names the columns of the rows below. Negative: it is one of them. 0: nothing says which. */
  #verdict(record: number): number {
    if (this.#isAxis(record)) return 1;
    let votes = 0;
    for (let cell = 0; cell < this.#cells(record); cell++) votes += this.#vote(record, cell);
    return votes;
  }

  #vote(record: number, cell: number): number {
    const own = kindOf(this.#reader, record, cell);
    const below = this.#kindBelow(record, cell);
    if (own === EMPTY || below === EMPTY) return 0;
    if (below === NUMBER) return own === NUMBER ? -1 : 1;
    if (below === NUMBER_LIKE) return own === TEXT ? 1 : -1;
    return this.#comesAgain(record, cell) ? -1 : 0;
  }

  /** What most filled cells under a cell are. */
  #kindBelow(record: number, cell: number): CellKind {
    const counts = [0, 0, 0, 0];
    for (const row of this.#voters(record)) {
      const kind = kindOf(this.#reader, row, cell);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const [, numbers = 0, like = 0, text = 0] = counts;
    const filled = numbers + like + text;
    if (filled === 0) return EMPTY;
    if (numbers >= filled * 0.6) return NUMBER;
    return numbers + like >= filled * 0.6 ? NUMBER_LIKE : TEXT;
  }

  #comesAgain(record: number, cell: number): boolean {
    const own = this.#reader.text(record, cell);
    return this.#voters(record).some((row) => this.#reader.text(row, cell) === own);
  }

  /** The next rows with as many cells as the record. */
  #voters(record: number): readonly number[] {
    if (this.#voting?.record === record) return this.#voting.rows;
    const rows: number[] = [];
    for (let row = record + 1; row < this.#end && rows.length < VOTERS; row++)
      if (this.#cells(row) === this.#cells(record)) rows.push(row);
    this.#voting = { record, rows };
    return rows;
  }

  /** Levels as column names: an empty corner, or a name, before whole numbers that rise, over rows named by text. */
  #isAxis(record: number): boolean {
    const cells = this.#cells(record);
    const corner = kindOf(this.#reader, record, 0);
    if (cells < 3 || (corner !== EMPTY && corner !== TEXT) || this.#kindBelow(record, 0) !== TEXT)
      return false;
    let last = -Infinity;
    for (let cell = 1; cell < cells; cell++) {
      const value = Number(this.#reader.text(record, cell) || NaN);
      if (!Number.isInteger(value) || value <= last) return false;
      last = value;
    }
    return corner === EMPTY || (cells > 3 && this.#hasFractionsBelow(record));
  }

  #hasFractionsBelow(record: number): boolean {
    const isFraction = (text: string): boolean => !Number.isInteger(Number(text));
    return this.#voters(record).some((row) => this.#reader.texts(row).slice(1).some(isFraction));
  }

  /** Names are texts, all there and all different. */
  #couldBeNames(record: number): boolean {
    const names = this.#reader.texts(record).map((name) => name.trim());
    return this.#isAllText(record) && !names.includes('') && new Set(names).size === names.length;
  }

  #isAllText(record: number): boolean {
    let texts = 0;
    for (let cell = 0; cell < this.#cells(record); cell++) {
      const kind = kindOf(this.#reader, record, cell);
      if (kind === TEXT) texts++;
      else if (kind !== EMPTY) return false;
    }
    return texts >= Math.min(2, this.#cells(record));
  }
}
