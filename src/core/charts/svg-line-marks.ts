import { joined, pointText } from './describe.ts';
import type { Words } from './describe.ts';
import { intervalEnds } from './interval-ends.ts';
import { seriesLook } from './palette.ts';
import type { SeriesLook } from './palette.ts';
import type { Scale } from './scale.ts';
import type { Placed, Segments } from './segments.ts';
import type { Level, LineSeries } from './spec.ts';
import { SWATCH, traced } from './svg-frame.ts';
import type { LegendEntry } from './svg-frame.ts';
import { at, mark, verticalWhisker } from './svg-marks.ts';
import { xOf, yOf } from './svg-plane.ts';
import type { Plane } from './svg-plane.ts';
import { element, line, seriesFill, seriesStroke, tooltip } from './svg-write.ts';

/** What the marks of a line are drawn with. */
export interface LineContext {
  readonly plane: Plane;
  readonly place: Scale;
  readonly words: Words;
  /** Several series: each mark says whose it is. */
  readonly names: boolean;
}

/** A series of more points has no mark at each of them, and its intervals are drawn as an area. */
const MOST_MARKS = 60;

/** Band, intervals of many points, and levels: what lies behind all lines. */
export function seriesBackdrop(series: LineSeries, index: number, context: LineContext): string {
  const look = seriesLook(index);
  return [
    bandMarkup(series, look, context),
    ...series.levels.map((level) => levelMarkup(level, look, context)),
  ].join('');
}

function bandMarkup(series: LineSeries, look: SeriesLook, context: LineContext): string {
  if (series.band === null) return '';
  const { plane, place, words } = context;
  const edges = series.band.points
    .toSorted((a, b) => a.x - b.x)
    .flatMap((point) => {
      const x = place.at(point.x);
      const ends = intervalEnds({ low: point.low, high: point.high, level: null }, words.scale);
      return x === null || ends === null
        ? []
        : [{ x: xOf(plane, x), low: yOf(plane, ends.low), high: yOf(plane, ends.high) }];
    });
  return area(edges, look, series.band.label);
}

