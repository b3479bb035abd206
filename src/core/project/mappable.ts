import { runToEnd } from '../model/steps.ts';
import { extensionOf, fileTypeOf } from '../reading/file-type.ts';
import { HEAD_BYTES } from '../reading/input.ts';
import { readTable } from '../text/csv.ts';
import { decodeBytes, type TextDecoderPort } from '../text/decode.ts';
import { parseJson, type Json } from '../text/json.ts';
import { readJsonLines } from '../text/jsonl.ts';

/** A column of a table, or a key of records, that a person may say something about. */
export interface MappableColumn {
  /** As the file spells it. */
  readonly name: string;
  /** The first values, as they stand. */
  readonly first: readonly string[];
  readonly isNumeric: boolean;
}

const MOST_VALUES = 3;
const MOST_RECORDS = 200;

/** The columns or keys of the beginning of a file; empty where it is no table and holds no records. */
export function mappableColumns(
  path: string,
  bytes: Uint8Array,
  decoder: TextDecoderPort,
): readonly MappableColumn[] {
  const head = decodeBytes(wholeLines(bytes), decoder);
  if (head.kind === 'binary') return [];
  const type = fileTypeOf(path);
  if (type === 'json' || type === 'jsonl' || extensionOf(path) === 'json') {
    return fromRecords(recordsOf(type === 'jsonl', head.bytes, decoder));
  }
  if (type === 'markdown' || type === 'xml') return [];
  const table = runToEnd(readTable(head.bytes, decoder, { header: 'first' }));
  return table.header.flatMap((name, column) =>
    name === '' ? [] : [{ name, first: firstCells(table, column), isNumeric: table.isNumeric(column) }],
  );
}

function firstCells(
  table: { readonly rowCount: number; text(row: number, column: number): string },
  column: number,
): string[] {
  return Array.from({ length: Math.min(MOST_VALUES, table.rowCount) }, (_, row) => table.text(row, column));
}

/** A last line that is cut gives no value. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD_BYTES * 4) return bytes;
  const head = bytes.subarray(0, HEAD_BYTES * 4);
  const end = head.lastIndexOf(0x0a);
  return end < 0 ? head : head.subarray(0, end + 1);
}

function recordsOf(areLines: boolean, bytes: Uint8Array, decoder: TextDecoderPort): readonly Json[] {
  const text = decoder.decode(bytes, 'utf-8', false) ?? '';
  if (areLines) return runToEnd(readJsonLines(text)).lines.map(({ value }) => value);
  const parsed = parseJson(text);
  return parsed.kind === 'json' ? [parsed.document.value] : [];
}

/** Keys of numbers, texts and switches in all records, however deep they stand. */
function fromRecords(records: readonly Json[]): readonly MappableColumn[] {
  const found = new Map<string, { first: string[]; isNumeric: boolean }>();
  const visit = (value: Json, depth: number): void => {
    if (Array.isArray(value)) {
      for (const item of (value as readonly Json[]).slice(0, MOST_RECORDS)) visit(item, depth + 1);
      return;
    }
    if (typeof value !== 'object' || value === null || depth > 8) return;
    for (const [key, item] of Object.entries(value as Readonly<Record<string, Json>>)) {
      if (typeof item === 'object') visit(item, depth + 1);
      else note(found, key, item);
    }
  };
  for (const record of records.slice(0, MOST_RECORDS)) visit(record, 0);
  return [...found].map(([name, facts]) => ({ name, ...facts }));
}

function note(
  found: Map<string, { first: string[]; isNumeric: boolean }>,
  key: string,
  value: string | number | boolean,
): void {
  const known = found.get(key) ?? { first: [], isNumeric: true };
  if (known.first.length < MOST_VALUES) known.first.push(String(value));
  if (typeof value !== 'number') known.isNumeric = false;
  found.set(key, known);
}
