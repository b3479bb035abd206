import { gapWord, nText, type Words } from '../describe.ts';
import { numberScale, type Scale } from '../scale.ts';
import { selectCells } from '../select.ts';
import type {
  BarsSpec,
  BoxSummary,
  ChartPoint,
  DistributionSpec,
  ReferenceLine,
  ValueAxis,
} from '../spec.ts';
import { farNotes, nearReferences } from '../svg-references.ts';
import { lookOf, metaOf, tracedMeta, whiskersOf } from './marks.ts';
import { namesScale, valueScale } from './scales.ts';
import type { ChartJsBox, ChartJsConfig, ChartJsDataset, ChartJsGap, ChartJsLine } from './types.ts';

/** About so many ticks along an axis to begin with. */
export const TICKS = 6;

/** What every kind of chart gives besides its frame. */
export type ChartJsParts = Pick<
  ChartJsConfig,
  'type' | 'indexAxis' | 'scales' | 'data' | 'references' | 'front' | 'markers' | 'notes'
>;

/** The scale of the values with the lines that it reaches; a note for each of the others. */
export function valuesOf(
  axis: ValueAxis,
  lines: readonly ReferenceLine[],
  values: readonly number[],
  ends: readonly number[],
): {
  readonly scale: Scale;
  readonly shown: readonly ReferenceLine[];
  readonly far: readonly ReferenceLine[];
} {
  const { shown, far } = nearReferences(lines, [...values, ...ends], axis);
  const also = [...ends, ...shown.map(({ value }) => value)];
  return { scale: numberScale(axis, { values, also }, TICKS), shown, far };
}

export function referenceLines(shown: readonly ReferenceLine[], words: Words): ChartJsLine[] {
  return shown.map((line) => ({
    at: line.value * words.scale.factor,
    label: line.label,
    ...tracedMeta([line.label, words.scale.write(line.value)], line, words),
  }));
}

/** Horizontal bars or dots, one row per category. */
export function barsParts(spec: BarsSpec): ChartJsParts {
  const axis: ValueAxis = { ...spec.value, zero: spec.mark === 'bar' || spec.value.zero };
  const points = spec.series.flatMap((series) => series.points);
  const values = points.flatMap(({ value }) => value ?? []);
  const ends = points.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]));
  const { scale, shown, far } = valuesOf(axis, spec.references, values, ends);
  const words: Words = { scale, sources: spec.sources };
  const isBar = spec.mark === 'bar' && scale.kind === 'linear';
  const isSeveral = spec.series.length > 1;
  return {
    type: 'bar',
    indexAxis: 'y',
    scales: { value: valueScale(scale, axis, 'right'), place: namesScale(spec.categories, 'names') },
    data: {
      labels: spec.categories,
      datasets: spec.series.map(({ name, points: own }, index): ChartJsDataset => {
        const placed = own.map((point) => (gapWord(point, scale) === '' ? point : null));
        const called = (at: number): string =>
          isSeveral ? `${spec.categories[at] ?? ''}, ${name}` : (spec.categories[at] ?? '');
        return {
          ...NOTHING,
          label: name,
          look: lookOf(index),
          mark: isBar ? 'bar' : 'dot',
          data: placed.map((point) => shownValue(point?.value ?? null, scale)),
          meta: own.map((point, at) => metaOf(point, { name: called(at), at: null, words })),
          whiskers: whiskersOf(
            placed.map((point) => point?.interval ?? null),
            words,
          ),
          gaps: own.flatMap((point, at) => gapAt(point, at, called(at), words)),
        };
      }),
    },
    references: referenceLines(shown, words),
    front: [],
    markers: [],
    notes: farNotes(far, words),
  };
}

function shownValue(value: number | null, { factor }: Scale): number | null {
  return value === null ? null : value * factor;
}

export const NOTHING = { gaps: [], boxes: [], band: null, levels: [], whiskers: [] } as const;

/** The word that stands where a point has no place on the axis. */
export function gapAt(point: ChartPoint, place: number, name: string, words: Words): ChartJsGap[] {
  const word = gapWord(point, words.scale);
  return word === '' ? [] : [{ place, word, ...metaOf(point, { name, at: null, words }) }];
}

