import { afterListMarker } from './key-split.ts';
import type { Range } from './markdown-row.ts';
import type { Segment } from './markdown-segments.ts';

/** The fence at the start of a line: at least three backticks or tildes; null for other lines. */
export function fenceOf(line: string): string | null {
  const text = line.trimStart();
  const mark = text.charAt(0);
  if (mark !== '`' && mark !== '~') return null;
  let width = 0;
  while (text.charAt(width) === mark) width++;
  return width < 3 || (mark === '`' && text.includes('`', width)) ? null : mark.repeat(width);
}

/** What stands before the first cell of a header row, without the pipe between them. */
export function beforeCell(line: string, segment: Segment, cell: Range): Segment {
  const pipe = line.lastIndexOf('|', Math.max(segment.from, cell.from - 1));
  const text = line.slice(segment.from, Math.max(segment.from, pipe));
  return { ...segment, to: segment.from + text.trimEnd().length };
}

/** A line of a log: no row, no heading, no list item and no fence. */
export function isLogLine(line: string | undefined): boolean {
  const text = line?.trim() ?? '';
  if (text === '' || '|#>'.includes(text.charAt(0)) || fenceOf(text) !== null) return false;
  return afterListMarker(text, 0, text.length) === 0;
}
