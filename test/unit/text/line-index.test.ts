import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex, utf16Units } from '../../../src/core/text/line-index.ts';
import { utf8 } from './support.ts';

describe('LineIndex', () => {
  it('ends lines at LF, CR LF and lone CR', () => {
    const index = new LineIndex(utf8('ab\ncd\r\nef\rgh'));
    expect(index.lineCount).toBe(4);
    expect([1, 2, 3, 4].map((line) => [index.start(line), index.end(line)])).toEqual([
      [0, 2],
      [3, 5],
      [7, 9],
      [10, 12],
    ]);
  });

  it('counts columns in UTF-16 code units', () => {
    const bytes = utf8('x\nµ€😀z');
    expect(new LineIndex(bytes).placeAt(bytes.indexOf(0x7a))).toEqual({ line: 2, column: 5 });
    expect(utf16Units(bytes, 2, bytes.length)).toBe('µ€😀z'.length);
  });

  it('starts at the given line', () => {
    const index = new LineIndex(utf8('a\nb'), 40);
    expect(index.placeAt(2)).toEqual({ line: 41, column: 1 });
    expect(index.lineAt(0)).toBe(40);
  });

  it('agrees with splitting the text, for any mixture of line breaks', () => {
    const parts = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n'), { maxLength: 20 });
    fc.assert(
      fc.property(parts, (all) => {
        const text = all.join('');
        const index = new LineIndex(utf8(text));
        const lines = text.split(/\r\n|\n|\r/);
        expect(index.lineCount).toBe(lines.length);
        lines.forEach((line, i) => {
          const bytes = utf8(text).subarray(index.start(i + 1), index.end(i + 1));
          expect(new TextDecoder().decode(bytes)).toBe(line);
          expect(index.placeAt(index.end(i + 1))).toEqual({ line: i + 1, column: line.length + 1 });
        });
      }),
      { seed: 19, numRuns: 2000 },
    );
  });
});
