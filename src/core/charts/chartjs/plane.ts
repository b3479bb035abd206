import { joined, type Words } from '../describe.ts';
import { ownTicks, placeScale } from '../place-scale.ts';
import { isDrawable, type Scale } from '../scale.ts';
import { segmentsOf, type Segments } from '../segments.ts';
import { selectCells } from '../select.ts';
import type {
  LineSeries,
  LineSpec,
  PlaceAxis,
  PlaceMarker,
  PlacedPoint,
  ScatterSpec,
  TimeSeriesSpec,
} from '../spec.ts';
import { farNotes } from '../svg-references.ts';
import { gapAt, NOTHING, referenceLines, TICKS, valuesOf, type ChartJsParts } from './rows.ts';
import { lookOf, metaOf, tracedMeta, whiskersOf } from './marks.ts';
import { placeScaleOf, valueScale } from './scales.ts';
import type { ChartJsDataset, ChartJsLine } from './types.ts';

/** What the marks of a plane are placed by. */
interface Plane {
  readonly words: Words;
  readonly place: Scale;
  readonly pixels: number;
}

/** Ticks at the values of a sweep, as a drawing has them where they fit; a canvas makes others where they do not. */
function placed(axis: PlaceAxis, xs: readonly number[]): Scale {
  return (axis.kind === 'number' ? ownTicks(axis, xs) : null) ?? placeScale(axis, xs, TICKS);
}

/** Lines over a number, a time or an order; gaps and pauses break them, long ones are thinned to the width. */
export function lineParts(spec: LineSpec | TimeSeriesSpec, pixels: number): ChartJsParts {
  const points = spec.series.flatMap((series) => series.points);
  const values = points.flatMap(({ value }) => value ?? []);
  const { scale, shown, far } = valuesOf(spec.value, spec.references, values, spec.series.flatMap(endsOf));
  const xs = [
    ...points.map(({ x }) => x),
    ...spec.series.flatMap(({ band }) => band?.points.map(({ x }) => x) ?? []),
    ...spec.markers.map(({ x }) => x),
  ].filter((x) => isDrawable(x, 'linear'));
  const place = placed(spec.x, xs);
  const words: Words = { scale, sources: spec.sources };
  const plane: Plane = { words, place, pixels };
  const breakAfter = spec.type === 'timeseries' ? spec.breakAfter : null;
  const mark = spec.type === 'timeseries' ? 'plain-line' : 'line';
  return {
    type: 'line',
    indexAxis: 'x',
    scales: { value: valueScale(scale, spec.value, 'up'), place: placeScaleOf(place, spec.x) },
    data: {
      labels: [],
      datasets: spec.series.map((series, index) => {
        const segments = segmentsOf(series.points, { value: scale, place, breakAfter, pixels });
        return lineDataset(series, index, { segments, plane, mark });
      }),
    },
    references: referenceLines(shown, words),
    front: [],
    markers: spec.markers.map((marker) => markerLine(marker, plane)),
    notes: farNotes(far, words),
  };
}

/** What a series needs room for besides its values. */
function endsOf({ points, band, levels }: LineSeries): number[] {
  return [
    ...points.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high])),
    ...(band?.points.flatMap(({ low, high }) => [low, high]) ?? []),
    ...levels.map(({ value }) => value),
  ];
}

interface LineMarks {
  readonly segments: Segments;
  readonly plane: Plane;
  readonly mark: 'line' | 'plain-line';
}

