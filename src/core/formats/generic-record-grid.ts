import type { Scalar } from '../model/measure.ts';
import type { ColumnCensus } from '../text/table.ts';
import { parseNumber, isNonFiniteWord } from '../text/number.ts';
import type { Leaf } from './generic-flatten.ts';
import type { Grid, GridColumn } from './generic-grid.ts';
import { isSetLeaf, wordsOf, type FoundRecord, type RecordSet } from './generic-records.ts';
import type { At, JsonPath } from './places.ts';

/** The grid of a set of records, and the set's records by row. */
export interface RecordGrid {
  readonly grid: Grid;
  readonly records: readonly FoundRecord[];
}

interface Column extends GridColumn {
  /** Keys from the record down; empty for the record's own name. */
  readonly keys: readonly string[];
  readonly cells: (Scalar | undefined)[];
  /** Where a value stands that is not at `keys` below its record. */
  readonly paths: (JsonPath | undefined)[];
}

const NAME = 'benchmark';

/** Records as rows, their keys as columns; what stands around a record is a column too unless the record has that key. */
export function gridOfRecords(set: RecordSet): RecordGrid {
  const columns = new Map<string, Column>();
  /** Columns of the last record's values by their order, which the next record mostly repeats. */
  const order: (Column | undefined)[] = [];
  set.records.forEach((record, row) => {
    if (record.name !== null) {
      const cell = { row, value: record.name, path: record.path, record, keys: [] };
      put(columns, nameColumn(), cell);
    }
    record.flat.leaves.forEach((leaf, at) => {
      const known = order[at];
      if (known !== undefined && isColumnOf(leaf, known)) known.cells[row] = leaf.value;
      else order[at] = putLeaf(columns, leaf, { row, record });
    });
    for (const leaf of record.inherited) putInherited(columns, leaf, { row, record });
  });
  return {
    grid: new Records(distinctLabels([...columns.values()]), set.records),
    records: set.records,
  };
}

/** Columns of one name get their units as part of it. */
function distinctLabels(columns: readonly Column[]): Column[] {
  return columns.map((column) => {
    const isShared = columns.some((other) => other !== column && other.label === column.label);
    return isShared && column.unit !== null
      ? { ...column, label: `${column.label} (${column.unit})` }
      : column;
  });
}

function nameColumn(): GridColumn {
  return { label: '(key)', words: NAME, unit: null, statistic: null };
}

interface Row {
  readonly row: number;
  readonly record: FoundRecord;
}

interface Cell extends Row {
  readonly value: Scalar;
  readonly keys: readonly string[];
  readonly path: JsonPath;
}

/** One name with two units is two columns: `{ "name": "memory", "value": 3, "unit": "MB" }` beside other units. */
function keyOf(label: string, unit: string | null): string {
  return unit === null ? label : `${label}\n${unit}`;
}

function isColumnOf(leaf: Leaf, column: Column): boolean {
  return (
    leaf.unit === column.unit &&
    leaf.keys.length === column.keys.length &&
    leaf.keys.every((key, at) => key === column.keys[at])
  );
}

function put(columns: Map<string, Column>, facts: GridColumn, cell: Cell): Column {
  const key = keyOf(facts.label, facts.unit);
  let column = columns.get(key);
  if (column === undefined) {
    column = { ...facts, keys: cell.keys, cells: [], paths: [] };
    columns.set(key, column);
  }
  column.cells[cell.row] = cell.value;
  if (!isBelow(cell.path, cell.record.path, column.keys)) column.paths[cell.row] = cell.path;
  return column;
}

function isBelow(path: JsonPath, base: JsonPath, keys: readonly string[]): boolean {
  if (path.length !== base.length + keys.length) return false;
  return (
    base.every((step, at) => path[at] === step) && keys.every((key, at) => path[base.length + at] === key)
  );
}

/** The column that it went to; undefined for a unit, which belongs to the value beside it. */
function putLeaf(columns: Map<string, Column>, leaf: Leaf, at: Row): Column | undefined {
  if (/^units?$/i.test(leaf.keys.at(-1) ?? '')) return undefined;
  const label = leaf.keys.join('.');
  const known = columns.get(keyOf(label, leaf.unit));
  const facts = known ?? {
    label,
    words: wordsOf(leaf.keys, leaf.statistic),
    unit: leaf.unit,
    statistic: leaf.statistic,
    isSet: isSetLeaf(leaf),
  };
  return put(columns, facts, { ...at, value: leaf.value, keys: leaf.keys, path: leaf.path });
}

function putInherited(columns: Map<string, Column>, leaf: Leaf, at: Row): void {
  const label = leaf.keys.join('.');
  if (columns.get(keyOf(label, leaf.unit))?.cells[at.row] === undefined) putLeaf(columns, leaf, at);
}

class Records implements Grid {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly isTable = false;
  readonly #records: readonly FoundRecord[];
  readonly #numbers = new Map<number, Float64Array>();

  constructor(columns: readonly Column[], records: readonly FoundRecord[]) {
    this.columns = columns;
    this.rowCount = records.length;
    this.#records = records;
  }

  text(row: number, column: number): string {
    const value = this.columns[column]?.cells[row];
    return value === undefined ? '' : String(value).trim();
  }

  number(row: number, column: number): number {
    const value = this.columns[column]?.cells[row];
    if (typeof value === 'number') return Number.isFinite(value) ? value : NaN;
    return typeof value === 'string' ? parseNumber(value) : NaN;
  }

  numbers(column: number): Float64Array {
    let numbers = this.#numbers.get(column);
    if (numbers === undefined) {
      numbers = Float64Array.from({ length: this.rowCount }, (_, row) => this.number(row, column));
      this.#numbers.set(column, numbers);
    }
    return numbers;
  }

  census(column: number): ColumnCensus {
    const counts = { numbers: 0, empty: 0, nonFinite: 0, text: 0 };
    const numbers = this.numbers(column);
    for (let row = 0; row < this.rowCount; row++) {
      if (!Number.isNaN(numbers[row] ?? NaN)) counts.numbers++;
      else {
        const text = this.text(row, column);
        if (text === '') counts.empty++;
        else if (isNonFiniteWord(text)) counts.nonFinite++;
        else counts.text++;
      }
    }
    return counts;
  }

  at(row: number, column: number): At {
    const facts = this.columns[column];
    const base = this.#records[row]?.path ?? [];
    const isThere = facts?.cells[row] !== undefined;
    return facts?.paths[row] ?? (isThere ? [...base, ...facts.keys] : base);
  }

  places(): null {
    return null;
  }
}
