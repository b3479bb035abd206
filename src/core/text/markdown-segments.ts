import { afterListMarker, splitKeyValue, trimEnd, trimStart } from './key-split.ts';
import { hasPipe } from './markdown-row.ts';
import type { Range } from './markdown-row.ts';

/** Longest key of a list item that is glued to the end of another. */
const MAX_GLUED_KEY = 40;

/** A part of a line that stands for a line of its own. */
export interface Segment extends Range {
  /** 1 to 6 for a heading, whose marks are not part of the range; 0 for other text. */
  readonly level: number;
}

/**
 * Takes lines apart whose line breaks were lost: `… | ## Next section`, `# Report - Generated: today`. A line in order is
 * one segment; a blank one has none.
 */
export function segmentsOf(line: string): Segment[] {
  const from = trimStart(line, 0, line.length);
  const to = trimEnd(line, from, line.length);
  if (from === to) return [];
  const pieces: Segment[] = [];
  let start = from;
  for (const mark of gluedHeadings(line, from, to)) {
    pieces.push(toSegment(line, start, mark));
    start = mark;
  }
  pieces.push(toSegment(line, start, to));
  return pieces.flatMap((piece) => splitItems(line, piece));
}

/** Offsets of ` ## ` and deeper headings inside a line; not in code, and not in a row whose cells go on behind. */
function gluedHeadings(line: string, from: number, to: number): number[] {
  const found: number[] = [];
  let inCode = false;
  let checked = from;
  for (let at = line.indexOf(' ##', from + 1); at >= 0 && at < to; at = line.indexOf(' ##', at + 3)) {
    for (; checked < at; checked++) if (line.charAt(checked) === '`') inCode = !inCode;
    if (!inCode && headingLevel(line, at + 1, to) > 0) found.push(at + 1);
  }
  const last = found.at(-1);
  const isRow = line.charAt(from) === '|' && last !== undefined;
  return isRow && hasPipe(line, { from: last, to }) ? [] : found;
}

function toSegment(line: string, from: number, to: number): Segment {
  const end = trimEnd(line, from, to);
  const level = headingLevel(line, from, end);
  if (level === 0) return { level, from, to: end };
  return {
    level,
    from: trimStart(line, from + level, end),
    to: withoutClosingMarks(line, from + level, end),
  };
}

/** Number of `#` at an offset when text follows after a blank; 0 otherwise. */
function headingLevel(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && line.charAt(at) === '#') at++;
  const level = at - from;
  const text = trimStart(line, at, to);
  return level > 0 && level <= 6 && text > at && text < to ? level : 0;
}

function withoutClosingMarks(line: string, from: number, to: number): number {
  let at = to;
  while (at > from && line.charAt(at - 1) === '#') at--;
  return at < to && at > from && ' \t'.includes(line.charAt(at - 1)) ? trimEnd(line, from, at) : to;
}

/** Splits `Title - Key: value - Key: value`: off headings always, off list items where the key has a capital. */
function splitItems(line: string, piece: Segment): Segment[] {
  const isItem = piece.level === 0 && afterListMarker(line, piece.from, piece.to) > piece.from;
  if (piece.level === 0 && !isItem) return [piece];
  const parts: Segment[] = [];
  // The search must end with the piece: there may be as many pieces as words.
  const upToEnd = line.slice(0, piece.to);
  let { level, from } = piece;
  for (let at = upToEnd.indexOf(' - ', from + 1); at >= 0; at = upToEnd.indexOf(' - ', at + 2)) {
    if (!startsItem(line, at + 3, piece.to, isItem)) continue;
    parts.push({ level, from, to: trimEnd(line, from, at) });
    level = 0;
    from = at + 1;
  }
  parts.push({ level, from, to: piece.to });
  return parts.filter((part) => part.to > part.from);
}

function startsItem(line: string, from: number, to: number, needsCapital: boolean): boolean {
  const split = splitKeyValue(line, from, to, { markdown: true });
  if (split === null || split.valueEnd === split.valueStart) return false;
  const key = line.slice(split.keyStart, split.keyEnd);
  if (key.length > MAX_GLUED_KEY || key.includes(' - ') || key.includes('|')) return false;
  return !needsCapital || /^[`*_]*\p{Lu}/u.test(key);
}
