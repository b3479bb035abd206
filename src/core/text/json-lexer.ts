/** Deepest nesting that is read. Result files stay below 30 levels; readers may recurse this deep without danger. */
export const MAX_DEPTH = 500;

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = 0xfeff;
/** Strings longer than this are left to `indexOf`, which is faster per character but slower to call. */
const LONG_STRING = 32;

/** JSON white space; a byte order mark counts as white space, too. */
export function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === BYTE_ORDER_MARK;
}

/** Offset of the first character at or after `from` that is no white space; the text's length where there is none. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    // Most characters outside strings are printable: one comparison settles them.
    if (code > 0x20 && code !== BYTE_ORDER_MARK) return at;
    if (!isSpace(code)) return at;
    at++;
  }
  return at;
}

/**
 * Offset of the quote that closes the string whose body starts at `from`; -1 when the line or the text ends first:
 * JSON strings stay on their line.
 */
export function stringEnd(text: string, from: number): number {
  const near = Math.min(text.length, from + LONG_STRING);
  for (let at = from; at < near; at++) {
    let code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) code = text.charCodeAt(++at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return -1;
  }
  return longStringEnd(text, from);
}

function longStringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end >= 0 && isEscaped(text, from, end)) end = text.indexOf('"', end + 1);
  if (end < 0) return -1;
  const body = text.slice(from, end);
  return body.includes('\n') || body.includes('\r') ? -1 : end;
}

function isEscaped(text: string, from: number, at: number): boolean {
  let before = at;
  while (before > from && text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** Offset after the number, literal or other word at `from`: the next white space or structural character. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 0x2f) {
      if (code <= 0x20 || code === COMMA || code === QUOTE || code === SLASH) break;
    } else if (code === COLON || code === BYTE_ORDER_MARK || isBracket(code)) break;
    at++;
  }
  return at;
}

/** One of `[ ] { }`. */
export function isBracket(code: number): boolean {
  return isOpening(code) || isClosing(code);
}

/** One of `[ {`: they differ in one bit. */
export function isOpening(code: number): boolean {
  return (code | 0x20) === OPEN_BRACE;
}

/** One of `] }`: they differ in one bit. */
export function isClosing(code: number): boolean {
  return (code | 0x20) === CLOSE_BRACE;
}
