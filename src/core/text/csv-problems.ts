import { problem, type Problem } from '../model/problem.ts';
import type { CellReader } from './cell-reader.ts';
import type { Block } from './csv-blocks.ts';
import { isRowEmptyFrom } from './csv-header.ts';
import { cellCount, recordEnd, recordStart, type IrregularLine } from './csv-records.ts';
import { countLineBreaks, utf16Units } from './byte-lines.ts';

/** Problems of one kind that are told one by one; more are counted in one, which stands in the place of the last. */
const TOLD = 4;

/** Problems of one kind that may be many. */
class Tally {
  readonly #told: Problem[] = [];
  #count = 0;

  add(count: number, next: () => Problem): void {
    if (this.#told.length < TOLD) this.#told.push(next());
    this.#count += count;
  }

  /** `rest` is what is said of the rest, when there is one. */
  list(rest: (count: number) => string): Problem[] {
    const last = this.#told[TOLD - 1];
    if (this.#count <= TOLD || last === undefined) return this.#told;
    const message = rest(this.#count - TOLD + 1);
    return [...this.#told.slice(0, -1), problem(last.severity, message, last.line)];
  }
}

/** Rows with more or fewer cells than the table has columns, empty cells behind the last column excepted. */
export function raggedProblems(reader: CellReader, block: Block, columns: number): Problem[] {
  const { lines } = reader.records;
  const tally = new Tally();
  for (let record = block.layout.first; record < block.to; record++) {
    const cells = cellCount(reader.records, record);
    if (cells === columns || (cells > columns && isRowEmptyFrom(reader, record, columns))) continue;
    tally.add(1, () => {
      const message = `This row has ${cellsText(cells)} where the table has ${columns}.`;
      return problem('warning', message, lines[record] ?? null);
    });
  }
  return tally.list(
    (rest) => `${rest} more rows, the first of them here, have more or fewer than ${cellsText(columns)}.`,
  );
}

/** Rows that are the header again, as in files joined together. */
export function repeatedHeaderProblems(reader: CellReader, block: Block): Problem[] {
  const { header, first } = block.layout;
  if (header < 0) return [];
  const { bytes, lines } = reader.records;
  const from = recordStart(reader.records, header);
  const length = recordEnd(reader.records, header) - from;
  const tally = new Tally();
  for (let record = first; record < block.to; record++) {
    const at = recordStart(reader.records, record);
    if (recordEnd(reader.records, record) - at !== length) continue;
    let same = 0;
    while (same < length && bytes[from + same] === bytes[at + same]) same++;
    if (same === length)
      tally.add(1, () => problem('warning', 'This row repeats the header.', lines[record] ?? null));
  }
  return tally.list((rest) => `${rest} more rows, the first of them here, repeat the header.`);
}

/** Lines of a table whose quotes are irregular. */
export function quoteProblems(reader: CellReader, block: Block): Problem[] {
  const { bytes, irregular, irregularCount } = reader.records;
  const begin = block.from === 0 ? 0 : recordStart(reader.records, block.from);
  const end = block.to > block.from ? recordEnd(reader.records, block.to - 1) : 0;
  const own = irregular.filter(({ offset }) => offset >= begin && offset < end);
  const untold = own.length === irregular.length ? irregularCount - own.length : 0;
  const tally = new Tally();
  for (const line of own) tally.add(line === own.at(-1) ? 1 + untold : 1, () => quoteProblem(bytes, line));
  return tally.list((rest) => `${rest} more lines, the first of them here, have quotes out of place.`);
}

function quoteProblem(bytes: Uint8Array, { line, offset, unclosed }: IrregularLine): Problem {
  const message = unclosed
    ? 'A quote that opens here is not closed on its line; it is read as text.'
    : 'Text stands behind the closing quote of this cell; the quotes are read as text.';
  let start = offset;
  while (start > 0 && countLineBreaks(bytes, start - 1, start) === 0) start--;
  return problem('warning', message, line, 1 + utf16Units(bytes, start, offset));
}

function cellsText(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}
