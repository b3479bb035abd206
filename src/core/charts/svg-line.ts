import { gapWord, joined, nNote, pointText } from './describe.ts';
import type { Words } from './describe.ts';
import { seriesLook } from './palette.ts';
import { isDrawable, numberScale } from './scale.ts';
import { segmentsOf } from './segments.ts';
import type { Segments } from './segments.ts';
import type { ChartPoint, LineSeries, LineSpec, PlaceMarker, TimeSeriesSpec } from './spec.ts';
import { SMALL, traced } from './svg-frame.ts';
import type { Plot } from './svg-frame.ts';
import { lineLegend, lineMarkup, seriesBackdrop } from './svg-line-marks.ts';
import type { LineContext } from './svg-line-marks.ts';
import { fittingPlace } from './svg-fit.ts';
import { crossPath } from './svg-marks.ts';
import { VALUE_TICKS, levelReferences, planeAxes, planeFor, xOf } from './svg-plane.ts';
import { farNotes, flags, lanesFor, nearReferences } from './svg-references.ts';
import type { Flag } from './svg-references.ts';
import { ellipsize, textWidth } from './svg-text.ts';
import { element, seriesStroke, text, tooltip } from './svg-write.ts';

/** Lines over a number, a time or an order; a timeseries differs in that pauses break its lines. */
export function linePlot(spec: LineSpec | TimeSeriesSpec, width: number): Plot {
  const points = spec.series.flatMap((series) => series.points);
  const values = points.map((point) => point.value).filter((value) => value !== null);
  const also = spec.series.flatMap(extremes);
  const { shown, far } = nearReferences(spec.references, [...values, ...also], spec.value);
  const covered = { values, also: [...also, ...shown.map((reference) => reference.value)] };
  const value = numberScale(spec.value, covered, VALUE_TICKS);
  const plane = planeFor(value, lanesFor(spec.markers.length), width);
  const place = fittingPlace(spec.x, xValues(spec), plane.right - plane.left);
  const words: Words = { scale: value, sources: spec.sources };
  const breakAfter = spec.type === 'timeseries' ? spec.breakAfter : null;
  const options = { value, place, breakAfter, pixels: Math.floor(plane.right - plane.left) };
  const drawn = spec.series.map((series) => segmentsOf(series.points, options));
  const context: LineContext = { plane, place, words, names: spec.series.length > 1 };
  const axes = planeAxes(plane, value, place, spec.value);
  const body = [
    axes.body,
    ...spec.series.map((series, i) => seriesBackdrop(series, i, context)),
    levelReferences(plane, shown, words),
    markerFlags(spec.markers, context),
    ...spec.series.map((series, i) => lineMarkup(series, drawn[i] ?? NOTHING, i, context)),
    gapMarks(drawn, context),
  ].join('\n');
  return {
    block: { height: axes.height, body },
    legend: lineLegend(spec.series),
    notes: [nNote(points.map((point) => point.n)), lostNote(drawn), ...farNotes(far, words)],
  };
}

const NOTHING: Segments = { stretches: [], gaps: [], lost: 0 };

/** What a series needs room for besides its values. */
function extremes(series: LineSeries): number[] {
  const intervals = series.points.flatMap(({ interval }) =>
    interval === null ? [] : [interval.low, interval.high],
  );
  const band = series.band?.points.flatMap(({ low, high }) => [low, high]) ?? [];
  return [...intervals, ...band, ...series.levels.map((level) => level.value)];
}

function xValues(spec: LineSpec | TimeSeriesSpec): number[] {
  const points = spec.series.flatMap((series) => series.points.map((point) => point.x));
  const bands = spec.series.flatMap((series) => series.band?.points.map((point) => point.x) ?? []);
  const markers = spec.markers.map((marker) => marker.x);
  return [...points, ...bands, ...markers].filter((x) => isDrawable(x, 'linear'));
}

function markerFlags(markers: readonly PlaceMarker[], context: LineContext): string {
  const { plane, place, words } = context;
  const all = markers.flatMap((marker): Flag[] => {
    const at = place.at(marker.x);
    if (at === null) return [];
    const title = joined(`${marker.label}, ${place.write(marker.x)}`, marker, words.sources);
    return [{ x: xOf(plane, at), label: marker.label, title, attributes: traced(marker) }];
  });
  const lanes = lanesFor(markers.length);
  return flags(all, { width: plane.width, top: plane.top, bottom: plane.bottom, lanes });
}

/** A cross at the foot of the plot for each gap, its word above it where there is room. */
function gapMarks(drawn: readonly Segments[], context: LineContext): string {
  const { plane, words } = context;
  const all = drawn.flatMap(({ gaps }, series) => gaps.map((gap) => ({ ...gap, series })));
  let freeMark = -Infinity;
  let freeWord = plane.left;
  return all
    .sort((a, b) => a.x - b.x)
    .map(({ point, x: at, series }) => {
      const x = xOf(plane, at);
      if (x < freeMark) return '';
      freeMark = x + 7;
      const word = ellipsize(gapWord(point, words.scale), 160, SMALL);
      const half = textWidth(word, SMALL) / 2;
      const center = Math.min(x, plane.right - half);
      const hasRoom = center - half >= freeWord;
      if (hasRoom) freeWord = center + half + 6;
      const y = plane.bottom - 8;
      const label = {
        x: center,
        y: y - 8,
        size: SMALL.size,
        ink: 'muted',
        anchor: 'middle',
        italic: true,
        halo: true,
      } as const;
      return gapMark({ x, y, word: hasRoom ? text(word, label) : '' }, point, series, words);
    })
    .join('');
}

interface GapPlace {
  readonly x: number;
  readonly y: number;
  readonly word: string;
}

function gapMark(place: GapPlace, point: ChartPoint, series: number, words: Words): string {
  const style = { ...seriesStroke(seriesLook(series)), 'stroke-width': 2, fill: 'none' };
  return element(
    'g',
    traced(point),
    tooltip(pointText(point, point.label, words)),
    element('path', { d: crossPath(place.x, place.y, 3.5), ...style }),
    place.word,
  );
}

function lostNote(drawn: readonly Segments[]): string {
  const lost = drawn.reduce((sum, { lost: count }) => sum + count, 0);
  if (lost === 0) return '';
  return lost === 1 ? 'One point has no place on the x axis.' : `${lost} points have no place on the x axis.`;
}
