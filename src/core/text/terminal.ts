import { isBlank } from './key-split.ts';

const ESCAPE = 0x1b;

/**
 * The part of a line that a terminal would show as text: without the blanks, control sequences and spinner characters at
 * its start, and up to the next control sequence. Offsets from 0, end excluded, no blanks around it.
 */
export function visibleRange(line: string): { from: number; to: number } {
  let from = 0;
  for (;;) {
    const code = line.charCodeAt(from);
    if (code === ESCAPE) from = afterSequence(line, from);
    else if (isBlank(code) || (code >= 0x2800 && code <= 0x28ff) || code < 0x20) from++;
    else break;
  }
  const escape = line.indexOf('\x1b', from);
  let to = escape < 0 ? line.length : escape;
  while (to > from && isBlank(line.charCodeAt(to - 1))) to--;
  return { from: Math.min(from, to), to };
}

/** Offset after a control sequence: ECMA-48's `ESC [ parameters final`, or one character after ESC. */
function afterSequence(line: string, escape: number): number {
  if (line.charAt(escape + 1) !== '[') return Math.min(line.length, escape + 2);
  let at = escape + 2;
  while (at < line.length && (line.charCodeAt(at) < 0x40 || line.charCodeAt(at) > 0x7e)) at++;
  return Math.min(line.length, at + 1);
}
