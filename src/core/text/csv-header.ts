import { problem, type Problem } from '../model/problem.ts';
import { runToEnd } from '../model/steps.ts';
import { EMPTY, kindOf, TEXT } from './cell-kind.ts';
import { CellReader } from './cell-reader.ts';
import type { Block } from './csv-blocks.ts';
import type { ByteDialect } from './csv-bytes.ts';
import { scanRecords } from './csv-fast.ts';
import { cellCount } from './csv-records.ts';
import { lineEnd } from './byte-lines.ts';
import type { TextDecoderPort } from './decode.ts';

/** The names of a table's columns, as many as it has columns. */
export interface Header {
  readonly names: readonly string[];
  readonly line: number | null;
  readonly problems: readonly Problem[];
}

/** Names from the header record, or from a comment right above the rows, or '' for each column. */
export function headerOf(
  reader: CellReader,
  block: Block,
  dialect: ByteDialect,
  port: TextDecoderPort,
): Header {
  const { header, width } = block.layout;
  if (header >= 0) {
    const names = reader.texts(header).map((name) => name.trim());
    return fitNames(reader, block, names, reader.records.lines[header] ?? null);
  }
  const comment = commentHeader(reader, block, dialect, port);
  if (comment !== null) return { ...comment, problems: [] };
  const isEmptyTable = block.from === block.to;
  const names = new Array<string>(isEmptyTable ? 0 : width).fill('');
  return { names: withoutEmptyEnd(reader, block, names), line: null, problems: [] };
}

/** Brings the number of names and the number of cells of the rows together. */
function fitNames(reader: CellReader, block: Block, names: readonly string[], line: number | null): Header {
  const own = withoutEmptyEnd(reader, block, names);
  const surplus = Math.min(block.layout.width, filledWidth(reader, block, own.length)) - own.length;
  if (surplus <= 0) return { names: own, line, problems: [] };
  if (surplus > 1) return { names: [...own, ...new Array<string>(surplus).fill('')], line, problems: [] };
  const message =
    'The header has one name fewer than the rows have cells: the first column is taken for row names.';
  return { names: ['', ...own], line, problems: [problem('info', message, line)] };
}

/** Drops names that are empty at the end, when their columns are: every line ends in a delimiter. */
function withoutEmptyEnd(reader: CellReader, block: Block, names: readonly string[]): readonly string[] {
  const named = names.findLastIndex((name) => name !== '') + 1;
  if (named === names.length) return names;
  const filled = filledWidth(reader, block, named);
  return names.slice(0, Math.min(names.length, Math.max(filled, 1)));
}

/** Cells up to the last filled one of any row, `least` at least. */
function filledWidth(reader: CellReader, block: Block, least: number): number {
  let width = least;
  for (let record = block.layout.first; record < block.to; record++) {
    let cells = cellCount(reader.records, record);
    while (cells > width && reader.isEmpty(record, cells - 1)) cells--;
    width = Math.max(width, cells);
  }
  return width;
}

/** Whether all cells of a record from `cell` on are empty. */
export function isRowEmptyFrom(reader: CellReader, record: number, cell: number): boolean {
  for (let c = cell; c < cellCount(reader.records, record); c++) if (!reader.isEmpty(record, c)) return false;
  return true;
}

/** The last comment above the rows, where it holds as many names as they have cells. */
function commentHeader(
  reader: CellReader,
  block: Block,
  dialect: ByteDialect,
  port: TextDecoderPort,
): { names: string[]; line: number } | null {
  const { bytes, comments, lines } = reader.records;
  const { first, width } = block.layout;
  let last = -1;
  for (let i = 0; i < comments.length && (comments[i] ?? 0) < (lines[first] ?? 0); i += 2) last = i;
  const isInBlock = last >= 0 && (block.from === 0 || (comments[last] ?? 0) > (lines[block.from - 1] ?? 0));
  if (!isInBlock || width < 2) return null;
  const from = (comments[last + 1] ?? 0) + 1;
  const records = runToEnd(scanRecords(bytes.subarray(from, lineEnd(bytes, from)), dialect));
  const names = new CellReader(records, dialect, port);
  if (records.count !== 1 || cellCount(records, 0) !== width) return null;
  for (let cell = 0; cell < width; cell++) if (![TEXT, EMPTY].includes(kindOf(names, 0, cell))) return null;
  return { names: names.texts(0).map((name) => name.trim()), line: comments[last] ?? 0 };
}
