import type { Delimiter } from './table.ts';

export const LF = 10;
export const CR = 13;
export const NUL = 0;
const SPACE = 32;
const TAB = 9;

/** White space characters of three bytes: U+1680, U+2000–200A, 2028, 2029, 202F, 205F, 3000, FEFF. */
const WIDE_SPACES = new Set([
  0xe19a80, 0xe28080, 0xe28081, 0xe28082, 0xe28083, 0xe28084, 0xe28085, 0xe28086, 0xe28087, 0xe28088,
  0xe28089, 0xe2808a, 0xe280a8, 0xe280a9, 0xe280af, 0xe2819f, 0xe38080, 0xefbbbf,
]);

/** How cells are cut, as bytes; −1 stands for "none". */
export interface ByteDialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly comment: number;
}

export function byteDialect(delimiter: Delimiter, quote: string | null, comment: string | null): ByteDialect {
  return {
    delimiter: delimiter.charCodeAt(0),
    quote: quote?.charCodeAt(0) ?? -1,
    comment: comment?.charCodeAt(0) ?? -1,
  };
}

/**
 * Bytes of the white space character at `at`, 0 where there is none: what `String.prototype.trim` removes, without line
 * breaks.
 */
export function spaceWidth(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? NUL;
  if (byte <= SPACE) return byte === SPACE || byte === TAB || byte === 11 || byte === 12 ? 1 : 0;
  return byte < 0xc2 ? 0 : wideSpaceWidth(byte, bytes[at + 1] ?? NUL, bytes[at + 2] ?? NUL);
}

function wideSpaceWidth(first: number, second: number, third: number): number {
  if (first === 0xc2) return second === 0xa0 ? 2 : 0;
  return WIDE_SPACES.has((first << 16) | (second << 8) | third) ? 3 : 0;
}

/** Past the white space from `from` on, but not past `to`, and not past a delimiter that is white space itself. */
export function skipSpace(bytes: Uint8Array, from: number, to: number, delimiter: number): number {
  let at = from;
  while (at < to && bytes[at] !== delimiter) {
    const width = spaceWidth(bytes, at);
    if (width === 0) break;
    at += width;
  }
  return Math.min(at, to);
}

/** Back over the white space that ends at `to`, but not past `from`. */
export function trimSpaceEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const byte = bytes[end - 1] ?? NUL;
    if (byte > SPACE && byte < 0x80) break;
    const width = byte < 0x80 ? 1 : byte === 0xa0 && bytes[end - 2] === 0xc2 ? 2 : 3;
    if (end - width < from || spaceWidth(bytes, end - width) !== width) break;
    end -= width;
  }
  return end;
}
