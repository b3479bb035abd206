import { runToEnd } from '../../../src/core/model/steps.ts';
import { readTable, readTables } from '../../../src/core/text/csv.ts';
import type { TextDecoderPort } from '../../../src/core/text/decode.ts';
import type { Table, TableOptions } from '../../../src/core/text/table.ts';

/** The decoder of Node, as hosts hand it in. */
export const decoder: TextDecoderPort = {
  decode(bytes, encoding, fatal) {
    try {
      return new TextDecoder(encoding, { fatal }).decode(bytes);
    } catch {
      return null;
    }
  },
};

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function tableOf(text: string, options?: TableOptions): Table {
  return runToEnd(readTable(utf8(text), decoder, options));
}

export function tablesOf(text: string, options?: TableOptions): Table[] {
  return runToEnd(readTables(utf8(text), decoder, options));
}

/** Every cell of every row, as many as the row really has. */
export function rowsOf(table: Table): string[][] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    Array.from({ length: table.cells(row) }, (_, column) => table.text(row, column)),
  );
}

/** Problems as "severity line:column message". */
export function problemsOf(table: Table): string[] {
  return table.problems.map(({ severity, line, column, message }) => {
    const at = column === null ? `${line ?? '-'}` : `${line ?? '-'}:${column}`;
    return `${severity} ${at} ${message}`;
  });
}
