import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOf, type ByteRanges } from '../../../src/core/excerpt/byte-ranges.ts';
import { excerptOf, type Excerpt } from '../../../src/core/excerpt/excerpt.ts';
import { CHUNK, seekColumn, seekLine } from '../../../src/core/excerpt/seek.ts';
import { firstLine, windowAt } from '../../../src/core/excerpt/window.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function selected({ text, selection }: Excerpt): string {
  const lines = text.split('\n').slice(selection.startLine, selection.endLine + 1);
  if (lines.length !== 1) return lines.join('\n');
  return (lines[0] ?? '').slice(selection.startCharacter, selection.endCharacter);
}

/** Ranges that tell how much was asked for at once. */
function counted(text: Uint8Array): { readonly ranges: ByteRanges; readonly most: () => number } {
  let most = 0;
  const inner = rangesOf(text);
  return {
    ranges: {
      size: text.length,
      read: (from, length) => {
        most = Math.max(most, length);
        return inner.read(from, length);
      },
    },
    most: () => most,
  };
}

describe('seeking a place', () => {
  it('finds every character where a walk over the whole text finds it', async () => {
    const piece = fc.constantFrom('a', '1,5', '\n', '\r', '\r\n', 'é', '🚀', '');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (parts) => {
        const text = parts.join('');
        const ranges = rangesOf(bytes(text));
        const lines = text.split(/\r\n|\r|\n/);
        for (const [index, line] of lines.entries()) {
          const start = await seekLine(ranges, index + 1);
          if (start === null) {
            // An empty text after the last line break may be left out: nothing stands there.
            expect(line).toBe('');
            continue;
          }
          for (let column = 1; column <= line.length; column++) {
            const code = line.charCodeAt(column - 1);
            if (code >= 0xdc00 && code <= 0xdfff) continue;
            const at = await seekColumn(ranges, start, column);
            const rest = new TextDecoder().decode(bytes(text).subarray(at ?? 0));
            expect(rest.startsWith(line.slice(column - 1))).toBe(true);
          }
          expect(await seekColumn(ranges, start, line.length + 2)).toBeNull();
        }
        expect(await seekLine(ranges, lines.length + 1)).toBeNull();
      }),
    );
  });

  it('crosses chunks, and holds no more than one of them', async () => {
    const line = `${'x'.repeat(99)}\r\n`;
    const { ranges, most } = counted(bytes(line.repeat(Math.ceil((2.5 * CHUNK) / line.length))));
    const wanted = Math.floor((2.2 * CHUNK) / line.length);
    expect(await seekLine(ranges, wanted + 1)).toBe(wanted * line.length);
    expect(most()).toBeLessThanOrEqual(CHUNK + 1);
  });

  it('knows a CR LF that two chunks share', async () => {
    const text = bytes(`${'x'.repeat(CHUNK - 1)}\r\nsecond\rthird`);
    expect(await seekLine(rangesOf(text), 2)).toBe(CHUNK + 1);
    expect(await seekLine(rangesOf(text), 3)).toBe(CHUNK + 8);
  });
});

describe('an excerpt', () => {
  it('selects the value of a long line and keeps it in one piece', async () => {
    const entries = Array.from(
      { length: 4000 },
      (_, index) => `{"name":"é${String(index)}","mean":${String(index)}.25}`,
    );
    const text = `{"runs":[${entries.join(',')}]}`;
    for (const wanted of ['7.25', '1234.25', '3999.25']) {
      const column = text.indexOf(`:${wanted}`) + 2;
      const window = await windowAt(rangesOf(bytes(text)), { line: 1, column }, nodeDecoder);
      if (window === null) throw new Error('no window');
      const excerpt = excerptOf(window, ['Head'], null);
      expect(selected(excerpt)).toBe(wanted);
      expect(excerpt.text.startsWith('Head\n\n')).toBe(true);
      expect(excerpt.text.length).toBeLessThan(6_000);
      expect(Math.max(...excerpt.text.split('\n').map((line) => line.length))).toBeLessThan(180);
      expect(window.byte).toBe(bytes(text.slice(0, column - 1)).length);
    }
  });

  it('shows the lines around with their numbers in the file', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `row,${String(index + 1)}.5`);
    const text = `\ufeffname,value\n${lines.join('\n')}\n`;
    const ranges = rangesOf(bytes(text));
    const window = await windowAt(ranges, { line: 301, column: 5 }, nodeDecoder);
    if (window === null) throw new Error('no window');
    expect(window.lines.slice(0, 2).map(({ number, text: shown }) => [number, shown])).toEqual([
      [296, 'row,295.5'],
      [297, 'row,296.5'],
    ]);
    const one = excerptOf(window, [], null);
    expect(selected(one)).toBe('300.5');
    expect(one.text).toContain('301 │ row,300.5\n302 │ row,301.5');
    const several = selected(excerptOf(window, [], 303));
    expect(several.split('\n')).toEqual(['301 │ row,300.5', '302 │ row,301.5', '303 │ row,302.5']);
    expect(await firstLine(ranges, nodeDecoder)).toBe('name,value');
  });

  it('begins with the first line where the place is near it', async () => {
    const window = await windowAt(rangesOf(bytes('\ufeffa,b\n1,2\n')), { line: 1, column: 3 }, nodeDecoder);
    expect(window?.lines[0]).toEqual({ number: 1, text: 'a,b', from: 1, cut: false });
    expect(window?.offset).toBe(2);
  });

  it('is none where the place is gone or the text is not UTF-8', async () => {
    const place = { line: 9, column: 1 };
    expect(await windowAt(rangesOf(bytes('a\nb')), place, nodeDecoder)).toBeNull();
    expect(await windowAt(rangesOf(bytes('a\nb')), { line: 1, column: 40 }, nodeDecoder)).toBeNull();
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x41, 0x00]);
    expect(await windowAt(rangesOf(utf16), { line: 1, column: 1 }, nodeDecoder)).toBeNull();
  });
});
