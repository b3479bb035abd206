import { problem, type Problem } from '../model/problem.ts';
import { binaryReason, startsWith, utf16ByPattern } from './binary.ts';
import { countLineBreaks } from './byte-lines.ts';
import { checkUtf8, codePointsAsBytes, repairUtf8, utf16ToUtf8, type Utf8Check } from './transcode.ts';

/** Bytes to text, handed in by the host. Null where `fatal` is asked and the bytes are malformed. */
export interface TextDecoderPort {
  decode(bytes: Uint8Array, encoding: Encoding, fatal: boolean): string | null;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface DecodedText {
  readonly kind: 'text';
  /** What the file is in. */
  readonly encoding: Encoding;
  /** Whether a byte order mark stood before the text. */
  readonly bom: boolean;
  /** The text in UTF-8 without a byte order mark: the input itself where it was that. */
  readonly bytes: Uint8Array;
  readonly problems: readonly Problem[];
}

/** A file that is no text; `reason` is the end of a sentence that begins with "not read, because". */
export interface DecodedBinary {
  readonly kind: 'binary';
  readonly reason: string;
}

export type Decoded = DecodedText | DecodedBinary;

/**
 * Finds the encoding of a file and turns it into UTF-8: by byte order mark, by the NUL pattern of UTF-16, and as UTF-8;
 * bytes that are not UTF-8 are read as Latin-1. Binaries are refused. Faults of the text are problems with their line.
 */
export function decodeBytes(bytes: Uint8Array, port: TextDecoderPort): Decoded {
  const mark = startsWith(bytes, '\xef\xbb\xbf');
  const body = mark ? bytes.subarray(3) : bytes;
  const resaved = undoResavedUtf16(body, port);
  if (resaved !== null) return resaved;
  if (mark) return decodeUtf8(body, true, port);
  if (startsWith(bytes, '\xff\xfe') && !startsWith(bytes, '\xff\xfe\0\0'))
    return decodeUtf16(bytes.subarray(2), 'utf-16le', true, port);
  if (startsWith(bytes, '\xfe\xff')) return decodeUtf16(bytes.subarray(2), 'utf-16be', true, port);
  const pattern = utf16ByPattern(bytes);
  if (pattern !== null) return decodeUtf16(bytes, pattern, false, port);
  const reason = binaryReason(bytes);
  return reason === null ? decodeUtf8(bytes, false, port) : { kind: 'binary', reason };
}

function decodeUtf8(bytes: Uint8Array, bom: boolean, port: TextDecoderPort): DecodedText {
  const check = checkUtf8(bytes);
  if (check.nuls === 0 && check.bad === 0)
    return { kind: 'text', encoding: 'utf-8', bom, bytes, problems: [] };
  const problems: Problem[] = [];
  if (check.nuls > 0) problems.push(nulProblem(bytes, check));
  if (check.bad > 0) problems.push(badByteProblem(bytes, check));
  const encoding = check.bad > check.wide && !check.cutAtEnd && !bom ? 'latin1' : 'utf-8';
  const table = check.cutAtEnd ? [] : latin1Table(port);
  return { kind: 'text', encoding, bom, bytes: repairUtf8(bytes, check, table), problems };
}

function decodeUtf16(
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
  bom: boolean,
  port: TextDecoderPort,
): DecodedText {
  const { bytes: utf8, damaged } = utf16ToUtf8(bytes, encoding === 'utf-16le');
  const clean = decodeUtf8(utf8, false, port);
  const problems = [...clean.problems];
  if (!bom) problems.push(problem('info', 'This file is UTF-16 without a byte order mark.', 1));
  if (damaged > 0)
    problems.push(problem('warning', `${damaged} characters of this UTF-16 file are damaged.`));
  return { kind: 'text', encoding, bom, bytes: clean.bytes, problems };
}

const QUOTE_LENGTH = 300;

/** UTF-16 that a program took for Latin-1 and saved as UTF-8: a byte order mark ÿþ, and a NUL beside each letter. */
function undoResavedUtf16(body: Uint8Array, port: TextDecoderPort): DecodedText | null {
  const littleEndian = startsWith(body, '\xc3\xbf\xc3\xbe');
  if (!littleEndian && !startsWith(body, '\xc3\xbe\xc3\xbf')) return null;
  const original = codePointsAsBytes(body.subarray(4));
  if (original === null) return null;
  const pairs = withoutAddedReturns(original, littleEndian);
  const encoding = littleEndian ? 'utf-16le' : 'utf-16be';
  if (utf16ByPattern(pairs) !== encoding) return null;
  const text = decodeUtf16(pairs, encoding, true, port);
  const quoted = (port.decode(text.bytes.subarray(0, QUOTE_LENGTH * 3), 'utf-8', false) ?? '').trim();
  const message = `This file is UTF-16 saved again as UTF-8; its text is: "${shorten(quoted)}"`;
  return { ...text, problems: [problem('error', message, 1), ...text.problems] };
}

/** The second save also made CR LF of each LF byte, which puts all later pairs out of step; the CR goes again. */
function withoutAddedReturns(bytes: Uint8Array, littleEndian: boolean): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const added =
      bytes[i] === 13 && bytes[i + 1] === 10 && (littleEndian ? bytes[i + 2] === 0 : bytes[i - 1] === 0);
    if (!added) out[length++] = bytes[i] ?? 0;
  }
  return out.subarray(0, length);
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= QUOTE_LENGTH ? line : `${line.slice(0, QUOTE_LENGTH - 1)}…`;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  return 1 + countLineBreaks(bytes, 0, offset);
}

function nulProblem(bytes: Uint8Array, check: Utf8Check): Problem {
  const message =
    check.nuls === 1
      ? 'A NUL byte in this line was dropped.'
      : `${check.nuls} NUL bytes were dropped, the first in this line.`;
  return problem('warning', message, lineOf(bytes, check.firstNul));
}

function badByteProblem(bytes: Uint8Array, check: Utf8Check): Problem {
  const line = lineOf(bytes, check.firstBad);
  if (check.cutAtEnd) return problem('warning', 'The file ends in the middle of a character.', line);
  const hex = `0x${(bytes[check.firstBad] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  return check.bad > check.wide
    ? problem(
        'info',
        `This file is not UTF-8 (the first sign is byte ${hex} in this line); it was read as Latin-1.`,
        line,
      )
    : problem(
        'warning',
        `${check.bad} bytes are not UTF-8 (the first is ${hex} in this line); they were read as Latin-1.`,
        line,
      );
}

/** Code point of each byte in what the port calls Latin-1 (browsers and Node: windows-1252). */
function latin1Table(port: TextDecoderPort): number[] {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const text = port.decode(all, 'latin1', false) ?? '';
  return Array.from({ length: 256 }, (_, byte) => (text.length === 256 ? text.charCodeAt(byte) : byte));
}
