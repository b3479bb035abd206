/** Longest key, in characters: longer text before a colon is a sentence. */
const MAX_KEY = 80;

const COLON = 0x3a;
const EQUALS = 0x3d;
const BACKTICK = 0x60;
/** Characters that make another operator of the `=` beside them. */
const OPERATOR_PARTS = '=<>!:+-*/~';

/** A key and its value as ranges of a line; offsets from 0, ends excluded, both without white space around them. */
export interface KeySplit {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  /** Equal to `valueStart` where nothing follows the separator. */
  readonly valueEnd: number;
}

export interface KeySplitOptions {
  /** Whether ` = ` separates, too, and `name=value` where it is the whole line. */
  readonly equals?: boolean;
  /** Whether backticks and emphasis are Markdown: `**Key:** value`, no separator inside code. */
  readonly markdown?: boolean;
}

/**
 * Splits `key: value` at the first colon that separates: white space or the end of the line follows it. So the colons of
 * URLs, times, Windows paths and C++ names never split. Null where there is no such colon, and where what stands before
 * it is no key: too long, without a letter, or the time stamp of a log line.
 */
export function splitKeyValue(
  line: string,
  from: number,
  to: number,
  options: KeySplitOptions = {},
): KeySplit | null {
  const separator = findSeparator(line, from, to, options);
  if (separator < 0) return null;
  const keyEnd = trimEnd(line, from, separator);
  const valueStart = trimStart(line, separator + 1, to);
  if (!isKey(line.slice(from, keyEnd))) return null;
  return {
    keyStart: from,
    keyEnd: withoutDots(line, from, keyEnd),
    valueStart,
    valueEnd: trimEnd(line, valueStart, to),
  };
}

/** First offset in a range that is no blank. */
export function trimStart(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(line.charCodeAt(at))) at++;
  return at;
}

/** Offset after the last character of a range that is no blank. */
export function trimEnd(line: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(line.charCodeAt(at - 1))) at--;
  return at;
}

/** Offset after a list marker (`- `, `* `, `+ `, `• `, `1. `, `1) `) and the blanks after it; `from` where there is none. */
export function afterListMarker(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(line.charCodeAt(at))) at++;
  const numbered = at > from && at - from < 10;
  if (!(numbered ? '.)' : '-*+•').includes(line.charAt(at)) || at >= to) return from;
  const after = trimStart(line, at + 1, to);
  return after === at + 1 && after < to ? from : after;
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function findSeparator(line: string, from: number, to: number, options: KeySplitOptions): number {
  const limit = Math.min(to, from + MAX_KEY + 40);
  for (let at = from; at < limit; at++) {
    const code = line.charCodeAt(at);
    if (code === COLON && isSeparatingColon(line, at, to, options)) return at;
    if (code === EQUALS && options.equals === true && isSeparatingEquals(line, from, at, to)) return at;
    if (code === BACKTICK && options.markdown === true)
      at = Math.max(at, line.slice(0, to).indexOf('`', at + 1));
  }
  return -1;
}

function isSeparatingColon(line: string, at: number, to: number, options: KeySplitOptions): boolean {
  if (line.charCodeAt(at - 1) === COLON) return false;
  let next = at + 1;
  if (options.markdown === true) while (next < to && '*_'.includes(line.charAt(next))) next++;
  return next >= to || isBlank(line.charCodeAt(next));
}

function isSeparatingEquals(line: string, from: number, at: number, to: number): boolean {
  if (at === from || OPERATOR_PARTS.includes(line.charAt(at - 1))) return false;
  const next = line.charAt(at + 1);
  if (at + 1 < to && '=<>~'.includes(next)) return false;
  if (isBlank(line.charCodeAt(at - 1))) return at + 1 >= to || isBlank(line.charCodeAt(at + 1));
  return isName(line.slice(from, at)) && !line.slice(at + 1, to).includes('=');
}

function isKey(key: string): boolean {
  if (key.length === 0 || key.length > MAX_KEY || !/\p{L}/u.test(key)) return false;
  if (/^\d{1,4}[-:/.]\d\d[-:/.]\d\d/.test(key)) return false;
  return !key.startsWith('[') || key.endsWith(']');
}

function isName(text: string): boolean {
  return text.length <= MAX_KEY && /^[A-Za-z_][\w.-]*$/.test(text);
}

/** `key ....: value`: the leader dots are not part of the key. */
function withoutDots(line: string, from: number, to: number): number {
  let at = to;
  while (at > from && line.charAt(at - 1) === '.') at--;
  return to - at >= 2 ? trimEnd(line, from, at) : to;
}
