import type { FileType } from '../model/file.ts';
import { cellRanges, hasPipe, type Range } from '../text/markdown-row.ts';
import type { Delimiter } from '../text/table.ts';

/** How the lines of a file are written, as far as their tokens go. Offsets count from 0, ends excluded. */
export type LineSyntax =
  { readonly kind: 'json' | 'markdown' | 'text' } | { readonly kind: 'table'; readonly delimiter: Delimiter };

/** A cell of a table's line; `index` is its column from 0, `range` is without quotes and the blanks around it. */
export interface Cell {
  readonly index: number;
  readonly range: Range;
  readonly text: string;
}

/** A key of a JSON object: `range` is that of its name without quotes, `value` where its value begins, if on this line. */
export interface JsonKey {
  readonly name: string;
  readonly range: Range;
  readonly value: number | null;
}

/** Keys are looked for so many characters around an offset: lines may hold megabytes. */
const KEY_REACH = 512;

const NUMBER = /[-+]?(?:\d[\d,_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:\s?%|[\p{L}µ]+(?:\/[\p{L}]+)?)?/uy;
const WORD = /[^\s|,;]+/uy;
const SCALAR = /[^\s,\]}]+/uy;

/** The token that begins at an offset: a cell, a JSON value, a number with its unit. Empty where nothing begins there. */
export function tokenAt(line: string, offset: number, syntax: LineSyntax): Range {
  switch (syntax.kind) {
    case 'json':
      return jsonToken(line, offset);
    case 'table':
      return cellAt(line, offset, syntax)?.range ?? { from: offset, to: offset };
    case 'markdown':
      return cellAt(line, offset, syntax)?.range ?? textToken(line, offset);
    case 'text':
      return textToken(line, offset);
  }
}

/** The cell that holds an offset; null where the line is no row of a table. */
export function cellAt(line: string, offset: number, syntax: LineSyntax): Cell | null {
  return cellsOfLine(line, syntax).find(({ range }) => offset >= range.from && offset <= range.to) ?? null;
}

/** The cells of a line; none where it is no row of a table. */
export function cellsOfLine(line: string, syntax: LineSyntax): Cell[] {
  if (syntax.kind === 'table') return tableCells(line, syntax.delimiter);
  const whole = { from: 0, to: line.length };
  if (syntax.kind !== 'markdown' || !hasPipe(line, whole)) return [];
  return cellRanges(line, whole).map((range, index) => ({ index, ...plainCell(line, range) }));
}

/** Code and emphasis marks around a Markdown cell are no part of its text. */
function plainCell(line: string, range: Range): Omit<Cell, 'index'> {
  return { range, text: line.slice(range.from, range.to).replace(/^[`*_]+|[`*_]+$/gu, '') };
}

/** The range of a header cell or a key with this name; null where the line has none. */
export function nameRange(line: string, name: string, syntax: LineSyntax): Range | null {
  if (syntax.kind === 'json') {
    const at = line.indexOf(JSON.stringify(name));
    return at < 0 ? null : { from: at + 1, to: at + JSON.stringify(name).length - 1 };
  }
  const cell = cellsOfLine(line, syntax).find(({ text }) => text.trim() === name.trim());
  return cell?.range ?? null;
}

function tableCells(line: string, delimiter: Delimiter): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  while (at <= line.length) {
    const { cell, next } = tableCell(line, at, delimiter);
    cells.push({ index: cells.length, ...cell });
    at = next;
  }
  return cells;
}

/** The cell that begins at an offset, and where the next one begins. */
function tableCell(
  line: string,
  start: number,
  delimiter: Delimiter,
): { cell: Omit<Cell, 'index'>; next: number } {
  let at = start;
  while (line[at] === ' ' || (line[at] === '\t' && delimiter !== '\t')) at++;
  if (line[at] === '"') {
    const to = closingQuote(line, at + 1);
    const text = line.slice(at + 1, to).replaceAll('""', '"');
    return { cell: { range: { from: at + 1, to }, text }, next: delimiterFrom(line, to, delimiter) + 1 };
  }
  const end = delimiterFrom(line, at, delimiter);
  const text = line.slice(at, end).trimEnd();
  return { cell: { range: { from: at, to: at + text.length }, text }, next: end + 1 };
}

function closingQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at++;
  }
  return line.length;
}

function delimiterFrom(line: string, from: number, delimiter: Delimiter): number {
  const at = line.indexOf(delimiter, from);
  return at < 0 ? line.length : at;
}

/** The key at an offset, or the key of the value that begins at it; null where there is neither. */
export function jsonKeyAt(line: string, offset: number): JsonKey | null {
  const open = line.lastIndexOf('"', offset);
  if (open >= 0 && offset - open < KEY_REACH) {
    const key = keyFrom(line, open);
    if (key !== null && offset <= key.range.to) return key;
  }
  const close = /"\s*:\s*$/u.exec(line.slice(Math.max(0, offset - KEY_REACH), offset));
  if (close === null) return null;
  const end = Math.max(0, offset - KEY_REACH) + close.index;
  const start = line.lastIndexOf('"', end - 1);
  return start < 0 ? null : keyFrom(line, start);
}

/** The key whose opening quote stands at an offset. */
function keyFrom(line: string, open: number): JsonKey | null {
  const { to } = jsonString(line, open);
  const colon = matched(/\s*:\s*/uy, line, to);
  if (to - open < 2 || colon.to === to) return null;
  const value = colon.to < line.length ? colon.to : null;
  return { name: line.slice(open + 1, to - 1), range: { from: open + 1, to: to - 1 }, value };
}

/** A value as far as it stands on this line. */
function jsonToken(line: string, offset: number): Range {
  const first = line[offset];
  if (first === '"') return jsonString(line, offset);
  return first === '{' || first === '[' ? jsonBlock(line, offset) : matched(SCALAR, line, offset);
}

function jsonBlock(line: string, open: number): Range {
  let depth = 0;
  for (let at = open; at < line.length; at++) {
    const character = line[at];
    if (character === '"') at = jsonString(line, at).to - 1;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return { from: open, to: at + 1 };
  }
  return { from: open, to: line.trimEnd().length };
}

function jsonString(line: string, open: number): Range {
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return { from: open, to: at + 1 };
  }
  return { from: open, to: line.length };
}

function textToken(line: string, offset: number): Range {
  const number = matched(NUMBER, line, offset);
  return number.to > offset ? number : matched(WORD, line, offset);
}

function matched(pattern: RegExp, line: string, offset: number): Range {
  pattern.lastIndex = offset;
  const found = pattern.exec(line);
  return { from: offset, to: offset + (found?.[0].length ?? 0) };
}

/** How the lines of a file are written; `delimiter` is that of its table, where it is one. */
export function syntaxOf(fileType: FileType, delimiter: Delimiter | null): LineSyntax {
  if (fileType === 'json' || fileType === 'jsonl') return { kind: 'json' };
  if (fileType === 'csv') return { kind: 'table', delimiter: delimiter ?? ',' };
  return { kind: fileType === 'markdown' ? 'markdown' : 'text' };
}
