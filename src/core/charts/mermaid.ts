import { linearTicks } from './ticks.ts';
import { numberScale } from './scale.ts';
import { placeScale } from './place-scale.ts';
import { SERIES_COLORS } from './palette.ts';
import { textWidth } from './svg-text.ts';
import type { Font } from './svg-text.ts';
import type { BarsSpec, ChartPoint, ChartSpec, LineSpec, PlacedPoint, ValueAxis } from './spec.ts';

/**
 * The chart as a Mermaid `xychart-beta` diagram without its code fence, or null where Mermaid would have to leave something
 * out: it has no intervals, boxes, scatter, gaps, bands, reference lines, log axes or second series, spaces its points
 * evenly, draws a bar from the foot of the plot even where the value is negative, and has little room for names.
 */
export function renderMermaid(spec: ChartSpec): string | null {
  if (spec.references.length > 0 || spec.value.scale === 'log') return null;
  switch (spec.type) {
    case 'bars-with-intervals':
      return bars(spec);
    case 'line':
      return lines(spec);
    case 'distribution':
    case 'scatter':
    case 'timeseries':
      return null;
  }
}

const MOST_CATEGORIES = 30;
/** Mermaid's type size, and the widths in pixels beyond which it leaves names out (bars) or sets them over each other (lines). */
const FONT: Font = { size: 14, bold: false };
const LONGEST_NAME = 330;
const ALL_NAMES = 560;

function widths(labels: readonly string[]): number[] {
  return labels.map((label) => textWidth(escaped(label), FONT) + 8);
}

function bars(spec: BarsSpec): string | null {
  const [series, ...others] = spec.series;
  const areTooMany = spec.categories.length > MOST_CATEGORIES;
  const areTooLong = widths(spec.categories).some((width) => width > LONGEST_NAME);
  if (series === undefined || others.length > 0 || areTooMany || areTooLong) return null;
  const values = plainValues(series.points);
  const startsAtZero = spec.mark === 'bar' || spec.value.zero;
  if (values?.length !== spec.categories.length || !startsAtZero || values.some((value) => value < 0))
    return null;
  const axis = { ...spec.value, zero: true };
  return diagram(spec, {
    head: 'xychart-beta horizontal',
    xAxis: `x-axis ${names(spec.categories)}`,
    plot: 'bar',
    axis,
    values,
  });
}

function lines(spec: LineSpec): string | null {
  const [series, ...others] = spec.series;
  const isPlain = series?.band === null && series.levels.length === 0 && spec.markers.length === 0;
  if (series === undefined || !isPlain || others.length > 0) return null;
  const points = series.points.toSorted((a, b) => a.x - b.x);
  const values = plainValues(points);
  const xAxis = placeAxis(spec, points);
  if (values === null || xAxis === null) return null;
  return diagram(spec, { head: 'xychart-beta', xAxis, plot: 'line', axis: spec.value, values });
}

/** The values, when there are some and none has a gap or an interval. */
function plainValues(points: readonly ChartPoint[]): number[] | null {
  const values = points.flatMap(({ value, interval }) =>
    value === null || interval !== null || !Number.isFinite(value) ? [] : [value],
  );
  return values.length > 0 && values.length === points.length ? values : null;
}

/** Names for an order whose every step has its point; a range for numbers at equal distances; null for anything else. */
function placeAxis(spec: LineSpec, points: readonly PlacedPoint[]): string | null {
  const { x } = spec;
  if (x.kind === 'order') {
    const isFull = points.length === x.labels.length && points.every((point, i) => point.x === i);
    const total = widths(x.labels).reduce((sum, width) => sum + width, 0);
    return isFull && total <= ALL_NAMES ? `x-axis ${quoted(x.title)} ${names(x.labels)}` : null;
  }
  const [first, last] = [points[0], points.at(-1)];
  const isNumber = x.kind === 'number' && x.scale === 'linear';
  if (!isNumber || first === undefined || last === undefined || !isEven(points)) return null;
  const scale = placeScale(
    x,
    points.map((point) => point.x),
    2,
  );
  return `x-axis ${quoted(scale.title)} ${digits(first.x * scale.factor)} --> ${digits(last.x * scale.factor)}`;
}

function isEven(points: readonly PlacedPoint[]): boolean {
  const first = points[0]?.x ?? 0;
  const step = ((points.at(-1)?.x ?? 0) - first) / Math.max(1, points.length - 1);
  return step > 0 && points.every((point, i) => Math.abs(point.x - first - i * step) <= step * 1e-3);
}

/** Mermaid's own first color is all but invisible on white. */
const THEME = `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${SERIES_COLORS[0]?.neutral ?? ''}"}}}}%%`;

interface Diagram {
  readonly head: string;
  readonly xAxis: string;
  readonly plot: 'bar' | 'line';
  readonly axis: ValueAxis;
  readonly values: readonly number[];
}

/** Null where a number is too large or too small to be written without an exponent. */
function diagram(spec: ChartSpec, parts: Diagram): string | null {
  const scale = numberScale(parts.axis, { values: parts.values, also: [] }, 6);
  const shown = parts.values.map((value) => value * scale.factor);
  if (shown.some((value) => value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-9))) return null;
  const { low, high } = linearTicks(Math.min(...shown), Math.max(...shown), {
    zero: parts.axis.zero,
    count: 6,
  });
  return [
    THEME,
    parts.head,
    `    accTitle: ${escaped(spec.title)}`,
    `    accDescr: ${escaped(spec.description)}`,
    `    title ${quoted(spec.title)}`,
    `    ${parts.xAxis}`,
    `    y-axis ${quoted(scale.title)} ${digits(low)} --> ${digits(high)}`,
    `    ${parts.plot} [${shown.map(digits).join(', ')}]`,
  ].join('\n');
}

function names(labels: readonly string[]): string {
  return `[${labels.map(quoted).join(', ')}]`;
}

/** A number as Mermaid's grammar reads it: no exponent; six significant digits are more than its pixels show. */
function digits(value: number): string {
  const size = Math.abs(value);
  const decimals = size === 0 ? 0 : Math.min(20, Math.max(0, 5 - Math.floor(Math.log10(size))));
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A text for Mermaid: what its grammar, its comments or its Markdown strings would read is written as a character code. */
function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

const CODES: Readonly<Record<string, string>> = {
  '#': '#35;',
  '"': '#34;',
  '`': '#96;',
  ';': '#59;',
  '<': '#60;',
  '>': '#62;',
  '&': '#38;',
};

/** On one line and never empty; a lone per cent sign is harmless and stays readable. */
function escaped(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const coded = line.replace(/[#"`;<>&]/g, (character) => CODES[character] ?? character);
  return coded.replaceAll('%%', '#37;#37;') || '-';
}
