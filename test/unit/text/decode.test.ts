import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, type DecodedText } from '../../../src/core/text/decode.ts';
import { checkUtf8 } from '../../../src/core/text/transcode.ts';
import { decoder, utf8 } from './support.ts';

function decoded(bytes: Uint8Array): DecodedText {
  const result = decodeBytes(bytes, decoder);
  if (result.kind === 'binary') throw new Error(result.reason);
  return result;
}

function reasonOf(bytes: Uint8Array): string | null {
  const result = decodeBytes(bytes, decoder);
  return result.kind === 'binary' ? result.reason : null;
}

function textOf({ bytes }: DecodedText): string | null {
  return decoder.decode(bytes, 'utf-8', false);
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (letter) => letter.charCodeAt(0));
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const LE = bytesOf('\xff\xfe');
const BE = bytesOf('\xfe\xff');

describe('decodeBytes', () => {
  it('hands UTF-8 through without a copy', () => {
    const bytes = utf8('a,µ\n1,😀\n');
    const text = decoded(bytes);
    expect(text.bytes).toBe(bytes);
    expect(text).toMatchObject({ encoding: 'utf-8', bom: false, problems: [] });
    expect(textOf(text)).toBe('a,µ\n1,😀\n');
  });

  it('drops the byte order mark of UTF-8', () => {
    const text = decoded(joined(bytesOf('\xef\xbb\xbf'), utf8('a,b')));
    expect(text).toMatchObject({ encoding: 'utf-8', bom: true, problems: [] });
    expect(text.bytes).toEqual(utf8('a,b'));
  });

  it('takes an empty file for text without bytes', () => {
    expect(decoded(new Uint8Array())).toMatchObject({ encoding: 'utf-8', bom: false, problems: [] });
  });

  it('reads UTF-16 of both orders by its mark', () => {
    const content = 'name,µs\nüber 😀,12\r\n';
    const little = decoded(joined(LE, utf16(content, true)));
    const big = decoded(joined(BE, utf16(content, false)));
    expect(little).toMatchObject({ encoding: 'utf-16le', bom: true, problems: [] });
    expect(big).toMatchObject({ encoding: 'utf-16be', bom: true, problems: [] });
    expect(little.bytes).toEqual(utf8(content));
    expect(big.bytes).toEqual(utf8(content));
  });

  it('knows UTF-16 without a mark by its NULs and says so', () => {
    const little = decoded(utf16('benchmark,time\nsort,12\n', true));
    const big = decoded(utf16('benchmark,time\nsort,12\n', false));
    expect([little.encoding, little.bom, big.encoding, big.bom]).toEqual([
      'utf-16le',
      false,
      'utf-16be',
      false,
    ]);
    expect(textOf(big)).toBe('benchmark,time\nsort,12\n');
    expect(little.problems).toEqual([
      {
        line: 1,
        column: null,
        pointer: null,
        severity: 'info',
        message: 'This file is UTF-16 without a byte order mark.',
      },
    ]);
  });

  it('keeps the rest of UTF-16 with unpaired surrogates and a byte too many', () => {
    const text = decoded(joined(LE, utf16('a\ud800b\udc00', true), bytesOf('x')));
    expect(textOf(text)).toBe('a\ufffdb\ufffd\ufffd');
    expect(text.problems.map((p) => p.message)).toEqual(['3 characters of this UTF-16 file are damaged.']);
  });

  it('reads bytes that are not UTF-8 as Latin-1 and names the line of the first', () => {
    const text = decoded(bytesOf('GPU\nTemp: 54\xb0C\nCaf\xe9\n'));
    expect(text.encoding).toBe('latin1');
    expect(textOf(text)).toBe('GPU\nTemp: 54°C\nCafé\n');
    expect(text.problems).toEqual([
      {
        line: 2,
        column: null,
        pointer: null,
        severity: 'info',
        message: 'This file is not UTF-8 (the first sign is byte 0xB0 in this line); it was read as Latin-1.',
      },
    ]);
  });

  it('keeps the characters of UTF-8 around a few bytes that are not', () => {
    const text = decoded(joined(utf8('µs,µs,µs\n'), bytesOf('5\xb0'), utf8(',±\n')));
    expect(text.encoding).toBe('utf-8');
    expect(textOf(text)).toBe('µs,µs,µs\n5°,±\n');
    expect(text.problems.map((p) => [p.severity, p.line])).toEqual([['warning', 2]]);
  });

  it('does not take a head that is cut within a character for Latin-1', () => {
    const text = decoded(utf8('a\nzeit µs 12 €').subarray(0, -1));
    expect(text.encoding).toBe('utf-8');
    expect(textOf(text)).toBe('a\nzeit µs 12 \ufffd\ufffd');
    expect(text.problems.map((p) => [p.line, p.message])).toEqual([
      [2, 'The file ends in the middle of a character.'],
    ]);
  });

  it('takes a last byte that begins no character for Latin-1', () => {
    expect(textOf(decoded(bytesOf('abc\xff')))).toBe('abcÿ');
    expect(decoded(bytesOf('abc\xf5')).encoding).toBe('latin1');
    expect(decoded(bytesOf('abc\xe2\x28')).encoding).toBe('latin1');
  });

  it('drops stray NULs and names the line of the first', () => {
    const lines = `${'ok,1\n'.repeat(20)}a\x00,2\nb,\x003\n`;
    const text = decoded(utf8(lines));
    expect(textOf(text)).toBe(`${'ok,1\n'.repeat(20)}a,2\nb,3\n`);
    expect(text.problems.map((p) => [p.severity, p.line, p.message])).toEqual([
      ['warning', 21, '2 NUL bytes were dropped, the first in this line.'],
    ]);
  });

  it('keeps the text before a tail of NULs that a crash left', () => {
    const text = decoded(joined(utf8('a,b\n1,2\n'), new Uint8Array(5000)));
    expect(textOf(text)).toBe('a,b\n1,2\n');
  });

  it('undoes UTF-16 that was saved again as UTF-8 and quotes it', () => {
    const wrong = "==ERROR== the option '--page' is invalid.";
    const resaved = utf8(`\xff\xfe${wrong.replaceAll(/./g, '$&\0')}\r\0\r\n\0`);
    const text = decoded(resaved);
    expect(text).toMatchObject({ encoding: 'utf-16le', bom: true });
    expect(textOf(text)).toBe(`${wrong}\r\n`);
    expect(text.problems).toEqual([
      {
        line: 1,
        column: null,
        pointer: null,
        severity: 'error',
        message: `This file is UTF-16 saved again as UTF-8; its text is: "${wrong}"`,
      },
    ]);
  });

  it('undoes the same with letters past ASCII, big-endian, and with a mark of UTF-8 before it', () => {
    const twice = (text: string, little: boolean): Uint8Array => {
      const inner = joined(little ? LE : BE, utf16(text, little));
      return utf8(String.fromCharCode(...inner));
    };
    const content = 'Zeit: 12 µs – Größe\nnext line of text\n';
    expect(textOf(decoded(twice(content, true)))).toBe(content);
    expect(textOf(decoded(twice(content, false)))).toBe(content);
    expect(textOf(decoded(joined(bytesOf('\xef\xbb\xbf'), twice(content, true))))).toBe(content);
  });

  it('refuses binaries with a reason', () => {
    expect(reasonOf(bytesOf(`\x89PNG\r\n\x1a\n${'x'.repeat(100)}`))).toBe('it is a PNG picture');
    expect(reasonOf(bytesOf('NVR\0\x02\0\0\0'))).toBe('it is a report of an NVIDIA profiler');
    expect(reasonOf(bytesOf(`SQLite format 3\0${'x'.repeat(50)}`))).toBe('it is an SQLite database');
    expect(reasonOf(new Uint8Array(100))).toBe('it holds NUL bytes only');
    expect(reasonOf(bytesOf('\x01\x02\x03abc'.repeat(100)))).toBe(
      '300 of its first 600 bytes are control characters',
    );
    expect(reasonOf(bytesOf('ab\0cd\0e\0\0f'.repeat(50)))).toBe('200 of its first 500 bytes are NUL');
  });

  it('does not take colors and progress bars of a terminal for a binary', () => {
    expect(reasonOf(bytesOf('\x1b[32mok\x1b[0m 12\b\b34\r'.repeat(20)))).toBeNull();
  });

  it('answers for any bytes, and gives valid UTF-8 without NULs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 3 }), (bytes, skip) => {
        const result = decodeBytes(bytes.subarray(skip), decoder);
        if (result.kind === 'binary') return;
        expect(decoder.decode(result.bytes, 'utf-8', true)).not.toBeNull();
        expect(result.bytes.includes(0)).toBe(false);
      }),
      { seed: 3, numRuns: 3000 },
    );
  });
});

describe('checkUtf8', () => {
  it('judges as the decoder of the platform does', () => {
    const lead = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0x9f,
      0xa0,
    );
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 12 }), fc.integer({ min: 0, max: 3 }), (all, skip) => {
        const bytes = Uint8Array.from(all).subarray(skip);
        expect(checkUtf8(bytes).bad === 0).toBe(decoder.decode(bytes, 'utf-8', true) !== null);
      }),
      { seed: 5, numRuns: 5000 },
    );
  });

  it('counts NULs and bad bytes wherever they stand among plain ones', () => {
    for (let at = 0; at < 40; at++) {
      const bytes = new Uint8Array(44).fill(0x61).subarray(at % 4);
      bytes[at] = 0xb0;
      const last = bytes.length - 1;
      bytes[last] = 0;
      expect(checkUtf8(bytes)).toMatchObject({ bad: 1, firstBad: at, nuls: 1, firstNul: last, wide: 0 });
    }
  });
});
