import { ARRAY_TYPES, emptyArray, pack, shapeOf, unpack, type NumberArray } from './pack.ts';

/** Text to UTF-8 and back, as the host does it. */
export interface Utf8 {
  encode(text: string): Uint8Array;
  /** Null where the bytes are no UTF-8. */
  decode(bytes: Uint8Array): string | null;
}

const MAGIC = 0x42_54_43_31;
/** Magic, bytes of the entry, its checksum, bytes of JSON, count of arrays, and one word that keeps the size even. */
const HEADER_WORDS = 6;

/**
 * One piece of data as bytes: a header, a table of its typed arrays (kind and length), its JSON, then each array at a
 * multiple of eight. The byte order is the machine's: a cache does not travel.
 */
export function encodeEntry(data: unknown, utf8: Utf8): Uint8Array {
  const { json, arrays } = pack(data);
  const text = utf8.encode(json);
  const tableBytes = arrays.length * 8;
  let size = HEADER_WORDS * 4 + tableBytes + padded(text.length);
  const starts = arrays.map((array) => {
    const start = size;
    size += padded(array.byteLength);
    return start;
  });
  const bytes = new Uint8Array(size);
  const words = new Uint32Array(bytes.buffer);
  words.set([MAGIC, size, 0, text.length, arrays.length, 0]);
  arrays.forEach((array, index) => {
    const { type, length } = shapeOf(array);
    words.set([type, length], HEADER_WORDS + index * 2);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), starts[index] ?? 0);
  });
  bytes.set(text, HEADER_WORDS * 4 + tableBytes);
  words[2] = checksum(words);
  return bytes;
}

/** One entry of a segment, and where the next one starts. `data` is undefined where the entry is damaged. */
export interface DecodedEntry {
  readonly data: unknown;
  readonly end: number;
}

/** The entry that starts at a byte (a multiple of eight); null where none does, so that what follows cannot be found. */
export function decodeEntry(segment: Uint8Array, start: number, utf8: Utf8): DecodedEntry | null {
  if (start + HEADER_WORDS * 4 > segment.length) return null;
  const [magic, size = 0] = wordsOf(segment, start, start + 8);
  const end = start + size;
  if (magic !== MAGIC || size % 8 !== 0 || size < HEADER_WORDS * 4 || end > segment.length) return null;
  return { data: decoded(wordsOf(segment, start, end), utf8), end };
}

/** A copy: the bytes of a host may be a part of something else, at any offset. */
function wordsOf(segment: Uint8Array, start: number, end: number): Uint32Array {
  const bytes = new Uint8Array(segment.subarray(start, end));
  return new Uint32Array(bytes.buffer);
}

function decoded(words: Uint32Array, utf8: Utf8): unknown {
  const bytes = new Uint8Array(words.buffer);
  const [, , sum, textBytes = 0, count = 0] = words;
  words[2] = 0;
  if (checksum(words) !== sum) return undefined;
  const textStart = HEADER_WORDS * 4 + count * 8;
  const json = utf8.decode(bytes.subarray(textStart, textStart + textBytes));
  const arrays: NumberArray[] = [];
  let at = textStart + padded(textBytes);
  for (let index = 0; index < count; index++) {
    const array = arrayOf(bytes, at, words[HEADER_WORDS + index * 2], words[HEADER_WORDS + index * 2 + 1]);
    if (array === null) return undefined;
    arrays.push(array);
    at += padded(array.byteLength);
  }
  try {
    return json === null ? undefined : unpack({ json, arrays });
  } catch {
    return undefined;
  }
}

/** A copy, so that one array in use does not keep a whole segment in memory. */
function arrayOf(bytes: Uint8Array, start: number, type = -1, length = 0): NumberArray | null {
  const size = length * (ARRAY_TYPES[type]?.BYTES_PER_ELEMENT ?? 0);
  const array = start + size > bytes.length ? null : emptyArray({ type, length });
  if (array !== null) new Uint8Array(array.buffer).set(bytes.subarray(start, start + size));
  return array;
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** FNV-1a over words: finds cut and flipped bytes, not forgery. */
function checksum(words: Uint32Array): number {
  let hash = 0x81_1c_9d_c5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01_00_01_93);
  return hash >>> 0;
}