/** Offsets of observations below their box, in rows, in turn, so that equal values do not hide each other. */
const OFFSETS = [0.26, 0.18, 0.34, 0.22, 0.3] as const;

/** Box and strip per group; the rows are steps of a linear axis, so that observations can lie beside each other. */
export function distributionParts(spec: DistributionSpec, pixels: number): ChartJsParts {
  const values = spec.groups.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const boxes = spec.groups.flatMap(({ box }) => (box === null ? [] : numbersOf(box)));
  const { scale, shown, far } = valuesOf(
    spec.value,
    spec.references,
    values.length > 0 ? values : boxes,
    boxes,
  );
  const words: Words = { scale, sources: spec.sources };
  const labels = spec.groups.map(({ label }) => label);
  const drawn = spec.groups.flatMap(({ points, box }, row) =>
    stripOf(
      points.filter((point) => gapWord(point, scale) === ''),
      scale,
      pixels,
    ).map((point, i) => ({ point, y: row + (box === null ? 0 : (OFFSETS[i % OFFSETS.length] ?? 0)) })),
  );
  const dataset: ChartJsDataset = {
    ...NOTHING,
    label: spec.value.title,
    look: lookOf(0),
    mark: 'dot',
    data: drawn.map(({ point, y }) => ({ x: (point.value ?? 0) * scale.factor, y })),
    meta: drawn.map(({ point, y }) => metaOf(point, { name: labels[Math.floor(y)] ?? '', at: null, words })),
    gaps: spec.groups.flatMap((group, place) =>
      group.points.length > 0 || group.box !== null
        ? []
        : [
            {
              place,
              word: group.gap ?? 'no value',
              ...tracedMeta([group.label, group.gap ?? 'no value'], group, words),
            },
          ],
    ),
    boxes: spec.groups.flatMap((group, place) => boxAt(group, place, words)),
  };
  return {
    type: 'scatter',
    indexAxis: 'y',
    scales: { value: valueScale(scale, spec.value, 'right'), place: namesScale(labels, 'order') },
    data: { labels, datasets: [dataset] },
    references: referenceLines(shown, words),
    front: [],
    markers: [],
    notes: farNotes(far, words),
  };
}

/** Pixels that a mark of a strip hides. */
const CELL = 2;

/** All observations of a row while they are few; else one for each cell of its strip. */
function stripOf(points: readonly ChartPoint[], scale: Scale, pixels: number): readonly ChartPoint[] {
  if (points.length <= pixels) return points;
  const xs = Float64Array.from(points, ({ value }) => scale.at(value ?? NaN) ?? NaN);
  const ys = Float64Array.from(points, (_, i) => i % OFFSETS.length);
  const x = { from: 0, to: 1 };
  const y = { from: 0, to: OFFSETS.length - 1 };
  const grid = { columns: pixels / CELL, rows: OFFSETS.length, x, y };
  return [...selectCells(xs, ys, grid)].flatMap((index) => points[index] ?? []);
}

function numbersOf(box: BoxSummary): number[] {
  const five = [box.whiskerLow, box.q1, box.median, box.q3, box.whiskerHigh];
  return box.mean === null ? five : [...five, box.mean];
}

function boxAt(
  { box, label, n, ...traced }: DistributionSpec['groups'][number],
  place: number,
  words: Words,
): ChartJsBox[] {
  if (box === null) return [];
  const { scale } = words;
  const shown = (value: number): number => value * scale.factor;
  const texts = [
    label,
    `median ${scale.write(box.median)}`,
    `quartiles ${scale.write(box.q1)} to ${scale.write(box.q3)}`,
    `whiskers ${scale.write(box.whiskerLow)} to ${scale.write(box.whiskerHigh)}`,
    ...(box.mean === null ? [] : [`mean ${scale.write(box.mean)}`]),
    nText(n),
  ];
  return [
    {
      place,
      whiskerLow: shown(box.whiskerLow),
      q1: shown(box.q1),
      median: shown(box.median),
      q3: shown(box.q3),
      whiskerHigh: shown(box.whiskerHigh),
      mean: box.mean === null ? null : shown(box.mean),
      ...tracedMeta(texts, traced, words),
    },
  ];
}
