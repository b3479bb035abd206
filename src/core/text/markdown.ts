import type { Place } from '../model/place.ts';
import { problem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { headingOf, isRule } from './key-sections.ts';
import { afterListMarker } from './key-split.ts';
import { LineWalk } from './lines.ts';
import { leadingMarks, plainText } from './markdown-inline.ts';
import { beforeCell, fenceOf, isLogLine } from './markdown-lines.ts';
import { readItem } from './markdown-item.ts';
import { cellsOf, delimiterWidth, hasPipe } from './markdown-row.ts';
import type { Range } from './markdown-row.ts';
import { segmentsOf } from './markdown-segments.ts';
import type { Segment } from './markdown-segments.ts';

/** Characters read between two yields. */
const SLICE = 1 << 20;
/** So many lines of text above a table are kept with it. */
const INTRO_LINES = 100;
/** So many ragged rows of a table are listed. */
const LISTED_PROBLEMS = 20;

/** A cell of a table. */
export interface MarkdownCell {
  /** What is shown: without emphasis marks, code ticks and escapes, entities decoded. */
  readonly text: string;
  /** Place of the first visible character. */
  readonly place: Place;
}

/** A table. Rows may have fewer or more cells than the header: that is a warning, and no cell is dropped. */
export interface MarkdownTable {
  /** The nearest heading above. */
  readonly heading: string | null;
  readonly header: readonly MarkdownCell[];
  readonly rows: readonly (readonly MarkdownCell[])[];
  /** Line of the header row. */
  readonly line: number;
  /** List items and lines of text since the heading, without list markers; the nearest hundred. */
  readonly intro: readonly string[];
  readonly problems: readonly Problem[];
}

/** A `Key: value` in a list item or a line of text. */
export interface MarkdownItem {
  readonly key: string;
  readonly value: string;
  /** Place of the value. */
  readonly place: Place;
  /** The nearest heading above. */
  readonly heading: string | null;
}

export interface MarkdownHeading {
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
  readonly line: number;
}

export interface MarkdownPage {
  readonly headings: MarkdownHeading[];
  readonly tables: MarkdownTable[];
  readonly items: MarkdownItem[];
}

export interface MarkdownOptions {
  /** Whether what stands in fenced code blocks is read as well; otherwise it is passed over. */
  readonly fenced?: boolean;
}

/**
 * Reads the tables (GitHub Flavored Markdown), headings and `Key: value` lines of a Markdown page, or of a log in which a
 * tool printed tables. Lines whose line breaks were lost are taken apart: a header row after other text, a heading or
 * text after a row's last pipe, list items after a heading. A table goes on after log lines printed between its rows.
 */
export function* readMarkdown(text: string, options: MarkdownOptions = {}): Steps<MarkdownPage> {
  const lines: string[] = [];
  const walk = new LineWalk(text);
  while (walk.next()) lines.push(walk.content());
  const reader = new MarkdownReader(lines, options.fenced === true);
  let due = SLICE;
  while (reader.next()) {
    if (reader.read < due) continue;
    due = reader.read + SLICE;
    yield;
  }
  return reader.page;
}

interface TableDraft {
  readonly header: readonly MarkdownCell[];
  readonly rows: MarkdownCell[][];
  readonly problems: Problem[];
  /** Whether rows start with a pipe, as the header does. */
  readonly piped: boolean;
}

class MarkdownReader {
  readonly page: MarkdownPage = { headings: [], tables: [], items: [] };
  /** Characters read. */
  read = 0;
  readonly #lines: readonly string[];
  readonly #readsFences: boolean;
  /** Index of the next line. */
  #at = 0;
  #fence: string | null = null;
  #heading: string | null = null;
  #intro: string[] = [];

  constructor(lines: readonly string[], readsFences: boolean) {
    this.#lines = lines;
    this.#readsFences = readsFences;
  }

  /** Reads the next line, or the table that starts there; false at the end. */
  next(): boolean {
    const line = this.#lines[this.#at];
    if (line === undefined) return false;
    if (!this.#isFenced(line) && !this.#isUnderlined(line)) this.#readLine(line);
    this.#advance();
    return true;
  }

  #advance(): void {
    this.read += (this.#lines[this.#at]?.length ?? 0) + 1;
    this.#at++;
  }

  #readLine(line: string): void {
    const segments = segmentsOf(line);
    const last = segments.at(-1);
    if (last === undefined) return;
    for (const segment of segments.slice(0, -1)) this.#take(line, segment);
    const width = delimiterWidth(this.#lines[this.#at + 1]);
    if (width === 0 || !hasPipe(line, last) || !this.#readTable(line, last, width)) this.#take(line, last);
  }

  /** Whether a line opens, closes or lies in a fenced code block that is not read. */
  #isFenced(line: string): boolean {
    const mark = fenceOf(line);
    if (this.#fence === null) {
      this.#fence = mark;
      return mark !== null;
    }
    const closes = mark?.startsWith(this.#fence) === true && line.trim() === mark;
    if (closes) this.#fence = null;
    return closes || !this.#readsFences;
  }

  /** `Title` with a rule below it, and `=== Title ===` as logs print it. */
  #isUnderlined(line: string): boolean {
    const title = line.startsWith('==') ? headingOf(line.trim()) : null;
    if (title !== null) {
      this.#addHeading(2, title);
      return true;
    }
    const rule = this.#lines[this.#at + 1] ?? '';
    if (!isRule(rule) || !'=-'.includes(rule.charAt(0)) || !this.#isTitle(line)) return false;
    this.#addHeading(rule.startsWith('=') ? 1 : 2, plainText(line.trim()));
    this.#advance();
    return true;
  }

  #isTitle(line: string): boolean {
    const before = this.#lines[this.#at - 1]?.trim() ?? '';
    const text = line.trim();
    if (before !== '' || text === '' || isRule(text) || '|#>'.includes(text.charAt(0))) return false;
    const range = { from: 0, to: text.length };
    return afterListMarker(text, 0, text.length) === 0 && readItem(text, range) === null;
  }

  #take(line: string, segment: Segment): void {
    const text = line.slice(segment.from, segment.to);
    if (segment.level > 0) {
      this.#addHeading(segment.level, plainText(text));
      return;
    }
    if (isRule(text) || delimiterWidth(text) > 0) return;
    const item = readItem(line, segment);
    if (item !== null) {
      const place = { line: this.#at + 1, column: item.valueOffset + 1 };
      this.page.items.push({ key: item.key, value: item.value, place, heading: this.#heading });
    }
    this.#intro.push(plainText(line.slice(afterListMarker(line, segment.from, segment.to), segment.to)));
  }

  #addHeading(level: number, text: string): void {
    this.page.headings.push({ level, text, line: this.#at + 1 });
    this.#heading = text;
    this.#intro = [];
  }

  /** Reads the table whose header row ends the current line; false where the two lines are no table. */
  #readTable(line: string, segment: Segment, width: number): boolean {
    const piped = line.charAt(segment.from) === '|';
    const cells = cellsOf(line, segment, width);
    if (cells.length < width && !piped) return false;
    const glued = piped ? 0 : cells.length - width;
    const header = cells.slice(glued);
    const first = header[0];
    if (glued > 0 && first !== undefined) this.#take(line, beforeCell(line, segment, first));
    const draft: TableDraft = {
      header: header.map((cell) => this.#cell(line, cell)),
      rows: [],
      problems: [],
      piped: piped || glued > 0,
    };
    if (header.length !== width)
      this.#warn(draft, `The header has ${header.length} cells, its delimiter row ${width}.`);
    const heading = this.#heading;
    const table = {
      heading,
      header: draft.header,
      rows: draft.rows,
      line: this.#at + 1,
      intro: this.#intro.slice(-INTRO_LINES),
      problems: draft.problems,
    };
    this.page.tables.push(table);
    this.#advance();
    let read = this.#readRow(draft);
    while (read === 'row' || (read === 'other' && this.#passInterruption(draft))) read = this.#readRow(draft);
    return true;
  }

  /** Reads the line after the current one and makes it the current line if it is a row. `last`: other text followed it. */
  #readRow(draft: TableDraft): 'row' | 'last' | 'other' {
    const line = this.#lines[this.#at + 1] ?? '';
    const [row, ...glued] = segmentsOf(line);
    if (row === undefined || !this.#isRow(line, row, draft) || fenceOf(line) !== null) return 'other';
    if (delimiterWidth(line, 3) > 0) {
      this.#advance();
      return 'row';
    }
    const cells = cellsOf(line, row, draft.header.length);
    if (delimiterWidth(this.#lines[this.#at + 2], 3) > 0 && isHeader(line, cells, draft)) return 'other';
    this.#advance();
    const tail = this.#addRow(line, row, cells, draft);
    for (const segment of tail === null ? glued : [tail, ...glued]) this.#take(line, segment);
    return tail === null && glued.length === 0 ? 'row' : 'last';
  }

  #isRow(line: string, segment: Segment, draft: TableDraft): boolean {
    if (segment.level > 0) return false;
    if (line.charAt(segment.from) === '|') return true;
    return (
      !draft.piped &&
      hasPipe(line, segment) &&
      afterListMarker(line, segment.from, segment.to) === segment.from
    );
  }

  /** Adds a row; returns the text that follows its last pipe where that is one cell too many. */
  #addRow(line: string, row: Segment, cells: readonly Range[], draft: TableDraft): Segment | null {
    const width = draft.header.length;
    const last = cells.at(-1);
    const hasTail = draft.piped && cells.length === width + 1 && line.charAt(row.to - 1) !== '|';
    const kept = hasTail ? cells.slice(0, -1) : cells;
    draft.rows.push(kept.map((cell) => this.#cell(line, cell)));
    if (kept.length !== width)
      this.#warn(draft, `The row has ${kept.length} cells, the header has ${width}.`);
    return hasTail && last !== undefined ? { level: 0, ...last } : null;
  }

  /** Passes over log lines between two rows; false where no row of the same width follows before a blank line. */
  #passInterruption(draft: TableDraft): boolean {
    if (!draft.piped) return false;
    let next = this.#at + 1;
    while (isLogLine(this.#lines[next])) next++;
    const line = this.#lines[next]?.trim() ?? '';
    const isRow = next > this.#at + 1 && line.startsWith('|') && line.endsWith('|');
    if (!isRow || delimiterWidth(line) > 0 || delimiterWidth(this.#lines[next + 1]) > 0) return false;
    if (cellsOf(line, { from: 0, to: line.length }, draft.header.length).length !== draft.header.length)
      return false;
    while (this.#at + 1 < next) {
      this.#advance();
      const passed = this.#lines[this.#at] ?? '';
      for (const segment of segmentsOf(passed)) this.#take(passed, segment);
    }
    return true;
  }

  #cell(line: string, { from, to }: Range): MarkdownCell {
    const source = line.slice(from, to);
    return {
      text: plainText(source),
      place: { line: this.#at + 1, column: from + leadingMarks(source) + 1 },
    };
  }

  #warn(draft: TableDraft, message: string): void {
    if (draft.problems.length < LISTED_PROBLEMS)
      draft.problems.push(problem('warning', message, this.#at + 1));
  }
}

/** Whether a row that a delimiter row follows heads a table of its own, rather than being set off by a rule. */
function isHeader(line: string, cells: readonly Range[], draft: TableDraft): boolean {
  const texts = cells.map(({ from, to }) => plainText(line.slice(from, to)));
  return (
    texts.every((text, column) => text === draft.header[column]?.text) ||
    !texts.some((text) => /^[+-]?\.?\d/.test(text))
  );
}
