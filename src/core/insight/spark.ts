import { element, escapeXml } from '../charts/svg-write.ts';

/** A row of values in order; null, or what is not finite, is a gap: a missing or failed value. */
export type SparkValues = ArrayLike<number | null>;

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const GAP = '·';

/** As wide as a tooltip's line. */
const MOST = 32;

/** A spark line of block characters, at most `most` wide; longer rows are averaged by pieces. '' with fewer than two values. */
export function sparkText(values: SparkValues, most = MOST): string {
  const points = thinned(values, most);
  const range = rangeOf(points);
  if (range === null) return '';
  return points
    .map((value) => (value === null ? GAP : (BLOCKS[Math.round(height(value, range) * 7)] ?? GAP)))
    .join('');
}

export interface SparkSize {
  readonly width: number;
  readonly height: number;
  /** Said by screen readers, and where images are not shown. */
  readonly title: string;
}

const INK = '#1f6eb1';
const EDGE = 3;

/** The same as a small SVG in a data URI, in an ink that is readable on any theme; gaps break the line. '' with fewer than two values. */
export function sparkSvg(values: SparkValues, size: SparkSize): string {
  const points = thinned(values, Math.floor(size.width / 2));
  const range = rangeOf(points);
  if (range === null) return '';
  const step = (size.width - 2 * EDGE) / Math.max(1, points.length - 1);
  const place = (value: number, index: number): readonly [number, number] => [
    EDGE + index * step,
    size.height - EDGE - height(value, range) * (size.height - 2 * EDGE),
  ];
  const paths = stretches(points).map((stretch) => {
    const [only] = stretch;
    if (stretch.length === 1 && only !== undefined) return dot(place(only.value, only.index));
    const d = stretch.map(
      ({ value, index }, at) => `${at === 0 ? 'M' : 'L'}${place(value, index).map(short).join(' ')}`,
    );
    return element('path', { d: d.join(''), fill: 'none', stroke: INK, 'stroke-width': 1.5 });
  });
  const last = points.findLastIndex((value) => value !== null);
  const end = dot(place(points[last] ?? 0, last));
  const { width, height: tall } = size;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: tall,
      viewBox: `0 0 ${short(width)} ${short(tall)}`,
    },
    element('title', {}, escapeXml(size.title)),
    ...paths,
    end,
  );
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/gu, (one) => `%${one.charCodeAt(0).toString(16)}`)}`;
}

function dot([cx, cy]: readonly [number, number]): string {
  return element('circle', { cx, cy, r: 2, fill: INK });
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

interface Point {
  readonly value: number;
  readonly index: number;
}

/** Runs of neighboring values between the gaps. */
function stretches(points: readonly (number | null)[]): Point[][] {
  const found: Point[][] = [];
  points.forEach((value, index) => {
    if (value === null) return;
    if (index > 0 && points[index - 1] !== null) found.at(-1)?.push({ value, index });
    else found.push([{ value, index }]);
  });
  return found;
}

/** 0 to 1; a flat line runs through the middle. Halves, because the whole range may be past what a number holds. */
function height(value: number, { low, high }: { low: number; high: number }): number {
  const range = high / 2 - low / 2;
  return range === 0 ? 0.5 : (value / 2 - low / 2) / range;
}

function rangeOf(points: readonly (number | null)[]): { low: number; high: number } | null {
  const numbers = points.filter((value) => value !== null);
  return numbers.length < 2 ? null : { low: Math.min(...numbers), high: Math.max(...numbers) };
}

/** Neighbors averaged into at most `most` pieces; a piece without any value is a gap. */
function thinned(values: SparkValues, most: number): (number | null)[] {
  const pieces = Math.min(most, values.length);
  return Array.from({ length: pieces }, (_, piece) => {
    const start = Math.floor((piece * values.length) / pieces);
    const end = Math.floor(((piece + 1) * values.length) / pieces);
    return meanBetween(values, start, end);
  });
}

function meanBetween(values: SparkValues, start: number, end: number): number | null {
  let mean = 0;
  let count = 0;
  for (let index = start; index < end; index++) {
    const value = values[index] ?? NaN;
    if (!Number.isFinite(value)) continue;
    count++;
    // A running mean, because a sum may be past what a number holds.
    mean += value / count - mean / count;
  }
  return count === 0 ? null : mean;
}
