import type { FileWindow, ShownLine } from './window.ts';
import { valueLength } from './value.ts';

/** Lines and characters from 0, as editors count them. */
export interface ExcerptRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A text that shows a place of a file which the file itself cannot show. */
export interface Excerpt {
  readonly text: string;
  readonly selection: ExcerptRange;
}

/** Longest piece of a line, so that it is read without scrolling. */
const WIDTH = 100;
/** Characters of a line that are shown beside the one that is meant. */
const SHORT = 300;
/** Characters of the line that is meant, before and behind the place. */
const REACH = 1_500;

/**
 * The window as text: our head, then each line with its number in the file. Long lines are broken behind commas, braces and
 * blanks, never inside the value. `endLine` selects whole lines, as far as the window shows them.
 */
export function excerptOf(window: FileWindow, head: readonly string[], endLine: number | null): Excerpt {
  const width = String(window.lines.at(-1)?.number ?? 1).length;
  const writer = new ExcerptWriter([...head, ''], width);
  window.lines.forEach((line, index) => {
    if (index === window.index) writer.writePlace(line, window.offset);
    else writer.write(line, endLine !== null && line.number > writer.placeLine && line.number <= endLine);
  });
  return writer.done(endLine);
}

class ExcerptWriter {
  placeLine = Infinity;
  readonly #out: string[];
  readonly #width: number;
  #value: ExcerptRange = { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0 };
  #first = 0;
  #last = 0;

  constructor(head: readonly string[], width: number) {
    this.#out = [...head];
    this.#width = width;
  }

  /** A line beside the one that is meant. */
  write({ number, text, cut }: ShownLine, selected: boolean): void {
    const long = text.length > SHORT;
    this.#out.push(`${this.#gutter(number)}${text.slice(0, SHORT)}${long || cut ? '…' : ''}`);
    if (selected) this.#last = this.#out.length - 1;
  }

  /** The line that is meant, in pieces, with its value at `offset`. */
  writePlace({ number, text, from, cut }: ShownLine, offset: number): void {
    this.placeLine = number;
    this.#first = this.#out.length;
    const length = valueLength(text, offset);
    const start = offset <= REACH ? 0 : offset - REACH;
    const end = Math.min(text.length, offset + length + REACH);
    const before = from !== 1 || start > 0 ? '…' : '';
    const behind = cut || end < text.length ? '…' : '';
    const shown = before + text.slice(start, end) + behind;
    const valueAt = offset - start + before.length;
    let at = 0;
    for (const piece of pieces(shown, valueAt, valueAt + length)) {
      const gutter = this.#gutter(at === 0 ? number : null);
      if (valueAt >= at && valueAt + length <= at + piece.length && at <= valueAt) {
        const line = this.#out.length;
        const character = gutter.length + valueAt - at;
        this.#value = {
          startLine: line,
          startCharacter: character,
          endLine: line,
          endCharacter: character + length,
        };
      }
      this.#out.push(gutter + piece);
      at += piece.length;
    }
    this.#last = this.#out.length - 1;
  }

  done(endLine: number | null): Excerpt {
    const several = endLine !== null && endLine > this.placeLine;
    const selection = several
      ? {
          startLine: this.#first,
          startCharacter: 0,
          endLine: this.#last,
          endCharacter: this.#out[this.#last]?.length ?? 0,
        }
      : this.#value;
    return { text: `${this.#out.join('\n')}\n`, selection };
  }

  #gutter(number: number | null): string {
    return `${(number === null ? '' : String(number)).padStart(this.#width)} │ `;
  }
}

/** Cuts a text into pieces of about WIDTH, behind separators, keeping `from`..`to` in one piece. */
function pieces(text: string, from: number, to: number): string[] {
  const result: string[] = [];
  let start = 0;
  while (text.length - start > WIDTH) {
    const cut = cutBefore(text, start, from, to);
    result.push(text.slice(start, cut));
    start = cut;
  }
  result.push(text.slice(start));
  return result;
}

function cutBefore(text: string, start: number, from: number, to: number): number {
  const inside = (at: number): boolean => at > from && at < to;
  for (let at = start + WIDTH; at > start + WIDTH / 2; at--) {
    if (/[,;}\]\s|]/.test(text[at - 1] ?? '') && !inside(at)) return at;
  }
  return inside(start + WIDTH) ? to : start + WIDTH;
}
