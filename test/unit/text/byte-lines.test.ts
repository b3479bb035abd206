import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLineBreaks, lineEnd, nextLine, utf16Units } from '../../../src/core/text/byte-lines.ts';
import { utf8 } from './support.ts';

/** From where to where each line goes, walked from one to the next. */
function walk(bytes: Uint8Array): [from: number, to: number][] {
  const lines: [number, number][] = [];
  for (let from = 0; ;) {
    const end = lineEnd(bytes, from);
    lines.push([from, end]);
    if (end === bytes.length) return lines;
    from = nextLine(bytes, end);
  }
}

describe('lines of bytes', () => {
  it('end at LF, CR LF and lone CR', () => {
    expect(walk(utf8('ab\ncd\r\nef\rgh'))).toEqual([
      [0, 2],
      [3, 5],
      [7, 9],
      [10, 12],
    ]);
  });

  it('have columns in UTF-16 code units', () => {
    const bytes = utf8('x\nµ€😀z');
    expect(utf16Units(bytes, 2, bytes.length)).toBe('µ€😀z'.length);
  });

  it('are those of the text, for any mixture of line breaks', () => {
    const parts = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n'), { maxLength: 20 });
    fc.assert(
      fc.property(parts, (all) => {
        const text = all.join('');
        const bytes = utf8(text);
        const lines = text.split(/\r\n|\n|\r/);
        const walked = walk(bytes);
        expect(walked.map(([from, to]) => new TextDecoder().decode(bytes.subarray(from, to)))).toEqual(lines);
        expect(walked.map(([from, to]) => utf16Units(bytes, from, to))).toEqual(
          lines.map(({ length }) => length),
        );
        expect(countLineBreaks(bytes, 0, bytes.length)).toBe(lines.length - 1);
      }),
      { seed: 19, numRuns: 2000 },
    );
  });
});
