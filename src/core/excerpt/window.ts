import type { TextDecoderPort } from '../text/decode.ts';
import { lineEnd } from '../text/byte-lines.ts';
import type { ByteRanges } from './byte-ranges.ts';
import { isContinuation, seekColumn, seekLine } from './seek.ts';

/** A line of a file, or a part of it. */
export interface ShownLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Column of the first character of `text`, from 1; null where it is not known. */
  readonly from: number | null;
  /** True where the line goes on behind `text`. */
  readonly cut: boolean;
}

/** What stands around a place, and where in it the place is. */
export interface FileWindow {
  readonly lines: readonly ShownLine[];
  /** Index into `lines` of the line that is meant. */
  readonly index: number;
  /** Offset of the place in that line's `text`. */
  readonly offset: number;
  /** Byte of the file at which the place begins. */
  readonly byte: number;
}

/** A place to look at; lines and columns from 1. */
export interface WantedPlace {
  readonly line: number;
  readonly column: number;
}

/** Bytes before and behind the place that are looked at. */
const BEFORE = 1 << 12;
const BEHIND = 1 << 14;
/** Lines before and behind that are shown. */
const LINES_BEFORE = 5;
const LINES_BEHIND = 30;

/**
 * The lines around a place, read from a file of any size without holding more than a megabyte of it. Null where the file
 * has no such line or column any more, or is not UTF-8.
 */
export async function windowAt(
  ranges: ByteRanges,
  { line, column }: WantedPlace,
  port: TextDecoderPort,
): Promise<FileWindow | null> {
  const head = await ranges.read(0, 3);
  if (isUtf16(head)) return null;
  const mark = hasMark(head) ? 3 : 0;
  const lineStart = await seekLine(ranges, line);
  if (lineStart === null) return null;
  const start = lineStart === 0 ? mark : lineStart;
  const byte = await seekColumn(ranges, start, column);
  if (byte === null) return null;
  const first = Math.max(mark, byte - BEFORE);
  const bytes = await ranges.read(first, byte - first + BEHIND);
  const around = { first, mark, byte, start, line, column, size: ranges.size };
  return cutWindow(bytes, around, port);
}

interface Around {
  /** Byte of the file at which the bytes begin. */
  readonly first: number;
  /** Byte at which the text of the file begins. */
  readonly mark: number;
  readonly byte: number;
  readonly start: number;
  readonly line: number;
  readonly column: number;
  readonly size: number;
}

function cutWindow(bytes: Uint8Array, around: Around, port: TextDecoderPort): FileWindow {
  const { first, mark, byte, start, line, column, size } = around;
  const at = byte - first;
  const head = decoded(bytes.subarray(characterStart(bytes, 0), at), port);
  const end = first + bytes.length < size ? characterEnd(bytes) : bytes.length;
  const tail = decoded(bytes.subarray(at, end), port);
  const before = head.split(/\r\n|\r|\n/);
  const behind = tail.split(/\r\n|\r|\n/);
  const ownHead = before.pop() ?? '';
  const whole = start >= first;
  // The first line of the bytes is whole only where the file begins with it.
  const earlier = (first === mark ? before : before.slice(1)).slice(-LINES_BEFORE);
  const later = behind.slice(1, LINES_BEHIND + 1);
  const own: ShownLine = {
    number: line,
    text: ownHead + (behind[0] ?? ''),
    from: whole ? 1 : column - ownHead.length,
    cut: behind.length === 1 && first + end < size,
  };
  const lines = [
    ...earlier.map((text, index) => plainLine(line - earlier.length + index, text, false)),
    own,
    ...later.map((text, index) =>
      plainLine(line + 1 + index, text, index + 2 === behind.length && first + end < size),
    ),
  ];
  return { lines, index: earlier.length, offset: ownHead.length, byte };
}

function plainLine(number: number, text: string, cut: boolean): ShownLine {
  return { number, text, from: 1, cut };
}

function decoded(bytes: Uint8Array, port: TextDecoderPort): string {
  return port.decode(bytes, 'utf-8', false) ?? '';
}

/** The first byte from `from` on that begins a character. */
function characterStart(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isContinuation(bytes[at])) at++;
  return at;
}

/** The end of the last character that is whole. */
function characterEnd(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at > 0 && isContinuation(bytes[at])) at--;
  return Math.max(at, 0);
}

function hasMark(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** The first line of a file, as far as its first bytes hold it: the names of a table's columns. */
export async function firstLine(ranges: ByteRanges, port: TextDecoderPort): Promise<string> {
  const bytes = await ranges.read(0, BEFORE);
  return decoded(bytes.subarray(hasMark(bytes) ? 3 : 0, lineEnd(bytes, 0)), port);
}
