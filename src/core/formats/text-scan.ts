import type { Place } from '../model/place.ts';
import type { Steps } from '../model/steps.ts';
import { LineWalk } from '../text/lines.ts';
import { parseNumber } from '../text/number.ts';

/** One line of a text. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

const SLICE = 1 << 20;

/** The lines of a text that a tool printed for people. Yields about every megabyte. */
export function* textLines(text: string): Steps<TextLine[]> {
  const lines: TextLine[] = [];
  const walk = new LineWalk(text);
  let mark = SLICE;
  while (walk.next()) {
    lines.push({ number: walk.line, text: walk.content() });
    if (walk.end < mark) continue;
    mark = walk.end + SLICE;
    yield;
  }
  return lines;
}

/** The named groups of a shape found in a line, each with its place. */
export class LineMatch {
  readonly #line: number;
  readonly #groups: Readonly<Record<string, string | undefined>>;
  readonly #starts: Readonly<Record<string, readonly [number, number] | undefined>>;

  constructor(line: number, found: RegExpExecArray) {
    this.#line = line;
    this.#groups = found.groups ?? {};
    this.#starts = found.indices?.groups ?? {};
  }

  /** Trimmed; '' where the group took no part. */
  text(group: string): string {
    return this.#groups[group]?.trim() ?? '';
  }

  /** Commas may group its digits; NaN where it is no number. */
  number(group: string): number {
    return parseNumber(this.text(group), '.', ',');
  }

  /** Of the group's first character; of the line where the group took no part. */
  place(group: string): Place {
    return { line: this.#line, column: (this.#starts[group]?.[0] ?? 0) + 1 };
  }
}

/** The first match of a shape in a line; the shape needs the flag `d`, which tells where its groups stand. */
export function matchLine(line: TextLine, shape: RegExp): LineMatch | null {
  const found = shape.exec(line.text);
  return found === null ? null : new LineMatch(line.number, found);
}
