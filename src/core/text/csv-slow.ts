import { parse } from 'csv-parse/browser/esm/sync';
import type { ByteDialect } from './csv-bytes.ts';

/** Cells of an irregular line: the offsets behind each, where its delimiter stands, and at last the end. */
export interface IrregularCells {
  readonly ends: readonly number[];
  /** True where a quote stays open. */
  readonly unclosed: boolean;
}

/**
 * Cuts one line, or its end, that breaks the rules for quotes: text behind a closing quote, or a quote that the line does
 * not close. csv-parse reads it and takes quotes within cells as text; where a quote stays open, all quotes are text.
 */
export function irregularCells(line: Uint8Array, dialect: ByteDialect): IrregularCells {
  const quoted = cellEnds(line, dialect, String.fromCharCode(dialect.quote));
  if (quoted !== null) return { ends: quoted, unclosed: false };
  return { ends: cellEnds(line, dialect, null) ?? [line.length], unclosed: true };
}

/** Null where csv-parse finds the line faulty. */
function cellEnds(line: Uint8Array, dialect: ByteDialect, quote: string | null): number[] | null {
  const ends: number[] = [];
  try {
    parse(line, {
      delimiter: String.fromCharCode(dialect.delimiter),
      quote,
      relax_quotes: true,
      relax_column_count: true,
      ltrim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      cast: (value, context) => {
        ends.push(context.bytes);
        return value;
      },
    });
  } catch {
    return null;
  }
  return ends.at(-1) === line.length ? ends : null;
}
