import { afterListMarker, splitKeyValue } from './key-split.ts';
import { leadingMarks, plainText } from './markdown-inline.ts';
import type { Range } from './markdown-row.ts';

/** A `Key: value` of a line; the offset is that of the value's first visible character. */
export interface ItemParts {
  readonly key: string;
  readonly value: string;
  readonly valueOffset: number;
}

/** Reads `- Key: value`, `**Key:** value`, `**Key**: value` and `Key: value`; null for other text, and without a value. */
export function readItem(line: string, range: Range): ItemParts | null {
  const from = afterListMarker(line, range.from, range.to);
  const split = splitKeyValue(line, from, range.to, { markdown: true });
  if (split === null) return null;
  const marks = marksAt(line, split.keyStart);
  const closed = marks !== '' && line.startsWith(marks, split.valueStart);
  const key = plainText(line.slice(closed ? split.keyStart + marks.length : split.keyStart, split.keyEnd));
  // `**A title: with a colon** and text`: the emphasis goes on behind the colon.
  if (marks !== '' && key.startsWith(marks)) return null;
  const afterMarks = closed ? split.valueStart + marks.length : split.valueStart;
  const raw = line.slice(afterMarks, split.valueEnd);
  const blanks = raw.length - raw.trimStart().length;
  const value = raw.trim();
  if (value === '') return null;
  return {
    key,
    value: plainText(value),
    valueOffset: afterMarks + blanks + leadingMarks(value),
  };
}

function marksAt(line: string, from: number): string {
  let at = from;
  while ('*_'.includes(line.charAt(at)) && at < line.length) at++;
  return line.slice(from, at);
}
