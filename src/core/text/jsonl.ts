import { problem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { parseJson, parseStrict } from './json.ts';
import type { Json } from './json.ts';
import {
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  isClosing,
  isOpening,
  stringEnd,
} from './json-lexer.ts';
import { LineWalk } from './lines.ts';

/** Characters read between two yields. */
const SLICE = 1 << 20;
/** So many problems of a file are listed; the others are counted. */
const LISTED_PROBLEMS = 200;
/** With more lines that are no JSON around each value, a text is prose that shows some JSON. */
const OTHERS_PER_VALUE = 5;

/** One value of a JSON Lines file, with the place of its first character. */
export interface JsonLine {
  readonly line: number;
  readonly column: number;
  readonly value: Json;
}

/** A line, or the rest of one, that is no JSON: a log line among the records. */
export interface SkippedLine {
  readonly line: number;
  readonly text: string;
}

export interface JsonLines {
  readonly lines: JsonLine[];
  readonly skipped: SkippedLine[];
  readonly problems: Problem[];
}

/**
 * Reads JSON Lines: one object or array per line. Objects that are printed over several lines, one after the other, are
 * read too. Lines that do not start with `{` or `[` are skipped. One that does and cannot be read is a problem, and none
 * of it is kept: half a record would be a wrong record. NaN and infinities are null with a warning.
 */
export function* readJsonLines(text: string): Steps<JsonLines> {
  const reader = new JsonLinesReader(text);
  let due = SLICE;
  while (reader.next()) {
    if (reader.offset < due) continue;
    due = reader.offset + SLICE;
    yield;
  }
  return reader.result();
}

/**
 * Whether a text that starts like this is JSON Lines: two values one after the other, or an object on one line among
 * a few lines that are no JSON. False for a JSON document, and where the first value does not end within `head`.
 */
export function isJsonLines(head: string): boolean {
  const reader = new JsonLinesReader(head);
  while (reader.next());
  return reader.looksLikeJsonLines;
}

class JsonLinesReader {
  readonly #text: string;
  readonly #walk: LineWalk;
  readonly #lines: JsonLine[] = [];
  readonly #skipped: SkippedLine[] = [];
  readonly #problems: Problem[] = [];
  #unlisted = 0;
  #objectsOnOneLine = 0;

  constructor(text: string) {
    this.#text = text;
    this.#walk = new LineWalk(text);
  }

  /** How far the text is read. */
  get offset(): number {
    return this.#walk.end;
  }

  get looksLikeJsonLines(): boolean {
    const values = this.#lines.length;
    const others = this.#skipped.length;
    return others <= values * OTHERS_PER_VALUE && (values > 1 || (this.#objectsOnOneLine > 0 && others > 0));
  }

  result(): JsonLines {
    if (this.#unlisted > 0) {
      this.#problems.push(
        problem('warning', `${this.#unlisted} further problems of this file are not listed.`),
      );
    }
    return { lines: this.#lines, skipped: this.#skipped, problems: this.#problems };
  }

  /** Reads all values that start on the next line; false at the end. */
  next(): boolean {
    if (!this.#walk.next()) return false;
    let at = this.#walk.start;
    for (;;) {
      while (at < this.#walk.end && isSeparator(this.#text.charCodeAt(at))) at++;
      if (at >= this.#walk.end) return true;
      at = this.#readAt(at);
    }
  }

  /** Reads the value or the rest of the line at `at`; returns the offset after it. */
  #readAt(at: number): number {
    if (!isOpening(this.#text.charCodeAt(at))) return this.#skipRest(at);
    const value = parseStrict(this.#text.slice(at, this.#walk.end));
    if (value === undefined) return this.#readUnusual(at);
    this.#keep(at, value);
    return this.#walk.end;
  }

  /** A value that does not fill its line as strict JSON: printed over several lines, several on a line, loose or damaged. */
  #readUnusual(at: number): number {
    const { end, closed } = valueEnd(this.#text, at, this.#goesOn(at) ? this.#text.length : this.#walk.end);
    if (this.#isLogLine(at, end, closed)) return this.#skipRest(at);
    const { line, start } = this.#walk;
    if (!closed) {
      const last = this.#text.slice(end).trim() === '';
      this.#goTo(end);
      this.#cutOff(line, end, last);
      return Math.max(end, this.#walk.end);
    }
    const parsed = parseJson(this.#text.slice(at, end));
    const problems = parsed.kind === 'json' ? parsed.document.problems : [parsed.problem];
    const error = problems.find(({ severity }) => severity === 'error');
    for (const one of error === undefined ? problems : [error])
      this.#addProblem(shift(one, line, at - start));
    if (error === undefined && parsed.kind === 'json') this.#keep(at, parsed.document.value, end);
    this.#goTo(end);
    return end;
  }

  /** `[INFO] …`, `[ 10s ] …`: an array would fill its line. */
  #isLogLine(at: number, end: number, closed: boolean): boolean {
    if (this.#text.charCodeAt(at) !== OPEN_BRACKET || end > this.#walk.end) return false;
    const rest = this.#text.slice(end, this.#walk.end).trim();
    if (closed && rest !== '' && !isOpening(rest.charCodeAt(0)) && !rest.startsWith(',')) return true;
    return (
      startsWithWord(this.#text.slice(at + 1, end)) && parseJson(this.#text.slice(at, end)).kind === 'broken'
    );
  }

  /**
   * Whether JSON must go on after the line of a value. An array that does has a line of its own for its bracket, or
   * starts with a value in brackets: other text in brackets is the start of a log line.
   */
  #goesOn(at: number): boolean {
    let last = this.#walk.end - 1;
    while (last > at && isBlank(this.#text.charCodeAt(last))) last--;
    if (last === at) return true;
    const isArray = this.#text.charCodeAt(at) === OPEN_BRACKET;
    if (isArray && !isOpening(this.#text.charCodeAt(this.#nextVisible(at + 1)))) return false;
    const code = this.#text.charCodeAt(last);
    if (isOpening(code) || code === COMMA || code === COLON) return true;
    return isArray && this.#text.charCodeAt(this.#nextVisible(this.#walk.end)) === COMMA;
  }

  #nextVisible(from: number): number {
    let at = from;
    while (at < this.#text.length && isBlank(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #keep(at: number, value: Json, end = this.#walk.end): void {
    const column = at - this.#walk.start + 1;
    this.#lines.push({ line: this.#walk.line, column, value });
    if (end <= this.#walk.end && this.#text.charCodeAt(at) === OPEN_BRACE) this.#objectsOnOneLine++;
  }

  #skipRest(at: number): number {
    this.#skipped.push({ line: this.#walk.line, text: this.#text.slice(at, this.#walk.end) });
    return this.#walk.end;
  }

  #cutOff(startLine: number, end: number, last: boolean): void {
    const value = `the JSON value that starts on line ${startLine}`;
    const message = last
      ? `The file is cut off here: ${value} does not end.`
      : `The line is cut off here: ${value} does not end.`;
    this.#addProblem(problem('error', message, this.#walk.line, end - this.#walk.start + 1));
  }

  #addProblem(found: Problem): void {
    if (this.#problems.length < LISTED_PROBLEMS) this.#problems.push(found);
    else this.#unlisted++;
  }

  /** Moves to the line that an offset is on. */
  #goTo(offset: number): void {
    while (this.#walk.end < offset && this.#walk.next());
  }
}

/**
 * Offset after the bracket that closes the value at `from`. Not closed: offset after its last character before `limit`,
 * or before a line that starts, at its first column, as the value did: there the next record begins, unless the line stands
 * where an element of an open array or the value of a key belongs.
 */
function valueEnd(text: string, from: number, limit: number): { end: number; closed: boolean } {
  const opening = text.charCodeAt(from);
  const open: number[] = [];
  let at = from;
  let last = opening;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = Math.max(at, stringEnd(text, at + 1));
    else if (isOpening(code)) open.push(code);
    else if (isClosing(code)) {
      open.pop();
      if (open.length === 0) return { end: at + 1, closed: true };
    } else if ((code === 0x0a || code === 0x0d) && text.charCodeAt(at + 1) === opening) {
      const isElement = open.at(-1) === OPEN_BRACKET && (last === COMMA || last === OPEN_BRACKET);
      if (!isElement && last !== COLON) break;
    }
    if (!isBlank(code)) last = code;
  }
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return { end: at, closed: false };
}

function shift(found: Problem, line: number, columns: number): Problem {
  if (found.line === null) return found;
  const column = found.column === null || found.line > 1 ? found.column : found.column + columns;
  return { ...found, line: found.line + line - 1, column };
}

function startsWithWord(text: string): boolean {
  const trimmed = text.trimStart();
  return /^[a-z]/i.test(trimmed) && !/^(?:true|false|null|nan|inf)/i.test(trimmed);
}

function isSeparator(code: number): boolean {
  return code === COMMA || isBlank(code);
}

function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xfeff;
}
