import { problem, type Problem } from '../model/problem.ts';
import type { CellReader } from './cell-reader.ts';
import type { Block } from './csv-blocks.ts';
import { isRowEmptyFrom } from './csv-header.ts';
import { cellCount, recordEnd, recordStart, type IrregularLine } from './csv-records.ts';
import { countLineBreaks, utf16Units } from './line-index.ts';

/** Problems of one kind that are told one by one; the rest is counted in one more. */
const TOLD = 3;

/** Rows with more or fewer cells than the table has columns, empty cells behind the last column excepted. */
export function raggedProblems(reader: CellReader, block: Block, columns: number): Problem[] {
  const { lines } = reader.records;
  const problems: Problem[] = [];
  let count = 0;
  let next: number | null = null;
  for (let record = block.layout.first; record < block.to; record++) {
    const cells = cellCount(reader.records, record);
    if (cells === columns || (cells > columns && isRowEmptyFrom(reader, record, columns))) continue;
    const line = lines[record] ?? null;
    if (count < TOLD)
      problems.push(
        problem('warning', `This row has ${cellsText(cells)} where the table has ${columns}.`, line),
      );
    else next ??= line;
    count++;
  }
  if (count > TOLD)
    problems.push(
      problem(
        'warning',
        `${count - TOLD} more rows, the first of them here, have not ${cellsText(columns)}.`,
        next,
      ),
    );
  return problems;
}

/** Rows that are the header again, as in files joined together. */
export function repeatedHeaderProblems(reader: CellReader, block: Block): Problem[] {
  const { header, first } = block.layout;
  if (header < 0) return [];
  const { bytes, lines } = reader.records;
  const from = recordStart(reader.records, header);
  const length = recordEnd(reader.records, header) - from;
  const problems: Problem[] = [];
  for (let record = first; record < block.to && problems.length < TOLD; record++) {
    const at = recordStart(reader.records, record);
    if (recordEnd(reader.records, record) - at !== length) continue;
    let same = 0;
    while (same < length && bytes[from + same] === bytes[at + same]) same++;
    if (same === length)
      problems.push(problem('warning', 'This row repeats the header.', lines[record] ?? null));
  }
  return problems;
}

/** Lines of a table whose quotes are irregular. */
export function quoteProblems(reader: CellReader, block: Block): Problem[] {
  const { bytes, irregular, irregularCount } = reader.records;
  const begin = block.from === 0 ? 0 : recordStart(reader.records, block.from);
  const end = block.to > block.from ? recordEnd(reader.records, block.to - 1) : 0;
  const own = irregular.filter(({ offset }) => offset >= begin && offset < end);
  const problems = own.slice(0, TOLD).map((line) => quoteProblem(bytes, line));
  const rest = own.length === irregular.length ? irregularCount - TOLD : own.length - TOLD;
  if (rest > 0)
    problems.push(
      problem('warning', `${rest} more lines have quotes out of place.`, own[TOLD]?.line ?? null),
    );
  return problems;
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
