import { runToEnd } from '../model/steps.ts';
import { EMPTY, kindOf, NUMBER } from './cell-kind.ts';
import { CellReader } from './cell-reader.ts';
import { byteDialect } from './csv-bytes.ts';
import { scanRecords } from './csv-fast.ts';
import { cellCount, type Records } from './csv-records.ts';
import type { TextDecoderPort } from './decode.ts';
import type { Delimiter, Dialect } from './table.ts';

/** How much of a file is looked at to find its dialect. */
export const SNIFF_BYTES = 65_536;
const SNIFF_RECORDS = 120;

export type CellDialect = Pick<Dialect, 'delimiter' | 'quote' | 'comment'>;

/** How well a delimiter and a quote cut the first lines. */
interface Trial {
  readonly delimiter: Delimiter;
  readonly quote: '"' | "'" | null;
  readonly reader: CellReader;
  /** Share of neighbouring records that have the same number of cells, two or more. */
  readonly steady: number;
  /** Share of numbers among cells that are not empty, in records of two cells and more. */
  readonly numeric: number;
  /** Share of records whose quotes are irregular. */
  readonly irregular: number;
}

/** The delimiters that may cut cells where nothing is known, the usual first. A space comes last, for aligned numbers. */
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** How the cells of a text are cut, found from its first lines. */
export function sniffDialect(bytes: Uint8Array, port: TextDecoderPort, known?: Delimiter): CellDialect {
  const head = headOf(bytes);
  const best = known === undefined ? bestTrial(head, port) : trial(head, port, known, '"');
  const quote = sniffQuote(best, head, port);
  return { delimiter: best.delimiter, quote, comment: sniffComment(best.reader) };
}

/** The first lines, none of them cut, as far as there is one that ends. */
export function headOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length < SNIFF_BYTES) return bytes;
  const head = bytes.subarray(0, SNIFF_BYTES);
  const end = Math.max(head.lastIndexOf(10), head.lastIndexOf(13));
  return end > 0 ? head.subarray(0, end + 1) : head;
}

function bestTrial(head: Uint8Array, port: TextDecoderPort): Trial {
  const present = DELIMITERS.filter((delimiter) => head.includes(delimiter.charCodeAt(0)));
  const trials = (present.length > 0 ? present : DELIMITERS.slice(0, 1)).map((delimiter) =>
    trial(head, port, delimiter, '"'),
  );
  const best = trials.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (best.steady >= 0.5) return best;
  const spaced = trial(head, port, ' ', '"');
  return spaced.steady >= 0.9 && spaced.numeric >= 0.5 ? spaced : best;
}

function score(trial: Trial): number {
  return trial.steady * (1 + trial.numeric / 2) * (1 - trial.irregular);
}

function trial(
  head: Uint8Array,
  port: TextDecoderPort,
  delimiter: Delimiter,
  quote: '"' | "'" | null,
): Trial {
  const dialect = byteDialect(delimiter, quote, null);
  const records = runToEnd(scanRecords(head, dialect, { maxRecords: SNIFF_RECORDS }));
  const reader = new CellReader(records, dialect, port);
  const irregular = records.irregularCount / Math.max(1, records.count);
  return { delimiter, quote, reader, steady: steadiness(records), numeric: numericShare(reader), irregular };
}

function steadiness(records: Records): number {
  if (records.count === 1) return cellCount(records, 0) >= 2 ? 1 : 0;
  let equal = 0;
  for (let record = 1; record < records.count; record++) {
    const cells = cellCount(records, record);
    if (cells >= 2 && cells === cellCount(records, record - 1)) equal++;
  }
  return equal / Math.max(1, records.count - 1);
}

function numericShare(reader: CellReader): number {
  let filled = 0;
  let numbers = 0;
  for (let record = 0; record < reader.records.count; record++) {
    const cells = cellCount(reader.records, record);
    for (let cell = 0; cells >= 2 && cell < cells; cell++) {
      const kind = kindOf(reader, record, cell);
      if (kind !== EMPTY) filled++;
      if (kind === NUMBER) numbers++;
    }
  }
  return filled === 0 ? 0 : numbers / filled;
}

/** Double quotes, unless they are stray letters in this text, or single ones plainly do their work. */
function sniffQuote(best: Trial, head: Uint8Array, port: TextDecoderPort): '"' | "'" | null {
  if (best.irregular > 0.2 && quotedCells(best.reader) < best.reader.records.irregularCount) {
    const unquoted = trial(head, port, best.delimiter, null);
    if (unquoted.steady >= best.steady) return null;
  }
  if (head.includes(34)) return '"';
  if (!head.includes(39)) return '"';
  const single = trial(head, port, best.delimiter, "'");
  const isBetter = single.steady > best.steady + 0.1;
  return single.irregular === 0 && (isBetter || isQuotedThroughout(best.reader)) ? "'" : '"';
}

function quotedCells(reader: CellReader): number {
  let count = 0;
  for (let record = 0; record < reader.records.count; record++) {
    for (let cell = 0; cell < cellCount(reader.records, record); cell++) {
      reader.seek(record, cell);
      if (reader.quoted) count++;
    }
  }
  return count;
}

/** Whether every cell of the first record stands in single quotes. */
function isQuotedThroughout(reader: CellReader): boolean {
  const cells = reader.records.count > 0 ? reader.texts(0) : [];
  return (
    cells.length > 0 && cells.every((cell) => cell.length >= 2 && cell.startsWith("'") && cell.endsWith("'"))
  );
}

/** '#' when lines begin with it that are no rows: their cells are not those of the other rows. */
function sniffComment(reader: CellReader): string | null {
  const { records } = reader;
  const marked: number[] = [];
  const widths = new Map<number, number>();
  for (let record = 0; record < records.count; record++) {
    const cells = cellCount(records, record);
    if (reader.text(record, 0).startsWith('#')) marked.push(record);
    else widths.set(cells, (widths.get(cells) ?? 0) + 1);
  }
  if (marked.length === 0 || widths.size === 0) return null;
  const width = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const rows = marked.filter((record) => cellCount(records, record) === width);
  const isHeader = rows.length === 1 && reader.text(rows[0] ?? 0, 0) === '#';
  const areRows = width >= 2 && rows.length > 1 && rows.length * 2 > marked.length;
  return isHeader || areRows ? null : '#';
}
