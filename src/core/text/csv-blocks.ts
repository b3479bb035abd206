import { kindOf, NUMBER, NUMBER_LIKE } from './cell-kind.ts';
import type { CellReader } from './cell-reader.ts';
import { cellCount } from './csv-records.ts';
import { layoutOf, type Layout, type LayoutOptions } from './csv-layout.ts';

/** The records of one table, preamble and header included. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly layout: Layout;
}

export interface Blocks {
  readonly blocks: readonly Block[];
  /** First record behind the last table that is no row of it; the number of records where there is none. */
  readonly chatter: number;
}

/** All records as one table. */
export function oneBlock(reader: CellReader, options: LayoutOptions): Blocks {
  const to = reader.records.count;
  return { blocks: [{ from: 0, to, layout: layoutOf(reader, 0, to, options) }], chatter: to };
}

/**
 * Tables that blank lines separate: records behind a blank line begin a table when they have a header of their own, or
 * another number of cells throughout. Lines of text before a table are its preamble.
 */
export function splitBlocks(reader: CellReader, options: LayoutOptions): Blocks {
  const { breaks, count } = reader.records;
  const blocks: Block[] = [];
  /** Where lines begin that belong to no table yet. */
  let loose = 0;
  for (let group = 0; group <= breaks.length; group++) {
    const from = group === 0 ? 0 : (breaks[group - 1] ?? 0);
    const to = group === breaks.length ? count : (breaks[group] ?? 0);
    const current = blocks.at(-1);
    const layout = isPlainlyMore(reader, from, current) ? null : layoutOf(reader, from, to, options);
    if (layout !== null && startsTable(reader, layout, to, current)) blocks.push({ from: loose, to, layout });
    else if (current !== undefined && hasRow(reader, from, to))
      blocks[blocks.length - 1] = { ...current, to };
    else continue;
    loose = to;
  }
  return blocks.length === 0 ? oneBlock(reader, options) : { blocks, chatter: loose };
}

/** Whether a record has the cells of the current table and a number in them, as no header has. */
function isPlainlyMore(reader: CellReader, record: number, current: Block | undefined): boolean {
  const cells = cellCount(reader.records, record);
  if (cells !== current?.layout.width) return false;
  for (let cell = 0; cell < cells; cell++) {
    const kind = kindOf(reader, record, cell);
    if (kind === NUMBER || kind === NUMBER_LIKE) return true;
  }
  return false;
}

function startsTable(reader: CellReader, layout: Layout, to: number, current: Block | undefined): boolean {
  if (!layout.isTable) return false;
  if (current === undefined || layout.isVoted) return true;
  if (layout.header < 0) return layout.width !== current.layout.width && layout.first + 1 < to;
  return cellCount(reader.records, layout.header) !== current.layout.width;
}

function hasRow(reader: CellReader, from: number, to: number): boolean {
  for (let record = from; record < to; record++) if (cellCount(reader.records, record) >= 2) return true;
  return false;
}
