import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWalk, lineOf, lineStarts, placesOf } from '../../../src/core/text/lines.ts';

const text = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'a', 'bc', '')).map((parts) => parts.join(''));

describe('lines', () => {
  it('end with CR, LF or CRLF', () => {
    fc.assert(
      fc.property(text, (source) => {
        const walk = new LineWalk(source);
        const lines: string[] = [];
        while (walk.next()) {
          lines.push(walk.content());
          expect(walk.line).toBe(lines.length);
        }
        const wanted = source.split(/\r\n|\r|\n/);
        if (wanted.at(-1) === '') wanted.pop();
        expect(lines).toEqual(wanted);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('are found for any offset, whatever the guess', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (source, anyOffset, anyGuess) => {
        const starts = lineStarts(source);
        const offset = anyOffset % (source.length + 1);
        const line = lineOf(starts, offset, anyGuess % (starts.length + 2));
        expect(starts[line]).toBeLessThanOrEqual(offset);
        expect(starts[line + 1] ?? Infinity).toBeGreaterThan(offset);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('give places', () => {
    expect(placesOf('ab\r\nc\rd', [0, 2, 4, 6])).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
    ]);
    expect(placesOf('', [0])).toEqual([{ line: 1, column: 1 }]);
  });
});
