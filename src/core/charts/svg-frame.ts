import type { Direction } from '../model/measure.ts';
import { textWidth, wrap, wrapSentences } from './svg-text.ts';
import type { Font } from './svg-text.ts';
import type { Attributes, Block } from './svg-write.ts';
import { EMPTY_BLOCK, text } from './svg-write.ts';
import type { Traced } from './spec.ts';

/** Empty room at all four sides of a drawing. */
export const PAD = 16;
export const LABEL: Font = { size: 12, bold: false };
export const SMALL: Font = { size: 11, bold: false };
const TITLE: Font = { size: 15, bold: true };
const LINE_HEIGHT = 1.3;

/** One entry of the legend: a sample drawn into `width` × 12 pixels from (x, y) to the right, and its name. */
export interface LegendEntry {
  readonly label: string;
  readonly width: number;
  readonly swatch: (x: number, y: number) => string;
}

/** Width of a sample of a line or bar, and of a single mark. */
export const SWATCH = 26;
export const DOT = 10;

/** What each kind of chart hands to the frame. */
export interface Plot {
  readonly block: Block;
  readonly legend: readonly LegendEntry[];
  /** Sentences that the drawing itself calls for. */
  readonly notes: readonly string[];
}

/** Attributes that lead a mark back to its number. */
export function traced(mark: Traced): Attributes {
  return {
    'data-source': mark.source === null ? null : String(mark.source),
    'data-figure': mark.figure,
  };
}

/** Title and subtitle of the drawing. */
export function heading(title: string, subtitle: string | null, width: number): Block {
  const head = paragraph(title, width, { font: TITLE, ink: 'text', most: 2 });
  const sub =
    subtitle === null ? EMPTY_BLOCK : paragraph(subtitle, width, { font: LABEL, ink: 'muted', most: 2 });
  const body = sub.body === '' ? '' : `<g transform="translate(0 ${head.height})">${sub.body}</g>`;
  return { height: head.height + sub.height + 6, body: head.body + body };
}

/** Small print at the foot of the drawing. */
export function footnotes(notes: readonly string[], width: number): Block {
  const all = notes.filter((note) => note.trim() !== '').join(' ');
  return all === '' ? EMPTY_BLOCK : paragraph(all, width, { font: SMALL, ink: 'muted', most: 6 });
}

interface ParagraphStyle {
  readonly font: Font;
  readonly ink: 'text' | 'muted';
  /** Most lines; the rest is cut, with the full text as the tooltip. */
  readonly most: number;
}

function paragraph(content: string, width: number, style: ParagraphStyle): Block {
  const { lines, isCut } = wrapSentences(content, width - 2 * PAD, style.font, style.most);
  const step = Math.ceil(style.font.size * LINE_HEIGHT);
  const body = lines
    .map((line, i) =>
      text(line, {
        x: PAD,
        y: (i + 1) * step - 4,
        size: style.font.size,
        ink: style.ink,
        bold: style.font.bold,
        full: isCut ? content : '',
      }),
    )
    .join('');
  return { height: lines.length * step, body };
}

const ENTRY_WIDTH = 240;
const ROW = 18;

/** The legend, wrapped into as many rows as it needs. */
export function legend(entries: readonly LegendEntry[], width: number): Block {
  if (entries.length === 0) return EMPTY_BLOCK;
  let x = PAD;
  let row = 0;
  const parts: string[] = [];
  for (const entry of entries) {
    const room = Math.min(ENTRY_WIDTH, width - 2 * PAD - entry.width - 6);
    const { lines, isCut } = wrap(entry.label, room, LABEL, 1);
    const label = lines[0] ?? '';
    const needed = entry.width + 6 + textWidth(label, LABEL);
    if (x > PAD && x + needed > width - PAD) {
      x = PAD;
      row++;
    }
    const y = row * ROW + 9;
    const full = isCut ? entry.label : '';
    parts.push(
      entry.swatch(x, y),
      text(label, { x: x + entry.width + 6, y: y + 4, size: 12, ink: 'text', full }),
    );
    x += needed + 16;
  }
  return { height: (row + 1) * ROW + 8, body: parts.join('') };
}

/** "higher is better →" for an axis that runs to the right, "↑ higher is better" for one that runs up. */
export function directionNote(direction: Direction, axis: 'right' | 'up'): string {
  switch (direction) {
    case 'higher':
      return axis === 'right' ? 'higher is better →' : '↑ higher is better';
    case 'lower':
      return axis === 'right' ? '← lower is better' : '↓ lower is better';
    case 'none':
      return '';
  }
}
