/** Advance widths of U+0020 to U+007E in thousandths of the font size: Helvetica, Arial and Liberation Sans agree in them. */
const ASCII_WIDTHS: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Room for fonts that are wider than Helvetica (DejaVu Sans by 15 %), since the reader's font is not known. */
const ROOM = 1.15;
const BOLD = 1.08;

/** [first, last, width] of other characters; later ranges win. All others count as 667. */
const RANGES: readonly (readonly [number, number, number])[] = [
  [0x0300, 0x036f, 0],
  [0x200b, 0x200f, 0],
  [0x2010, 0x2015, 1000],
  [0x2026, 0x2026, 1000],
  [0x2190, 0x21ff, 1000],
  [0x00b7, 0x00b7, 333],
  [0x1100, 0x115f, 1000],
  [0x2e80, 0xa4cf, 1000],
  [0xac00, 0xd7a3, 1000],
  [0xf900, 0xfaff, 1000],
  [0xfe00, 0xfe0f, 0],
  [0xfe30, 0xfe4f, 1000],
  [0xff00, 0xff60, 1000],
  [0x1f000, 0x1faff, 1300],
  [0x20000, 0x3ffff, 1000],
];

/** How a text is set: font size in pixels, and weight. */
export interface Font {
  readonly size: number;
  readonly bold: boolean;
}

/** An upper estimate of the width of `text` in pixels, for common sans-serif fonts. */
export function textWidth(text: string, font: Font): number {
  let units = 0;
  for (const character of text) units += unitsOf(character);
  return (units / 1000) * font.size * ROOM * (font.bold ? BOLD : 1);
}

function unitsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const ascii = ASCII_WIDTHS[code - 0x20];
  if (ascii !== undefined) return ascii;
  return RANGES.findLast(([first, last]) => code >= first && code <= last)?.[2] ?? 667;
}

/** Characters with the marks that belong to them, so that nothing is cut between a letter and its accent. */
function clusters(text: string): string[] {
  const result: string[] = [];
  for (const character of text) {
    const previous = result.at(-1);
    if (previous !== undefined && unitsOf(character) === 0) result[result.length - 1] = previous + character;
    else result.push(character);
  }
  return result;
}

/** The text, or its beginning and end around "…" where it is wider than `width`: names often differ at their end. */
export function ellipsize(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text;
  const parts = clusters(text);
  const room = width - textWidth('…', font);
  let head = 0;
  let tail = parts.length;
  let used = 0;
  while (head < tail) {
    const fromHead = head <= parts.length - tail;
    const next = parts[fromHead ? head : tail - 1] ?? '';
    used += textWidth(next, font);
    if (used > room) break;
    if (fromHead) head++;
    else tail--;
  }
  return `${parts.slice(0, head).join('').trimEnd()}…${parts.slice(tail).join('').trimStart()}`;
}

/** Lines of a wrapped text, and whether any of it had to be left out. */
export interface Wrapped {
  readonly lines: readonly string[];
  readonly isCut: boolean;
}

/** Where a text may be broken, best first: at spaces, after separators, before the capitals of joined words. */
const BREAKS: readonly RegExp[] = [
  /\S+\s*|\s+/g,
  /[^\s/_\-.,:;=|)\]]*[\s/_\-.,:;=|)\]]+|[^\s/_\-.,:;=|)\]]+/g,
  /[A-Z]*[^A-Z\s/_\-.,:;=|)\]]*[\s/_\-.,:;=|)\]]*/g,
];

/**
 * The text in at most `most` lines of `width` pixels: broken at spaces where that is enough, else after any separator or
 * before a capital, into lines of about equal width. What does not fit is left out of the middle of the last line.
 */
export function wrap(text: string, width: number, font: Font, most: number): Wrapped {
  const content = text.trim();
  if (textWidth(content, font) <= width) return { lines: content === '' ? [] : [content], isCut: false };
  const fillings = BREAKS.map((pieces) => ({ width, font, most, pieces }));
  const good = fillings.find((filling) => {
    const { isCut, isBroken } = fill(content, filling);
    return !isCut && !isBroken;
  });
  return balanced(content, good ?? { width, font, most, pieces: /[^]/gu });
}

/** As `wrap`, but with full lines: for sentences. */
export function wrapSentences(text: string, width: number, font: Font, most: number): Wrapped {
  return fill(text.trim(), { width, font, most, pieces: BREAKS[0] ?? /[^]/gu });
}

interface Filling {
  readonly width: number;
  readonly font: Font;
  readonly most: number;
  readonly pieces: RegExp;
}

interface Filled extends Wrapped {
  /** A piece had to be broken in itself. */
  readonly isBroken: boolean;
}

/** The narrowest filling that needs no more lines than the full width does. */
function balanced(text: string, filling: Filling): Wrapped {
  const full = fill(text, filling);
  if (full.isCut) return full;
  let best = full;
  let low = filling.width / filling.most;
  let high = filling.width;
  while (high - low > 4) {
    const width = (low + high) / 2;
    const tried = fill(text, { ...filling, width });
    const isAsGood =
      !tried.isCut && tried.lines.length <= full.lines.length && tried.isBroken === full.isBroken;
    if (isAsGood) best = tried;
    if (isAsGood) high = width;
    else low = width;
  }
  return best;
}

/** As much as fits on each line; the last one is ellipsized. */
function fill(text: string, filling: Filling): Filled {
  const { width, font, most } = filling;
  const lines: string[] = [];
  let rest = text;
  let isBroken = false;
  while (rest !== '' && lines.length < most - 1 && textWidth(rest, font) > width) {
    const line = firstLine(rest, filling);
    const taken = line === '' ? fittingStart(rest, width, font) : line;
    isBroken ||= line === '';
    lines.push(taken.trimEnd());
    rest = rest.slice(taken.length).trimStart();
  }
  const last = ellipsize(rest, width, font);
  return { lines: last === '' ? lines : [...lines, last], isCut: last !== rest, isBroken };
}

/** The pieces that fit on one line; '' when not even the first does. */
function firstLine(text: string, { width, font, pieces }: Filling): string {
  let line = '';
  for (const [piece] of text.matchAll(pieces)) {
    if (textWidth((line + piece).trimEnd(), font) > width) break;
    line += piece;
  }
  return line;
}

/** As much of an unbreakable text as fits, but never nothing: the wrapping must move on. */
function fittingStart(text: string, width: number, font: Font): string {
  let line = '';
  for (const cluster of clusters(text)) {
    if (line !== '' && textWidth(line + cluster, font) > width) break;
    line += cluster;
  }
  return line;
}
