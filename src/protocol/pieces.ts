import type { NumberArray } from '../core/cache/pack.ts';
import { anyOf, isBytes, isFloats, isIndexes, type Guard } from './guards.ts';

/** Characters of a piece, about: writing or reading so many takes a fraction of a millisecond. */
const PIECE = 16_384;

/** Bytes of a piece of a typed array. */
const ARRAY_PIECE = 1_048_576;

/** So many bytes of a typed array, which are copied and not written, count for a character. */
const BYTES_OF_CHARACTER = 4;

/** What anything counts for beside its characters: a number, a word of JSON, brackets. */
const OF_ANY = 8;

/** The keys and indices that lead from the root of data to a place in them. */
export type Way = readonly (string | number)[];

/** JSON of a text, an array or an object, by which the one that stands at the way grows; at the root also what begins there. */
export interface TextPiece {
  readonly way: Way;
  readonly json: string;
}

/** Some numbers of the typed array at the way, which has `length` of them. */
export interface ArrayPiece {
  readonly way: Way;
  readonly length: number;
  /** Index of the first of these. */
  readonly from: number;
  readonly values: NumberArray;
}

type OfArray = (array: ArrayBufferView) => number;

interface Writing {
  /** Characters of a piece. */
  readonly most: number;
  /** What is being taken apart: data that hold themselves have no end. */
  readonly open: Set<unknown>;
}

export const isNumberArray: Guard<NumberArray> = anyOf<NumberArray>(isFloats, isIndexes, isBytes);

/**
 * Takes plain data apart, so that data of any size are written, sent and read without holding a thread. Put together, the
 * pieces are what JSON would make of the data (no undefined members, null for NaN), with their typed arrays as they are. A
 * piece has `most` characters, about, from 16 on; escapes and names may add to them.
 *
 * @throws TypeError where data hold themselves, a bigint, or an array of a type that no message has
 */
export function* piecesOf(data: unknown, most = PIECE): Generator<TextPiece | ArrayPiece> {
  const json = isOnePiece(data, most) ? written(data) : emptyOf(data);
  if (json !== undefined) yield { way: [], json };
  if (!isOnePiece(data, most)) yield* rest(data, [], { most, open: new Set() });
}

/** What a typed array counts for, in characters. */
export function countOfArray({ byteLength }: ArrayBufferView): number {
  return byteLength / BYTES_OF_CHARACTER;
}

/** Whether data can be sent as so many characters, about: escapes are not counted. Looks no further than that. */
export function isWrittenWithin(data: unknown, characters: number): boolean {
  return roomAfter(data, characters, countOfArray) >= 0;
}

/** Whether data are one piece, without typed arrays. */
function isOnePiece(data: unknown, most: number): boolean {
  return roomAfter(data, most, tooMuch) >= 0;
}

function tooMuch(): number {
  return Infinity;
}

/** What is left of the room after these data; negative where they do not fit. */
function roomAfter(data: unknown, room: number, ofArray: OfArray): number {
  const left = room - OF_ANY;
  if (typeof data === 'string') return left - data.length;
  if (ArrayBuffer.isView(data)) return left - ofArray(data);
  if (Array.isArray(data)) return roomAfterItems(data, left, ofArray);
  return isObject(data) ? roomAfterMembers(data, left, ofArray) : left;
}

function roomAfterItems(items: readonly unknown[], room: number, ofArray: OfArray): number {
  let left = room;
  for (let at = 0; at < items.length && left >= 0; at++) left = roomAfter(items[at], left, ofArray);
  return left;
}

function roomAfterMembers(data: Readonly<Record<string, unknown>>, room: number, ofArray: OfArray): number {
  let left = room;
  // A list of the keys would look at all of a large dictionary.
  for (const key in data) {
    left = roomAfter(data[key], left - key.length, ofArray);
    if (left < 0) break;
  }
  return left;
}

/** What stands for data that are more than a piece until their pieces come. */
function emptyOf(data: unknown): string {
  if (typeof data === 'string') return '""';
  if (ArrayBuffer.isView(data)) return 'null';
  return Array.isArray(data) ? '[]' : '{}';
}

/** The pieces by which data grow from nothing to all. */
function* rest(data: unknown, way: Way, writing: Writing): Generator<TextPiece | ArrayPiece> {
  if (typeof data === 'string') {
    for (let from = 0; from < data.length; from += writing.most)
      yield { way, json: JSON.stringify(data.slice(from, from + writing.most)) };
    return;
  }
  if (ArrayBuffer.isView(data)) {
    yield* restOfArray(data, way);
    return;
  }
  if (writing.open.has(data)) throw new TypeError('Data that hold themselves cannot be sent.');
  writing.open.add(data);
  if (Array.isArray(data)) yield* restOfItems(data, way, writing);
  else if (isObject(data)) yield* restOfMembers(data, way, writing);
  writing.open.delete(data);
}

function* restOfArray(array: ArrayBufferView, way: Way): Generator<ArrayPiece> {
  if (!isNumberArray(array)) throw new TypeError('Arrays of this type cannot be sent.');
  const { length } = array;
  const most = ARRAY_PIECE / array.BYTES_PER_ELEMENT;
  for (let from = 0; from === 0 || from < length; from += most)
    yield { way, length, from, values: array.slice(from, from + most) };
}

function* restOfItems(
  items: readonly unknown[],
  way: Way,
  writing: Writing,
): Generator<TextPiece | ArrayPiece> {
  let from = 0;
  while (from < items.length) {
    const to = endOfPiece(items, from, writing.most);
    if (to > from) {
      yield { way, json: JSON.stringify(items.slice(from, to)) };
      from = to;
    } else {
      yield { way, json: `[${emptyOf(items[from])}]` };
      yield* rest(items[from], [...way, from], writing);
      from++;
    }
  }
}

/** Up to where the items are one piece together; `from` where the first of them is more than one. */
function endOfPiece(items: readonly unknown[], from: number, most: number): number {
  let room = most;
  for (let at = from; at < items.length; at++) {
    room = roomAfter(items[at], room, tooMuch);
    if (room < 0) return at;
  }
  return items.length;
}

function* restOfMembers(
  data: Readonly<Record<string, unknown>>,
  way: Way,
  writing: Writing,
): Generator<TextPiece | ArrayPiece> {
  const large: string[] = [];
  let json = '';
  for (const key of Object.keys(data)) {
    const isSmall = isOnePiece(data[key], writing.most);
    const value = isSmall ? written(data[key]) : emptyOf(data[key]);
    if (value === undefined) continue;
    if (!isSmall) large.push(key);
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${value}`;
    if (json.length <= writing.most) continue;
    yield { way, json: `{${json}}` };
    json = '';
  }
  if (json !== '') yield { way, json: `{${json}}` };
  for (const key of large) yield* rest(data[key], [...way, key], writing);
}

/** Undefined where JSON has no words: for undefined itself, functions and symbols. */
function written(data: unknown): string | undefined {
  return JSON.stringify(data);
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
