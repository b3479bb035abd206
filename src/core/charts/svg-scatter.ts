import { formatCount } from '../format/quantity.ts';
import { gapWord, nNote, pointText } from './describe.ts';
import type { Words } from './describe.ts';
import { intervalEnds } from './interval-ends.ts';
import { seriesLook } from './palette.ts';
import { placeNames, type Place } from './place-names.ts';
import { numberScale } from './scale.ts';
import type { Scale } from './scale.ts';
import { selectCells } from './select.ts';
import type { FrontPoint, PlacedPoint, ScatterSeries, ScatterSpec } from './spec.ts';
import { DOT, SMALL, traced } from './svg-frame.ts';
import type { Plot } from './svg-frame.ts';
import { fittingPlace } from './svg-fit.ts';
import { mark, verticalWhisker } from './svg-marks.ts';
import { VALUE_TICKS, levelReferences, planeAxes, planeFor, xOf, yOf } from './svg-plane.ts';
import type { Plane } from './svg-plane.ts';
import { farNotes, nearReferences } from './svg-references.ts';
import { ellipsize, textWidth } from './svg-text.ts';
import { element, pixel, seriesStroke, stroke, text } from './svg-write.ts';

/** More points than this are thinned to one per cell, which a mark hides, and lose their whiskers. */
const MOST_MARKS = 2000;
const CELL = 5;

/** Values over a number. */
export function scatterPlot(spec: ScatterSpec, width: number): Plot {
  const points = spec.series.flatMap((series) => series.points);
  const values = points.map((point) => point.value).filter((value) => value !== null);
  const ends = points.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]));
  const { shown, far } = nearReferences(spec.references, [...values, ...ends], spec.value);
  const covered = { values, also: [...ends, ...shown.map((reference) => reference.value)] };
  const value = numberScale(spec.value, covered, VALUE_TICKS);
  const plane = planeFor(value, 0, width);
  const xs = points.map((point) => point.x);
  const place = fittingPlace(spec.x, xs, plane.right - plane.left);
  const words: Words = { scale: value, sources: spec.sources };
  const context = { plane, place, words, names: spec.series.length > 1 };
  const drawn = spec.series.map((series, i) => cloud(series, i, context));
  const axes = planeAxes(plane, value, place, spec.value);
  const body = [
    axes.body,
    levelReferences(plane, shown, words),
    ...frontLine(spec, context),
    ...drawn.map((each) => each.body),
    ...frontNames(spec, context),
  ].join('\n');
  return {
    block: { height: axes.height, body },
    legend:
      spec.series.length > 1
        ? spec.series.map((series, i) => ({ label: series.name, width: DOT, swatch: swatch(i) }))
        : [],
    notes: [nNote(points.map((point) => point.n)), ...cloudNotes(drawn), ...farNotes(far, words)],
  };
}

function swatch(index: number): (x: number, y: number) => string {
  const look = seriesLook(index);
  return (x, y) => mark(x + DOT / 2, y, { look, size: 4, attributes: {}, title: '' });
}

/** The edge that no mark lies beyond, as a dashed line; none where there is no front. */
function frontLine({ front }: ScatterSpec, context: CloudContext): string[] {
  const corners = cornersOf(front, context).map(({ x, y }) => `${pixel(x)} ${pixel(y)}`);
  return corners.length < 2 ? [] : [element('path', { d: `M${corners.join('L')}`, ...FRONT })];
}

interface Corner extends Place {
  readonly name: string | null;
}

/** The corners of a front in pixels, without those that have no place. */
function cornersOf(front: readonly FrontPoint[], { plane, place, words }: CloudContext): Corner[] {
  return front.flatMap(({ x, value, name }) => {
    const [across, up] = [place.at(x), words.scale.at(value)];
    return across === null || up === null ? [] : [{ x: xOf(plane, across), y: yOf(plane, up), name }];
  });
}

const FRONT = { fill: 'none', ...stroke('muted'), 'stroke-width': 1.5, 'stroke-dasharray': '6 4' } as const;

/** The room of a name of the front, in pixels. */
const NAME_WIDTH = 170;
const NAME_HEIGHT = 14;

