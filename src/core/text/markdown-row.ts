import { trimEnd, trimStart } from './key-split.ts';

const PIPE = 0x7c;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;

/** A part of a line: offsets from 0, end excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The cells of a table row, without the pipes around them and the blanks in them. A pipe after a backslash never
 * separates; one inside backticks does (GitHub's rule) unless `code` is set.
 */
export function cellRanges(line: string, range: Range, code = false): Range[] {
  const { from: first, to } = trim(line, range.from, range.to);
  const cells: Range[] = [];
  let from = line.charCodeAt(first) === PIPE ? first + 1 : first;
  for (let at = from; at < to; at++) {
    const char = line.charCodeAt(at);
    if (char === BACKSLASH) at++;
    else if (code && char === BACKTICK) at = codeEnd(line, at, to);
    else if (char === PIPE) {
      cells.push(trim(line, from, at));
      from = at + 1;
    }
  }
  if (from < to) cells.push(trim(line, from, to));
  return cells;
}

/** The cells of a row of a table with so many columns: a pipe in code separates only where that gives the right number. */
export function cellsOf(line: string, range: Range, width: number): Range[] {
  const cells = cellRanges(line, range);
  if (cells.length === width) return cells;
  const careful = cellRanges(line, range, true);
  return careful.length === width ? careful : cells;
}

/**
 * Number of columns of a delimiter row such as `| --- | :-: |`; 0 for other lines. `dashes` is the least number of dashes
 * in a cell without colons: among rows, a lone dash is a value.
 */
export function delimiterWidth(line: string | undefined, dashes = 1): number {
  if (line === undefined || !line.includes('-') || !line.includes('|')) return 0;
  for (let at = 0; at < line.length; at++) if (!'|:- \t\u00a0'.includes(line.charAt(at))) return 0;
  const cells = cellRanges(line, { from: 0, to: line.length });
  return cells.every(({ from, to }) => isDelimiter(line.slice(from, to), dashes)) ? cells.length : 0;
}

/** Whether a range of a line holds a pipe that separates cells. */
export function hasPipe(line: string, { from, to }: Range): boolean {
  for (let at = from; at < to; at++) {
    const char = line.charCodeAt(at);
    if (char === BACKSLASH) at++;
    else if (char === PIPE) return true;
  }
  return false;
}

function isDelimiter(cell: string, dashes: number): boolean {
  const left = cell.startsWith(':');
  const right = cell.endsWith(':');
  const middle = cell.slice(left ? 1 : 0, right ? -1 : undefined);
  if (middle === '' || middle.includes(':') || middle.includes(' ')) return false;
  return left || right || middle.length >= dashes;
}

function codeEnd(line: string, tick: number, to: number): number {
  let width = 1;
  while (line.charCodeAt(tick + width) === BACKTICK) width++;
  const end = line.indexOf('`'.repeat(width), tick + width);
  return end < 0 || end >= to ? tick + width - 1 : end + width - 1;
}

function trim(line: string, from: number, to: number): Range {
  const start = trimStart(line, from, to);
  return { from: start, to: trimEnd(line, start, to) };
}
