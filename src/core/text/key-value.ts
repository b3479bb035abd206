import type { Place } from '../model/place.ts';
import type { Steps } from '../model/steps.ts';
import { afterListMarker, splitKeyValue } from './key-split.ts';
import type { KeySplit } from './key-split.ts';
import { cutSections, cutUnderlinedSection, headingOf, isRule, leadingRule } from './key-sections.ts';
import { LineWalk } from './lines.ts';
import { SectionStack } from './section-stack.ts';
import { visibleRange } from './terminal.ts';

/** Characters read between two yields. */
const SLICE = 1 << 20;
/** An underlined line longer than this may be other text with a title at its end. */
const LONG_TITLE = 60;

/** One `key: value` of a text. */
export interface KeyValue {
  readonly key: string;
  /** The text after the separator; lines that continue it are joined with a space. */
  readonly value: string;
  /** Names of the sections around it, from the outermost, joined with ' / '; null outside any. */
  readonly section: string | null;
  /** Place of the value. */
  readonly place: Place;
  readonly keyPlace: Place;
}

/** A line that is neither a pair nor a section's name. */
export interface OtherLine {
  readonly line: number;
  readonly text: string;
}

export interface KeyValues {
  readonly pairs: KeyValue[];
  readonly rest: OtherLine[];
}

/**
 * Reads text of `key: value`, `key = value`, `key ....: value` and `- key: value` lines as tools print it to a terminal.
 * A line that ends in a colon names the section of the lines below it: those indented deeper, those in a list, or those
 * that follow without a blank line. `=== Name ===`, `[Name]` and underlined names do so up to the next of their kind. A
 * value that ends in a comma goes on in the next, indented line.
 */
export function* readKeyValues(text: string): Steps<KeyValues> {
  const reader = new KeyValueReader();
  const walk = new LineWalk(text);
  let due = SLICE;
  while (walk.next()) {
    reader.readLine(walk.content(), walk.line);
    if (walk.end < due) continue;
    due = walk.end + SLICE;
    yield;
  }
  return { pairs: reader.pairs, rest: reader.rest };
}

class KeyValueReader {
  readonly pairs: KeyValue[] = [];
  readonly rest: OtherLine[] = [];
  readonly #sections = new SectionStack();
  /** What the line before was: only these two can be underlined or go on. */
  #before: 'pair' | 'other' | 'none' = 'none';
  #pairIndent = 0;
  /** A rule was drawn above: the next one closes a banner and underlines nothing but its title. */
  #inBanner = false;

  readLine(line: string, number: number): void {
    const { from, to } = visibleRange(line);
    if (from >= to) {
      this.#sections.blankLine();
      this.#before = 'none';
      this.#inBanner = false;
    } else if (isRule(line.slice(from, to))) this.#underline();
    else this.#readText(line, number, from, to);
  }

  #readText(line: string, number: number, from: number, to: number): void {
    const heading = headingOf(line.slice(from, to));
    if (heading !== null) {
      this.#sections.heading(heading);
      this.#before = 'none';
      return;
    }
    const rule = leadingRule(line.slice(from, to));
    if (rule > 0) this.#underline();
    this.#readEntry(line, number, from + rule + (rule > 0 ? 1 : 0), to);
  }

  #readEntry(line: string, number: number, from: number, to: number): void {
    const start = afterListMarker(line, from, to);
    const depth = start > from ? from + 1 : from;
    const isTableRow = line.charAt(from) === '|';
    const split = isTableRow ? null : splitKeyValue(line, start, to, { equals: true });
    if (split !== null) this.#readSplit(line, number, split, depth);
    else if (this.#goesOn(from)) this.#continue(line.slice(from, to));
    else {
      this.rest.push({ line: number, text: line.slice(from, to) });
      this.#before = 'other';
    }
  }

  #readSplit(line: string, number: number, split: KeySplit, depth: number): void {
    const key = line.slice(split.keyStart, split.keyEnd);
    const { value, sections } = cutSections(line.slice(split.valueStart, split.valueEnd));
    if (value === '') {
      for (const name of [key, ...sections]) this.#sections.open(name, depth);
      this.#before = 'none';
      return;
    }
    const section = this.#sections.around(depth);
    const place = { line: number, column: split.valueStart + 1 };
    this.pairs.push({ key, value, section, place, keyPlace: { line: number, column: split.keyStart + 1 } });
    for (const name of sections) this.#sections.open(name, 0);
    this.#before = sections.length > 0 ? 'none' : 'pair';
    this.#pairIndent = depth;
  }

  #goesOn(indent: number): boolean {
    return (
      this.#before === 'pair' && indent >= this.#pairIndent && this.#lastPair()?.value.endsWith(',') === true
    );
  }

  #continue(text: string): void {
    const last = this.#lastPair();
    if (last !== undefined) this.#replaceLast({ ...last, value: `${last.value} ${text}` });
  }

  /** A rule below a line makes it a heading; below a pair, the capitals that its value ends in. */
  #underline(): void {
    if (this.#before === 'other') this.#underlineText();
    else if (this.#before === 'pair' && !this.#inBanner) this.#underlinePair();
    this.#inBanner = this.#before === 'none' && !this.#inBanner;
    this.#before = 'none';
  }

  #underlineText(): void {
    const title = this.rest.pop();
    if (title === undefined) return;
    const cut = title.text.length > LONG_TITLE ? cutUnderlinedSection(title.text) : null;
    if (cut !== null) this.rest.push({ ...title, text: cut.value });
    this.#sections.heading(cut?.section ?? title.text);
  }

  #underlinePair(): void {
    const last = this.#lastPair();
    const cut = last === undefined ? null : cutUnderlinedSection(last.value);
    if (last === undefined || cut === null) return;
    this.#replaceLast({ ...last, value: cut.value });
    this.#sections.heading(cut.section);
  }

  #lastPair(): KeyValue | undefined {
    return this.pairs[this.pairs.length - 1];
  }

  #replaceLast(pair: KeyValue): void {
    this.pairs[this.pairs.length - 1] = pair;
  }
}
