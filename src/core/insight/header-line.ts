import { delimiterWidth } from '../text/markdown-row.ts';
import { cellsOfLine, type LineSyntax } from './line-tokens.ts';
import type { PlaceIndex } from './place-index.ts';
import type { DocumentLine } from './what-stands.ts';

/** The text of a line from 1. */
export type LineText = (number: number) => string;

/** A header stands so many lines above the first value at most: units, dashes and blank lines may lie between. */
const REACH = 5;

/** Rows of a Markdown table are looked through so far up. */
const LONGEST = 2000;

/** The header of the table around a line; null where no line is one. */
export function headerOver(
  index: PlaceIndex,
  line: number,
  lineText: LineText,
  syntax: LineSyntax,
): DocumentLine | null {
  if (syntax.kind === 'markdown') return markdownHeader(line, lineText);
  return syntax.kind === 'table' ? tableHeader(index, lineText, syntax) : null;
}

function markdownHeader(line: number, lineText: LineText): DocumentLine | null {
  for (let at = line; at > Math.max(1, line - LONGEST); at--) {
    const text = lineText(at);
    if (!text.includes('|')) return null;
    if (delimiterWidth(text) > 0) return { number: at - 1, text: lineText(at - 1) };
  }
  return null;
}

/** The nearest line above the first value that names a column of some measure. */
function tableHeader(index: PlaceIndex, lineText: LineText, syntax: LineSyntax): DocumentLine | null {
  const [first] = index.after({ line: 1, column: 1 });
  if (first === undefined) return null;
  const names = new Set(index.entries.map(({ measure }) => (measure.column ?? measure.label).trim()));
  const top = Math.max(1, first.place.line - REACH);
  for (let at = first.place.line - 1; at >= top; at--) {
    const text = lineText(at);
    if (cellsOfLine(text, syntax).some((cell) => names.has(cell.text.trim()))) return { number: at, text };
  }
  return null;
}