interface Edge {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

function area(edges: readonly Edge[], look: SeriesLook, title: string): string {
  if (edges.length < 2) return '';
  const upper = edges.map((edge) => at(edge.x, edge.high));
  const lower = edges.map((edge) => at(edge.x, edge.low)).reverse();
  const d = `M${[...upper, ...lower].join('L')}Z`;
  return element('path', { d, ...seriesFill(look), 'fill-opacity': '0.16' }, tooltip(title));
}

function levelMarkup(level: Level, look: SeriesLook, context: LineContext): string {
  const { plane, place, words } = context;
  const [from, to, value] = [place.at(level.from), place.at(level.to), words.scale.at(level.value)];
  if (from === null || to === null || value === null) return '';
  const y = yOf(plane, value);
  const style = { ...seriesStroke(look), 'stroke-width': 6, 'stroke-opacity': '0.3', ...traced(level) };
  const title = joined(`${level.label}: ${words.scale.write(level.value)}`, level, words.sources);
  return element(
    'line',
    { x1: xOf(plane, from), y1: y, x2: xOf(plane, to), y2: y, ...style },
    tooltip(title),
  );
}

/** The line itself, with intervals and marks where there are few points. */
export function lineMarkup(
  series: LineSeries,
  segments: Segments,
  index: number,
  context: LineContext,
): string {
  const look = seriesLook(index);
  const count = segments.stretches.reduce((sum, stretch) => sum + stretch.length, 0);
  const isSparse = count <= MOST_MARKS;
  const parts = segments.stretches.map((stretch) => {
    const placed = { look, series, isSparse };
    return (
      (isSparse ? '' : intervalArea(stretch, look, context)) +
      pathMarkup(stretch, placed, context) +
      (isSparse ? stretch.map((each) => pointMarkup(each, placed, context)).join('') : '')
    );
  });
  return element('g', {}, ...parts);
}

function intervalArea(stretch: readonly Placed[], look: SeriesLook, context: LineContext): string {
  const edges = stretch.flatMap(({ point, x }) => {
    const ends = intervalEnds(point.interval, context.words.scale);
    if (ends === null) return [];
    return [
      { x: xOf(context.plane, x), low: yOf(context.plane, ends.low), high: yOf(context.plane, ends.high) },
    ];
  });
  return area(edges, look, 'interval');
}

interface DrawnSeries {
  readonly look: SeriesLook;
  readonly series: LineSeries;
  readonly isSparse: boolean;
}

/** One stretch as a path. Without marks it lists the sources of its corners, in their order. */
function pathMarkup(stretch: readonly Placed[], drawn: DrawnSeries, context: LineContext): string {
  const { plane } = context;
  const [first] = stretch;
  if (first === undefined) return '';
  if (stretch.length === 1) return drawn.isSparse ? '' : pointMarkup(first, drawn, context);
  const d = `M${stretch.map(({ x, y }) => at(xOf(plane, x), yOf(plane, y))).join('L')}`;
  const style = {
    ...seriesStroke(drawn.look),
    'stroke-width': drawn.isSparse ? 1.8 : 1.4,
    'stroke-dasharray': drawn.isSparse ? drawn.look.dash : null,
    'stroke-linejoin': 'round',
    fill: 'none',
  };
  const sources = drawn.isSparse ? null : stretch.map(({ point }) => point.source ?? '-').join(' ');
  return element('path', { d, ...style, 'data-sources': sources }, tooltip(drawn.series.name));
}

function pointMarkup(placed: Placed, drawn: DrawnSeries, context: LineContext): string {
  const { plane, words } = context;
  const { point } = placed;
  const x = xOf(plane, placed.x);
  const y = yOf(plane, placed.y);
  const label = point.label === '' ? context.place.write(point.x) : point.label;
  const name = context.names ? `${drawn.series.name}, ${label}` : label;
  const ends = intervalEnds(point.interval, words.scale);
  const whisker =
    ends === null
      ? ''
      : verticalWhisker(
          { ...ends, low: yOf(plane, ends.low), high: yOf(plane, ends.high), across: x, cap: 3.5 },
          { ...seriesStroke(drawn.look), 'stroke-width': 1.3 },
        );
  const title = pointText(point, name, words);
  return whisker + mark(x, y, { look: drawn.look, size: 3.8, attributes: traced(point), title });
}

/** Entries for series (where there are several), bands and levels. */
export function lineLegend(all: readonly LineSeries[]): LegendEntry[] {
  const extras = all.flatMap((series, i) => [...bandEntry(series, i), ...levelEntry(series, i)]);
  if (all.length < 2 && extras.length === 0) return [];
  return [...all.map((series, i) => lineEntry(series.name, i)), ...extras];
}

function lineEntry(label: string, index: number): LegendEntry {
  const look = seriesLook(index);
  const style = { ...seriesStroke(look), 'stroke-width': 1.8, 'stroke-dasharray': look.dash };
  return {
    label,
    width: SWATCH,
    swatch: (x, y) =>
      line([x, y], [x + SWATCH, y], style) +
      mark(x + SWATCH / 2, y, { look, size: 3.8, attributes: {}, title: '' }),
  };
}

function bandEntry(series: LineSeries, index: number): LegendEntry[] {
  if (series.band === null) return [];
  const style = { ...seriesFill(seriesLook(index)), 'fill-opacity': '0.25' };
  return [
    {
      label: series.band.label,
      width: SWATCH,
      swatch: (x, y) => element('rect', { x, y: y - 6, width: SWATCH, height: 12, ...style }),
    },
  ];
}

/** One entry for all levels of a series: they share their label. */
function levelEntry(series: LineSeries, index: number): LegendEntry[] {
  const [first] = series.levels;
  if (first === undefined) return [];
  const style = { ...seriesStroke(seriesLook(index)), 'stroke-width': 6, 'stroke-opacity': '0.3' };
  return [{ label: first.label, width: SWATCH, swatch: (x, y) => line([x, y], [x + SWATCH, y], style) }];
}
