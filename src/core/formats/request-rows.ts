import type { Bag, Scalar } from '../model/measure.ts';
import type { Table } from '../text/table.ts';
import { shortFloat32 } from './float32.ts';
import { asObject, stringAt, valueAt } from './json-guards.ts';
import type { At, JsonPath } from './places.ts';

/** Records of one kind, whatever they are written in: rows of a table or objects of a JSON array. */
export interface RequestRows {
  /** Headers, or the keys of all objects in the order of their first appearance. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** True for a table, false for JSON. */
  readonly tabular: boolean;
  /** The cell as text without blanks around it; '' where there is none. */
  text(row: number, column: number): string;
  /** The cell as a number; NaN where it is none. */
  number(row: number, column: number): number;
  /** The cell as a setting: a number, a boolean or a text; null where there is none. */
  scalar(row: number, column: number): Scalar | null;
  /** The settings inside a cell that holds a JSON object; null where it holds none. */
  bag(row: number, column: number): Bag | null;
  /** Where the cell stands; for a JSON key that an object lacks, where the object's error text or the object stands. */
  at(row: number, column: number): At;
}

/** The rows of a table. */
export function tableRows(table: Table): RequestRows {
  const bags = new Map<string, Bag | null>();
  return {
    columns: table.header,
    rowCount: table.rowCount,
    tabular: true,
    text: (row, column) => table.text(row, column).trim(),
    number: (row, column) => table.number(row, column),
    scalar: (row, column) => scalarOf(table.text(row, column).trim(), table.number(row, column)),
    bag: (row, column) => {
      const text = table.text(row, column).trim();
      let bag = bags.get(text);
      if (bag === undefined) bags.set(text, (bag = bagOfText(text)));
      return bag;
    },
    at: (row, column) => table.place(row, column),
  };
}

/** The objects of a JSON array; `always` names keys that are columns even where no object has them. */
export function jsonRows(
  records: readonly unknown[],
  base: JsonPath,
  always: readonly string[] = [],
): RequestRows {
  const columns = new Set<string>();
  for (const record of records) for (const key of Object.keys(asObject(record) ?? {})) columns.add(key);
  for (const key of always) columns.add(key);
  const keys = [...columns];
  const cell = (row: number, column: number): unknown => valueAt(records[row], keys[column] ?? '');
  return {
    columns: keys,
    rowCount: records.length,
    tabular: false,
    text: (row, column) => textOf(cell(row, column)),
    number: (row, column) => numberOf(cell(row, column)),
    scalar: (row, column) => {
      const value = cell(row, column);
      if (typeof value === 'boolean') return value;
      if (typeof value === 'number') return Number.isFinite(value) ? shortFloat32(value) : null;
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    },
    bag: (row, column) => bagOf(cell(row, column)),
    at: (row, column) => [...base, row, ...keyFor(records[row], keys[column] ?? '')],
  };
}

/** The scalar settings of an object, 32-bit floats in their short form; null for what is no object. */
export function bagOf(value: unknown): Bag | null {
  const object = asObject(value);
  if (object === null) return null;
  const bag: Record<string, Scalar> = {};
  for (const [key, entry] of Object.entries(object)) {
    if (typeof entry === 'string' && entry.trim() !== '') bag[key] = entry.trim();
    else if (typeof entry === 'boolean') bag[key] = entry;
    else if (typeof entry === 'number' && Number.isFinite(entry)) bag[key] = shortFloat32(entry);
  }
  return bag;
}

function bagOfText(text: string): Bag | null {
  if (!text.startsWith('{')) return null;
  try {
    return bagOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function scalarOf(text: string, number: number): Scalar | null {
  if (text === '') return null;
  if (!Number.isNaN(number)) return shortFloat32(number);
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return stringAt(value, 'message') ?? '';
}

/** Some writers quote their numbers; a plain decimal in quotes is that number. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value.trim())
    ? Number(value)
    : NaN;
}

function keyFor(record: unknown, key: string): readonly string[] {
  if (valueAt(record, key) !== undefined) return [key];
  const error = ['error', 'error_message', 'exception'].find((name) => stringAt(record, name) !== null);
  return error === undefined ? [] : [error];
}
