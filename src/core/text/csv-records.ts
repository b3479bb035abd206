/** A line whose quotes do not close, or close in the middle of a cell. */
export interface IrregularLine {
  readonly line: number;
  /** Byte offset of the quote that opens the odd cell. */
  readonly offset: number;
  /** True: no quote closes it on its line. False: text stands behind the closing quote. */
  readonly unclosed: boolean;
}

/**
 * All records of a delimited text as offsets into its bytes. Record r has `firsts[r + 1] - firsts[r] - 1` cells; cell c
 * of it spans the bytes `starts[firsts[r] + c]` .. `starts[firsts[r] + c + 1] - 1`, quotes and white space included.
 */
export interface Records {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly starts: Uint32Array;
  /** One entry per record and one more. */
  readonly firsts: Uint32Array;
  /** Line from 1 of each record's first byte. */
  readonly lines: Uint32Array;
  /** Records that blank lines stand before, ascending. */
  readonly breaks: Uint32Array;
  /** Comment lines: line and byte offset of its mark, in turn. */
  readonly comments: Uint32Array;
  /** The first hundred irregular lines, and how many there are. */
  readonly irregular: readonly IrregularLine[];
  readonly irregularCount: number;
}

/** How many cells a record has. */
export function cellCount(records: Records, record: number): number {
  const { firsts } = records;
  return (firsts[record + 1] ?? 0) - (firsts[record] ?? 0) - 1;
}

/** Where the bytes of a cell begin; the end of the record for cells that it does not have. */
export function cellStart(records: Records, record: number, cell: number): number {
  const first = records.firsts[record] ?? 0;
  const cells = cellCount(records, record);
  return cell < cells ? (records.starts[first + cell] ?? 0) : recordEnd(records, record);
}

/** Behind the last byte of a cell. */
export function cellEnd(records: Records, record: number, cell: number): number {
  const first = records.firsts[record] ?? 0;
  const cells = cellCount(records, record);
  return cell < cells ? (records.starts[first + cell + 1] ?? 1) - 1 : recordEnd(records, record);
}

export function recordStart(records: Records, record: number): number {
  return records.starts[records.firsts[record] ?? 0] ?? 0;
}

/** Behind the last byte of a record, its line break not included. */
export function recordEnd(records: Records, record: number): number {
  return (records.starts[(records.firsts[record + 1] ?? 1) - 1] ?? 1) - 1;
}