function lineDataset(
  series: LineSeries,
  index: number,
  { segments, plane, mark }: LineMarks,
): ChartJsDataset {
  const { words, place } = plane;
  const slots = segments.stretches.flatMap((stretch, at): (PlacedPoint | null)[] => {
    const own = stretch.map(({ point }) => point);
    return at === 0 ? own : [null, ...own];
  });
  return {
    ...NOTHING,
    label: series.name,
    look: lookOf(index),
    mark,
    data: slots.map((point, at) =>
      point === null
        ? { x: (slots[at - 1]?.x ?? 0) * place.factor, y: null }
        : { x: point.x * place.factor, y: (point.value ?? 0) * words.scale.factor },
    ),
    meta: slots.map((point) =>
      point === null ? null : metaOf(point, { name: series.name, at: place.write(point.x), words }),
    ),
    whiskers: whiskersOf(
      slots.map((point) => point?.interval ?? null),
      words,
    ),
    gaps: segments.gaps.flatMap(({ point }) => gapAt(point, point.x * place.factor, series.name, words)),
    band:
      series.band === null
        ? null
        : {
            label: series.band.label,
            points: series.band.points.map(({ x, low, high }) => ({
              x: x * place.factor,
              low: low * words.scale.factor,
              high: high * words.scale.factor,
            })),
          },
    levels: series.levels.map((level) => ({
      from: level.from * place.factor,
      to: level.to * place.factor,
      value: level.value * words.scale.factor,
      ...tracedMeta([series.name, `${level.label} ${words.scale.write(level.value)}`], level, words),
    })),
  };
}

function markerLine(marker: PlaceMarker, { place, words }: Plane): ChartJsLine {
  return {
    at: marker.x * place.factor,
    label: marker.label,
    lines: [joined(`${marker.label}, ${place.write(marker.x)}`, marker, words.sources)],
    source: marker.source,
  };
}

/** Values over a number, without a line; large clouds keep a mark per cell of the plane. */
export function scatterParts(spec: ScatterSpec, pixels: number): ChartJsParts {
  const points = spec.series.flatMap((series) => series.points);
  const values = points.flatMap(({ value }) => value ?? []);
  const ends = points.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]));
  const { scale, shown, far } = valuesOf(spec.value, spec.references, values, ends);
  const place = placed(
    spec.x,
    points.map(({ x }) => x),
  );
  const words: Words = { scale, sources: spec.sources };
  return {
    type: 'scatter',
    indexAxis: 'x',
    scales: { value: valueScale(scale, spec.value, 'up'), place: placeScaleOf(place, spec.x) },
    data: {
      labels: [],
      datasets: spec.series.map(({ name, points: own }, index): ChartJsDataset => {
        const placed = own.filter(
          (point) => point.value !== null && scale.at(point.value) !== null && place.at(point.x) !== null,
        );
        const kept = cellsOf(placed, { words, place, pixels });
        return {
          ...NOTHING,
          label: name,
          look: lookOf(index),
          mark: 'dot',
          data: kept.map(({ x, value }) => ({ x: x * place.factor, y: (value ?? 0) * scale.factor })),
          meta: kept.map((point) => metaOf(point, { name, at: place.write(point.x), words })),
          whiskers:
            kept.length < placed.length
              ? []
              : whiskersOf(
                  kept.map(({ interval }) => interval),
                  words,
                ),
        };
      }),
    },
    references: referenceLines(shown, words),
    front: spec.front.map(({ x, value, name }) => ({ x: x * place.factor, y: value * scale.factor, name })),
    markers: [],
    notes: farNotes(far, words),
  };
}

/** Pixels that a mark hides. */
const CELL = 4;
/** A plot is about half as high as wide. */
const ASPECT = 0.5;

function cellsOf(points: readonly PlacedPoint[], { words, place, pixels }: Plane): readonly PlacedPoint[] {
  if (points.length <= pixels) return points;
  const unit = { from: 0, to: 1 };
  const grid = { columns: pixels / CELL, rows: (pixels * ASPECT) / CELL, x: unit, y: unit };
  const xs = Float64Array.from(points, ({ x }) => place.at(x) ?? NaN);
  const ys = Float64Array.from(points, ({ value }) => words.scale.at(value ?? NaN) ?? NaN);
  return [...selectCells(xs, ys, grid)].flatMap((index) => points[index] ?? []);
}
