import { problem, type Problem } from '../model/problem.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { CellReader } from './cell-reader.ts';
import { oneBlock, splitBlocks, type Block } from './csv-blocks.ts';
import { byteDialect } from './csv-bytes.ts';
import { headOf, sniffDialect, type CellDialect } from './csv-dialect.ts';
import { scanRecords } from './csv-fast.ts';
import { headerOf } from './csv-header.ts';
import { quoteProblems, raggedProblems, repeatedHeaderProblems } from './csv-problems.ts';
import { recordEnd, recordStart } from './csv-records.ts';
import type { TextDecoderPort } from './decode.ts';
import { lineEnd } from './byte-lines.ts';
import { sniffDecimal } from './number-format.ts';
import { RecordTable } from './record-table.ts';
import type { Delimiter, PreambleLine, Table, TableOptions } from './table.ts';

/** Offsets are kept in 32 bits. */
const MAX_BYTES = 2 ** 32 - 2;

/** What all tables of one text share. */
interface Source {
  readonly reader: CellReader;
  readonly dialect: CellDialect;
  readonly port: TextDecoderPort;
}

/** A text cut into cells. */
interface Cut {
  readonly dialect: CellDialect;
  readonly reader: CellReader;
}

/** Small texts that were looked at as a whole, so that reading does not cut again what recognising has cut. */
const sniffed = new WeakMap<Uint8Array, Cut>();

function* cutOf(utf8: Uint8Array, port: TextDecoderPort, options: TableOptions): Steps<Cut> {
  const dialect = sniffDialect(utf8, port, options.delimiter);
  const bytes = byteDialect(dialect.delimiter, dialect.quote, dialect.comment);
  const records = yield* scanRecords(utf8, bytes, { startLine: options.startLine ?? 1 });
  return { dialect, reader: new CellReader(records, bytes, port) };
}

/**
 * All tables of a delimited text in UTF-8: blocks with headers of their own, separated by blank lines. At least one table;
 * that of an empty text has no rows and no columns. Yields about every megabyte. Texts of 4 GB and more are refused by a
 * problem.
 */
export function* readTables(
  utf8: Uint8Array,
  port: TextDecoderPort,
  options: TableOptions = {},
): Steps<Table[]> {
  if (utf8.length > MAX_BYTES) return [refused(port)];
  const isPlain = options.delimiter === undefined && (options.startLine ?? 1) === 1;
  const known = isPlain ? sniffed.get(utf8) : undefined;
  const { dialect, reader } = known ?? (yield* cutOf(utf8, port, options));
  const split = options.blocks !== false && (options.header ?? 'auto') === 'auto';
  const { blocks, chatter } = split ? splitBlocks(reader, options) : oneBlock(reader, options);
  const tables: Table[] = [];
  for (const block of blocks) {
    const isLast = block === blocks.at(-1);
    const more = isLast ? chatterProblems(reader, chatter) : [];
    tables.push(tableOf({ reader, dialect, port }, block, more));
    yield;
  }
  return tables;
}

/**
 * A delimited text in UTF-8 as one table: blank lines are skipped, and rows that do not fit the table are kept with a
 * warning. With `blocks: true` the first of `readTables`.
 */
export function* readTable(
  utf8: Uint8Array,
  port: TextDecoderPort,
  options: TableOptions = {},
): Steps<Table> {
  const [table] = yield* readTables(utf8, port, { ...options, blocks: options.blocks ?? false });
  return table ?? refused(port);
}

/**
 * Delimiter and header names of the first table in the first 64 KB of a text, header [] where it has none; null where no
 * table of two columns or more is to be seen, or the text is JSON.
 */
export function sniffTable(
  utf8Head: Uint8Array,
  port: TextDecoderPort,
): { delimiter: Delimiter; header: readonly string[] } | null {
  const head = headOf(utf8Head);
  const isJson = /^\s*(?:\{|\[\s*(?:[[{"\d-]|$))/.test(
    port.decode(head.subarray(0, 256), 'utf-8', false) ?? '',
  );
  if (isJson) return null;
  const cut = runToEnd(cutOf(head, port, {}));
  if (head === utf8Head) sniffed.set(utf8Head, cut);
  const { dialect, reader } = cut;
  const bytes = byteDialect(dialect.delimiter, dialect.quote, dialect.comment);
  const block = splitBlocks(reader, {}).blocks[0];
  if (block?.layout.isTable !== true) return null;
  const { names, line } = headerOf(reader, block, bytes, port);
  return { delimiter: dialect.delimiter, header: line === null ? [] : names };
}

function tableOf({ reader, dialect, port }: Source, block: Block, more: readonly Problem[]): Table {
  const bytes = byteDialect(dialect.delimiter, dialect.quote, dialect.comment);
  const header = headerOf(reader, block, bytes, port);
  const { first, unitRow } = block.layout;
  const columns = header.names.length;
  return new RecordTable(reader, {
    header: header.names,
    headerLine: header.line,
    units: unitRow < 0 ? null : header.names.map((_, column) => reader.text(unitRow, column).trim() || null),
    first,
    rowCount: block.to - first,
    dialect,
    decimal: sniffDecimal(reader, first, block.to, dialect.delimiter),
    preamble: preambleOf(reader, block, header.line),
    problems: [
      ...header.problems,
      ...quoteProblems(reader, block),
      ...repeatedHeaderProblems(reader, block),
      ...raggedProblems(reader, block, columns),
      ...more,
    ],
  });
}

/** Records and comments before the header, or before the rows where there is none. */
function preambleOf(reader: CellReader, block: Block, headerLine: number | null): PreambleLine[] {
  const { bytes, comments, lines } = reader.records;
  const { header, first } = block.layout;
  const preamble: PreambleLine[] = [];
  for (let record = block.from; record < (header >= 0 ? header : first); record++) {
    const text = reader.pool.text(recordStart(reader.records, record), recordEnd(reader.records, record));
    preamble.push({ line: lines[record] ?? 0, text });
  }
  const before = block.from === 0 ? 0 : (lines[block.from - 1] ?? 0);
  const until = headerLine ?? lines[first] ?? Infinity;
  for (let i = 0; i < comments.length; i += 2) {
    const line = comments[i] ?? 0;
    const from = comments[i + 1] ?? 0;
    if (line > before && line < until)
      preamble.push({ line, text: reader.pool.text(from, lineEnd(bytes, from)) });
  }
  return preamble.sort((a, b) => a.line - b.line);
}

/** Lines of text behind the last table. */
function chatterProblems(reader: CellReader, chatter: number): Problem[] {
  const count = reader.records.count - chatter;
  if (count <= 0) return [];
  const message =
    count === 1
      ? 'This line is no row of the table above.'
      : `The last ${count} lines are no rows of the table above.`;
  return [problem('info', message, reader.records.lines[chatter] ?? null)];
}

function refused(port: TextDecoderPort): Table {
  const dialect: CellDialect = { delimiter: ',', quote: '"', comment: null };
  const bytes = byteDialect(',', '"', null);
  const reader = new CellReader(runToEnd(scanRecords(new Uint8Array(), bytes)), bytes, port);
  const layout = { header: -1, unitRow: -1, first: 0, width: 1, isVoted: false, isTable: false };
  const tooLarge = problem('error', 'This table is larger than 4 GB and was not read.');
  return tableOf({ reader, dialect, port }, { from: 0, to: 0, layout }, [tooLarge]);
}
