import type { InkName, SeriesLook } from './palette.ts';
import { INK, SERIES_COLORS } from './palette.ts';

type AttributeValue = string | number | null;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Text for XML: markup escaped, line breaks as spaces, characters that XML 1.0 cannot hold as U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A pixel coordinate with at most two decimals. */
export function pixel(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** One element; attributes that are null or '' are left out, numbers are written as pixels, children are markup. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? pixel(value) : escapeXml(value ?? '')}"`)
    .join('');
  const body = children.join('');
  return body === '' ? `<${name}${written}/>` : `<${name}${written}>${body}</${name}>`;
}

/** A tooltip: the first child of what it explains. */
export function tooltip(text: string): string {
  return text === '' ? '' : element('title', {}, escapeXml(text));
}

/** How a text is placed and set. `y` is the baseline. */
export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly ink: InkName;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** The full text, where the written one is shortened. */
  readonly full?: string;
  /** An edge in the color of the background, for texts that lines may cross. */
  readonly halo?: boolean;
}

export function text(content: string, style: TextStyle): string {
  if (content === '') return '';
  const attributes: Attributes = {
    x: style.x,
    y: style.y,
    'font-size': style.size,
    'text-anchor': style.anchor === undefined || style.anchor === 'start' ? null : style.anchor,
    'font-weight': style.bold === true ? 'bold' : null,
    'font-style': style.italic === true ? 'italic' : null,
    ...fill(style.ink),
    class: `bt-${style.ink}${style.halo === true ? ' bt-halo' : ''}`,
  };
  return element('text', attributes, tooltip(style.full ?? ''), escapeXml(content));
}

/** Class for who applies the style, neutral color for who strips it. */
export function fill(ink: InkName): Attributes {
  return { class: `bt-${ink}`, fill: INK[ink].neutral };
}

/** As `fill`, for lines. */
export function stroke(ink: InkName): Attributes {
  return { class: `bt-${ink}-line`, stroke: INK[ink].neutral };
}

/** The color of a series as `fill`. */
export function seriesFill(look: SeriesLook): Attributes {
  return { class: `bt-s${look.color}`, fill: SERIES_COLORS[look.color]?.neutral ?? INK.axis.neutral };
}

/** The color of a series as `stroke`. */
export function seriesStroke(look: SeriesLook): Attributes {
  return { class: `bt-s${look.color}-line`, stroke: SERIES_COLORS[look.color]?.neutral ?? INK.axis.neutral };
}

/** A straight line. */
export function line(
  from: readonly [number, number],
  to: readonly [number, number],
  style: Attributes,
): string {
  return element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...style });
}

/** A part of the drawing with its own origin at the top left, to be stacked under others. */
export interface Block {
  readonly height: number;
  readonly body: string;
}

export const EMPTY_BLOCK: Block = { height: 0, body: '' };

/** Blocks one below the other; empty ones take no room. */
export function stack(blocks: readonly Block[], top: number): Block {
  let y = top;
  const parts: string[] = [];
  for (const block of blocks) {
    if (block.body !== '') parts.push(element('g', { transform: `translate(0 ${pixel(y)})` }, block.body));
    y += block.height;
  }
  return { height: y, body: parts.join('\n') };
}
