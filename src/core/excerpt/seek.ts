import { countLineBreaks, lineEnd, nextLine, utf16Units } from '../text/byte-lines.ts';
import type { ByteRanges } from './byte-ranges.ts';

/** How much of a file is looked at in one go; a host gets a turn between two. */
export const CHUNK = 1 << 20;

/** Byte offset at which a line begins (lines from 1); null where the file has fewer lines. */
export async function seekLine(ranges: ByteRanges, line: number): Promise<number | null> {
  let missing = line - 1;
  if (missing === 0) return 0;
  for (let from = 0; from < ranges.size; from += CHUNK) {
    // One byte more tells a lone CR from the first half of CR LF.
    const bytes = await ranges.read(from, CHUNK + 1);
    const length = Math.min(CHUNK, bytes.length);
    const breaks = countLineBreaks(bytes, 0, length);
    if (breaks < missing) {
      missing -= breaks;
      continue;
    }
    return from + startAfter(bytes, missing);
  }
  return null;
}

function startAfter(bytes: Uint8Array, breaks: number): number {
  let at = 0;
  for (let done = 0; done < breaks; done++) at = nextLine(bytes, lineEnd(bytes, at));
  return at;
}

/**
 * Byte offset of a column (from 1, in UTF-16 code units) of the line that begins at `start`, in UTF-8; null where the line
 * is shorter.
 */
export async function seekColumn(ranges: ByteRanges, start: number, column: number): Promise<number | null> {
  let missing = column - 1;
  for (let from = start; from < ranges.size || from === start; from += CHUNK) {
    const bytes = await ranges.read(from, CHUNK);
    const end = lineEnd(bytes, 0);
    const units = utf16Units(bytes, 0, end);
    if (units >= missing) return from + bytesOf(bytes, missing);
    if (end < bytes.length || bytes.length < CHUNK) return null;
    missing -= units;
  }
  return null;
}

/** Where `units` UTF-16 code units of UTF-8 end; behind the continuation bytes of the last character. */
function bytesOf(bytes: Uint8Array, units: number): number {
  let at = 0;
  let seen = 0;
  while (at < bytes.length && (seen < units || isContinuation(bytes[at]))) {
    seen += utf16Units(bytes, at, at + 1);
    at++;
  }
  return at;
}

export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