/** The names of the front beside its marks, for as far as they find a place. */
function frontNames({ front, series }: ScatterSpec, context: CloudContext): string[] {
  const corners = cornersOf(front, context);
  const named = corners.flatMap(({ x, y, name }) => {
    if (name === null) return [];
    const short = ellipsize(name, NAME_WIDTH, SMALL);
    return [{ x, y, name, short, width: textWidth(short, SMALL) }];
  });
  if (named.length === 0) return [];
  const marks = series.flatMap(({ points }) =>
    points.filter((point) => isDrawn(point, context)).map((point) => placeOf(point, context)),
  );
  const places = placeNames(named, { ...context.plane, height: NAME_HEIGHT, marks, line: corners });
  return places.flatMap((at, index) => {
    const { name = '', short = '' } = named[index] ?? {};
    if (at === null) return [];
    const style = { x: at.x, y: at.y + 4, size: SMALL.size, ink: 'muted', halo: true } as const;
    return [text(short, { ...style, full: short === name ? '' : name })];
  });
}

interface CloudContext {
  readonly plane: Plane;
  readonly place: Scale;
  readonly words: Words;
  readonly names: boolean;
}

interface Cloud {
  readonly body: string;
  readonly drawn: number;
  readonly placed: number;
  /** Words of points without a place, in their order. */
  readonly gaps: readonly string[];
}

function cloud(series: ScatterSeries, index: number, context: CloudContext): Cloud {
  const placed: PlacedPoint[] = [];
  const gaps: string[] = [];
  for (const point of series.points) {
    const word = gapWord(point, context.words.scale);
    if (isDrawn(point, context)) placed.push(point);
    else gaps.push(word === '' ? `no place on the x axis` : word);
  }
  const kept = thinned(placed, context);
  const hasWhiskers = kept.length === placed.length;
  const body = kept
    .map(
      (point) =>
        (hasWhiskers ? whisker(point, index, context) : '') + dot(point, series.name, index, context),
    )
    .join('');
  return { body, drawn: kept.length, placed: placed.length, gaps };
}

function isDrawn(point: PlacedPoint, { place, words }: CloudContext): boolean {
  return gapWord(point, words.scale) === '' && place.at(point.x) !== null;
}

function thinned(points: readonly PlacedPoint[], context: CloudContext): readonly PlacedPoint[] {
  if (points.length <= MOST_MARKS) return points;
  const { plane, place, words } = context;
  const xs = Float64Array.from(points, (point) => place.at(point.x) ?? 0);
  const ys = Float64Array.from(points, (point) => words.scale.at(point.value ?? 0) ?? 0);
  const grid = {
    columns: (plane.right - plane.left) / CELL,
    rows: (plane.bottom - plane.top) / CELL,
    x: { from: 0, to: 1 },
    y: { from: 0, to: 1 },
  };
  return [...selectCells(xs, ys, grid)].flatMap((i) => points[i] ?? []);
}

function placeOf(point: PlacedPoint, { plane, place, words }: CloudContext): Place {
  return {
    x: xOf(plane, place.at(point.x) ?? 0),
    y: yOf(plane, words.scale.at(point.value ?? 0) ?? 0),
  };
}

function whisker(point: PlacedPoint, index: number, context: CloudContext): string {
  const ends = intervalEnds(point.interval, context.words.scale);
  if (ends === null) return '';
  const { plane } = context;
  const { x } = placeOf(point, context);
  return verticalWhisker(
    { ...ends, low: yOf(plane, ends.low), high: yOf(plane, ends.high), across: x, cap: 3.5 },
    { ...seriesStroke(seriesLook(index)), 'stroke-width': 1.2 },
  );
}

function dot(point: PlacedPoint, series: string, index: number, context: CloudContext): string {
  const { x, y } = placeOf(point, context);
  const label = [context.names ? series : '', point.label, context.place.write(point.x)];
  const title = pointText(point, label.filter((part) => part !== '').join(', '), context.words);
  const attributes = { 'fill-opacity': '0.75', ...traced(point) };
  return mark(x, y, { look: seriesLook(index), size: 4, attributes, title });
}

function cloudNotes(clouds: readonly Cloud[]): string[] {
  const drawn = clouds.reduce((sum, each) => sum + each.drawn, 0);
  const placed = clouds.reduce((sum, each) => sum + each.placed, 0);
  const words = new Map<string, number>();
  for (const word of clouds.flatMap((each) => each.gaps)) words.set(word, (words.get(word) ?? 0) + 1);
  const missing = [...words].slice(0, 3).map(([word, count]) => `${word} (${count})`);
  const more = words.size > 3 ? ', …' : '';
  return [
    drawn < placed
      ? `${formatCount(drawn)} of ${formatCount(placed)} points are drawn; the others lie under them.`
      : '',
    missing.length > 0 ? `Not drawn: ${missing.join(', ')}${more}.` : '',
  ];
}
