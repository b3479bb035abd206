/** Fills a buffer with the UTF-8 form of code points; the buffer must be large enough. */
class Utf8Writer {
  readonly #out: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.#out = new Uint8Array(capacity);
  }

  get bytes(): Uint8Array {
    return this.#out.subarray(0, this.length);
  }

  byte(value: number): void {
    this.#out[this.length++] = value;
  }

  point(code: number): void {
    if (code < 0x80) {
      this.byte(code);
      return;
    }
    if (code < 0x800) this.byte(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) this.byte(0xe0 | (code >> 12));
      else {
        this.byte(0xf0 | (code >> 18));
        this.byte(0x80 | ((code >> 12) & 0x3f));
      }
      this.byte(0x80 | ((code >> 6) & 0x3f));
    }
    this.byte(0x80 | (code & 0x3f));
  }
}

const REPLACEMENT = 0xfffd;

/** UTF-8 made from another encoding, and how many of its characters were damaged (they became U+FFFD). */
export interface Transcoded {
  readonly bytes: Uint8Array;
  readonly damaged: number;
}

/** UTF-16 without its byte order mark to UTF-8. Unpaired surrogates and an odd last byte are damaged characters. */
export function utf16ToUtf8(bytes: Uint8Array, littleEndian: boolean): Transcoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const writer = new Utf8Writer(Math.ceil(bytes.length / 2) * 3);
  let damaged = 0;
  const end = bytes.length - (bytes.length % 2);
  for (let i = 0; i < end; i += 2) {
    let code = view.getUint16(i, littleEndian);
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = i + 3 < bytes.length ? view.getUint16(i + 2, littleEndian) : 0;
      if (code < 0xdc00 && low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i += 2;
      } else {
        code = REPLACEMENT;
        damaged++;
      }
    }
    writer.point(code);
  }
  if (end < bytes.length) {
    writer.point(REPLACEMENT);
    damaged++;
  }
  return { bytes: writer.bytes, damaged };
}

/** What a scan of bytes that should be UTF-8 found. Offsets are −1 where there is none. */
export interface Utf8Check {
  readonly nuls: number;
  readonly firstNul: number;
  /** Bytes that belong to no character. */
  readonly bad: number;
  readonly firstBad: number;
  /** Characters of two bytes and more. */
  readonly wide: number;
  /** True when the only fault is a character that the end of the input cuts. */
  readonly cutAtEnd: boolean;
}

/** Checks that bytes are UTF-8, and counts NULs. */
export function checkUtf8(bytes: Uint8Array): Utf8Check {
  const words = alignedWords(bytes);
  let [nuls, firstNul, bad, firstBad, wide] = [0, -1, 0, -1, 0];
  let i = 0;
  while (i < bytes.length) {
    if (((bytes.byteOffset + i) & 3) === 0) i = skipPlainWords(bytes, words, i);
    const byte = bytes[i];
    if (byte === undefined) break;
    if (byte === 0) {
      if (nuls++ === 0) firstNul = i;
    } else if (byte >= 0x80) {
      const width = characterWidth(bytes, i);
      if (width === 0) {
        if (bad++ === 0) firstBad = i;
      } else {
        wide++;
        i += width - 1;
      }
    }
    i++;
  }
  return { nuls, firstNul, bad, firstBad, wide, cutAtEnd: bad > 0 && isCutCharacter(bytes, firstBad) };
}

/** The part of the buffer under the bytes that can be read in words, from its first whole word on. */
function alignedWords(bytes: Uint8Array): Uint32Array {
  const start = Math.ceil(bytes.byteOffset / 4) * 4;
  const words = Math.floor((bytes.byteOffset + bytes.byteLength - start) / 4);
  return words > 0 ? new Uint32Array(bytes.buffer, start, words) : new Uint32Array();
}

/** From an aligned offset past all words of four bytes 0x01–0x7F. */
function skipPlainWords(bytes: Uint8Array, words: Uint32Array, from: number): number {
  const first = words.byteOffset - bytes.byteOffset;
  let w = (from - first) / 4;
  while (w < words.length) {
    const word = words[w] ?? 0;
    if ((word & 0x80808080) !== 0 || ((word - 0x01010101) & ~word & 0x80808080) !== 0) break;
    w++;
  }
  return Math.max(from, first + w * 4);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Bytes of the well-formed character at `i` (Unicode 15, table 3-7), or 0. */
export function characterWidth(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[i + 1] ?? 0;
  if (!isContinuation(second)) return 0;
  if (lead < 0xe0) return 2;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (!isContinuation(bytes[i + 2])) return 0;
  if (lead < 0xf0) return 3;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return isContinuation(bytes[i + 3]) ? 4 : 0;
}

function isCutCharacter(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0;
  const left = bytes.length - at;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || left >= width) return false;
  for (let i = at + 1; i < bytes.length; i++) if (!isContinuation(bytes[i])) return false;
  return true;
}

/** Drops NULs, and turns each byte that belongs to no character into the code point of `latin1` at that byte. */
export function repairUtf8(bytes: Uint8Array, check: Utf8Check, latin1: readonly number[]): Uint8Array {
  const writer = new Utf8Writer(bytes.length - check.nuls + 2 * check.bad);
  let i = 0;
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0;
    const width = byte < 0x80 ? 1 : characterWidth(bytes, i);
    if (width === 0) writer.point(latin1[byte] ?? REPLACEMENT);
    else if (byte !== 0) for (let k = 0; k < width; k++) writer.byte(bytes[i + k] ?? 0);
    i += Math.max(width, 1);
  }
  return writer.bytes;
}

/** The bytes whose values are the code points of UTF-8 text; null when a code point is past 255 or the text is damaged. */
export function codePointsAsBytes(bytes: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) out[length++] = byte;
    else {
      const second = bytes[++i];
      if ((byte !== 0xc2 && byte !== 0xc3) || second === undefined || !isContinuation(second)) return null;
      out[length++] = ((byte & 0x03) << 6) | (second & 0x3f);
    }
  }
  return out.subarray(0, length);
}
