import type { SeriesLook } from './palette.ts';
import type { Attributes } from './svg-write.ts';
import { element, line, pixel, seriesFill, seriesStroke, tooltip } from './svg-write.ts';

/** A mark of a series around (x, y), about `size` pixels in radius. */
export interface MarkStyle {
  readonly look: SeriesLook;
  readonly size: number;
  /** Further attributes, and the tooltip. */
  readonly attributes: Attributes;
  readonly title: string;
}

type Corners = readonly (readonly [number, number])[];

/** Corners of the filled shapes in units of the radius. */
const TRIANGLE: Corners = [
  [0, -1.15],
  [1.05, 0.8],
  [-1.05, 0.8],
];
const TRIANGLE_DOWN: Corners = TRIANGLE.map(([dx, dy]) => [dx, -dy]);
const DIAMOND: Corners = [
  [0, -1.25],
  [1.05, 0],
  [0, 1.25],
  [-1.05, 0],
];

export function mark(x: number, y: number, style: MarkStyle): string {
  const { look, size, attributes } = style;
  const title = tooltip(style.title);
  const filled = { ...seriesFill(look), ...attributes };
  switch (look.shape) {
    case 'circle':
      return element('circle', { cx: x, cy: y, r: size, ...filled }, title);
    case 'square':
      return element('rect', { ...box(x, y, size * 0.88, size * 0.88), ...filled }, title);
    case 'bar':
      return element('rect', { ...box(x, y, size * 0.45, size * 1.2), ...filled }, title);
    case 'triangle':
      return element('polygon', { points: polygon(TRIANGLE, x, y, size), ...filled }, title);
    case 'triangle-down':
      return element('polygon', { points: polygon(TRIANGLE_DOWN, x, y, size), ...filled }, title);
    case 'diamond':
      return element('polygon', { points: polygon(DIAMOND, x, y, size), ...filled }, title);
    case 'plus':
      return strokes(
        `M${at(x - size, y)}H${pixel(x + size)}M${at(x, y - size)}V${pixel(y + size)}`,
        style,
        title,
      );
    case 'cross':
      return strokes(crossPath(x, y, size * 0.8), style, title);
  }
}

function polygon(corners: Corners, x: number, y: number, size: number): string {
  return corners.map(([dx, dy]) => `${pixel(x + dx * size)},${pixel(y + dy * size)}`).join(' ');
}

function strokes(d: string, style: MarkStyle, title: string): string {
  const stroked = { ...seriesStroke(style.look), 'stroke-width': 2.2, fill: 'none' };
  return element('path', { d, ...stroked, ...style.attributes }, title);
}

function box(x: number, y: number, halfWidth: number, halfHeight: number): Attributes {
  return { x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight };
}

/** Two coordinates of a path. */
export function at(x: number, y: number): string {
  return `${pixel(x)} ${pixel(y)}`;
}

export function crossPath(x: number, y: number, size: number): string {
  return `M${at(x - size, y - size)}L${at(x + size, y + size)}M${at(x - size, y + size)}L${at(x + size, y - size)}`;
}

/** An interval as a line with caps; an end that is not on the axis runs to the edge and has no cap. */
export interface Whisker {
  readonly low: number;
  readonly high: number;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
  /** Place on the other axis. */
  readonly across: number;
  readonly cap: number;
}

export function horizontalWhisker(whisker: Whisker, style: Attributes): string {
  const { low, high, across, cap } = whisker;
  const parts = [line([low, across], [high, across], style)];
  if (whisker.hasLow) parts.push(line([low, across - cap], [low, across + cap], style));
  if (whisker.hasHigh) parts.push(line([high, across - cap], [high, across + cap], style));
  return parts.join('');
}

export function verticalWhisker(whisker: Whisker, style: Attributes): string {
  const { low, high, across, cap } = whisker;
  const parts = [line([across, low], [across, high], style)];
  if (whisker.hasLow) parts.push(line([across - cap, low], [across + cap, low], style));
  if (whisker.hasHigh) parts.push(line([across - cap, high], [across + cap, high], style));
  return parts.join('');
}
