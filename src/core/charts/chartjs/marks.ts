import { intervalLine, nText, gapWord, placeText, type Words } from '../describe.ts';
import { isDrawable } from '../scale.ts';
import { seriesLook, type Shape } from '../palette.ts';
import type { ChartInterval, ChartPoint, Traced } from '../spec.ts';
import type { ChartJsLook, ChartJsMeta, ChartJsWhisker } from './types.ts';

const STYLES: Readonly<Record<Shape, readonly [ChartJsLook['pointStyle'], number]>> = {
  circle: ['circle', 0],
  square: ['rect', 0],
  triangle: ['triangle', 0],
  diamond: ['rectRot', 0],
  'triangle-down': ['triangle', 180],
  plus: ['cross', 0],
  cross: ['crossRot', 0],
  bar: ['line', 90],
};

/** How series `index` looks: color by role, shape and dash. */
export function lookOf(index: number): ChartJsLook {
  const { color, shape, dash } = seriesLook(index);
  const [pointStyle, rotation] = STYLES[shape];
  const borderDash = dash === '' ? [] : dash.split(' ').map(Number);
  return { color, shape, pointStyle, rotation, borderDash };
}

/** The lines of a point's tooltip: what it is, where along the other axis, its value, interval, n and place. */
export function metaOf(
  point: ChartPoint,
  { name, at, words }: { readonly name: string; readonly at: string | null; readonly words: Words },
): ChartJsMeta {
  const value = point.value === null ? gapWord(point, words.scale) : words.scale.write(point.value);
  const own = point.label === '' || point.label === name || point.label === at ? [] : [point.label];
  const lines = [
    name,
    ...own,
    ...(at === null || at === '' ? [] : [at]),
    value,
    intervalLine(point.interval, words.scale),
    nText(point.n),
    placeText(point, words.sources),
  ];
  return {
    lines: lines.filter((line) => line !== ''),
    source: point.source,
    ...(point.value === null ? {} : { beside: words.scale.label(point.value) }),
    ...(point.tone === undefined ? {} : { tone: point.tone, verdict: point.label }),
  };
}

/** A text with the place that it stands at, for lines, levels and boxes. */
export function tracedMeta(texts: readonly string[], mark: Traced, words: Words): ChartJsMeta {
  const lines = [...texts, placeText(mark, words.sources)].filter((line) => line !== '');
  return { lines, source: mark.source };
}

/** A whisker in the written unit; null where nothing of it has a place. */
export function whiskerOf(interval: ChartInterval | null, { scale }: Words): ChartJsWhisker | null {
  if (interval === null) return null;
  const end = (value: number): number | null => (isDrawable(value, scale.kind) ? value * scale.factor : null);
  const [low, high] = [end(interval.low), end(interval.high)];
  return low === null && high === null ? null : { low, high };
}

/** Whiskers of a dataset; none at all where no mark has one. */
export function whiskersOf(
  intervals: readonly (ChartInterval | null)[],
  words: Words,
): (ChartJsWhisker | null)[] {
  const whiskers = intervals.map((interval) => whiskerOf(interval, words));
  return whiskers.some((whisker) => whisker !== null) ? whiskers : [];
}
