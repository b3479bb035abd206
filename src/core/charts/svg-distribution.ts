import { formatCount } from '../format/quantity.ts';
import { gapWord, joined, nText, pointText } from './describe.ts';
import type { Words } from './describe.ts';
import { seriesLook } from './palette.ts';
import { numberScale } from './scale.ts';
import type { Scale } from './scale.ts';
import { selectCells } from './select.ts';
import type { BoxSummary, ChartPoint, DistributionGroup, DistributionSpec } from './spec.ts';
import { fittingScale } from './svg-fit.ts';
import { LABEL, PAD, SMALL, traced } from './svg-frame.ts';
import type { Plot } from './svg-frame.ts';
import { LANE, farNotes, flags, lanesFor, nearReferences, referenceFlags } from './svg-references.ts';
import { AXIS_HEIGHT, across, middle, rowAxis, rowFrame, rowLabels, topTickRoom } from './svg-rows.ts';
import type { RowFrame } from './svg-rows.ts';
import { ellipsize, textWidth } from './svg-text.ts';
import { element, escapeXml, fill, line, seriesFill, seriesStroke, text, tooltip } from './svg-write.ts';

const LOOK = seriesLook(0);
const BOX_ROW = 52;
const STRIP_ROW = 30;
/** Offsets of a group's observations across the strip, in turn, so that equal values do not hide each other. */
const OFFSETS = [0, -4, 4, -2, 2] as const;
/** More observations than this are thinned to one mark per cell of the strip. */
const MOST_MARKS = 400;
const LEAST_PLOT = 150;

/** One row per group: box above, every observation below. */
export function distributionPlot(spec: DistributionSpec, width: number): Plot {
  const values = spec.groups.flatMap((group) => group.points.flatMap(({ value }) => value ?? []));
  const boxes = spec.groups.flatMap(({ box }) => (box === null ? [] : boxNumbers(box)));
  const { shown, far } = nearReferences(spec.references, [...values, ...boxes], spec.value);
  const covered = {
    values: values.length > 0 ? values : boxes,
    also: [...boxes, ...shown.map((reference) => reference.value)],
  };
  const make = (count: number): Scale => numberScale(spec.value, covered, count);
  const lanes = lanesFor(shown.length);
  const { frame, reserve } = distributionFrame(spec, make(5), lanes, width);
  const scale = fittingScale(make, frame.right - frame.left);
  const words: Words = { scale, sources: spec.sources };
  const drawn = spec.groups.map((group, index) => groupMarkup(group, index, frame, words));
  const flagFrame = { width, top: lanes * LANE, bottom: frame.bottom, lanes };
  const body = [
    rowAxis(frame, scale, spec.value),
    rowLabels(frame, 0),
    flags(
      referenceFlags(shown, words, (at) => across(frame, at)),
      flagFrame,
    ),
    ...drawn.map((each) => (reserve > 0 ? each.body + each.label : each.body)),
  ].join('\n');
  const thinned = thinNote(drawn);
  return {
    block: { height: frame.bottom + AXIS_HEIGHT, body },
    legend: [],
    notes: [...boxNotes(spec.groups), thinned, ...farNotes(far, words)],
  };
}

function boxNumbers(box: BoxSummary): number[] {
  const five = [box.whiskerLow, box.q1, box.median, box.q3, box.whiskerHigh];
  return box.mean === null ? five : [...five, box.mean];
}

function distributionFrame(
  spec: DistributionSpec,
  draft: Scale,
  lanes: number,
  width: number,
): { readonly frame: RowFrame; readonly reserve: number } {
  const heightOf = (index: number): number => (hasBox(spec.groups[index]) ? BOX_ROW : STRIP_ROW);
  const total = spec.groups.reduce((sum, _, index) => sum + heightOf(index), 0);
  const labels = spec.groups.map((group) => group.label);
  const top = lanes * LANE + topTickRoom(total) + 4;
  const wanted = spec.groups.reduce((most, group) => Math.max(most, summaryWidth(group, draft) + 12), 0);
  const make = (reserve: number): RowFrame =>
    rowFrame({ labels, heightOf, reserve: [0, reserve], top }, width);
  const full = make(wanted);
  if (full.right - full.left >= LEAST_PLOT) return { frame: full, reserve: wanted };
  return { frame: make(0), reserve: 0 };
}

function hasBox(group: DistributionGroup | undefined): boolean {
  return group !== undefined && group.box !== null;
}

function summaryWidth(group: DistributionGroup, scale: Scale): number {
  const median = group.box === null ? '' : scale.label(group.box.median);
  return Math.max(textWidth(median, LABEL), textWidth(nText(group.n), SMALL));
}

interface DrawnGroup {
  readonly body: string;
  /** Median and n at the right end. */
  readonly label: string;
  readonly drawn: number;
  readonly all: number;
}

function groupMarkup(group: DistributionGroup, index: number, frame: RowFrame, words: Words): DrawnGroup {
  const row = frame.rows[index];
  const kept = row === undefined ? [] : thinned(group.points, frame, words.scale);
  if (row === undefined || (kept.length === 0 && group.box === null)) {
    const y = row === undefined ? 0 : middle(row) + 4;
    const word = group.gap ?? 'no value';
    const full = joined(`${group.label}: ${word}`, group, words.sources);
    const short = ellipsize(word, frame.width - PAD - frame.left - 6, LABEL);
    const gap = text(short, { x: frame.left + 6, y, size: 12, ink: 'muted', italic: true, full });
    return { body: element('g', traced(group), gap), label: '', drawn: 0, all: group.points.length };
  }
  const center = middle(row);
  const box = group.box === null ? '' : boxMarkup(group, group.box, { frame, words, y: center - 9 });
  const strip = stripMarkup(group, kept, { frame, words, y: group.box === null ? center : center + 15 });
  return {
    body: box + strip,
    label: summaryMarkup(group, frame, words.scale, center),
    drawn: kept.length,
    all: group.points.length,
  };
}

interface GroupPlace {
  readonly frame: RowFrame;
  readonly words: Words;
  readonly y: number;
}

function boxMarkup(group: DistributionGroup, box: BoxSummary, place: GroupPlace): string {
  const { frame, words, y } = place;
  const x = (value: number): number => across(frame, words.scale.at(value) ?? 0);
  const style = { ...seriesStroke(LOOK), 'stroke-width': 1.4 };
  const whisker = (from: number, to: number): string =>
    line([x(from), y], [x(to), y], style) + line([x(to), y - 4], [x(to), y + 4], style);
  const body = { x: x(box.q1), y: y - 8, width: Math.max(0.5, x(box.q3) - x(box.q1)), height: 16 };
  const mean =
    box.mean === null
      ? ''
      : element('circle', { cx: x(box.mean), cy: y, r: 2.6, ...fill('background'), ...outline });
  return element(
    'g',
    traced(group),
    tooltip(joined(boxText(group, box, words.scale), group, words.sources)),
    whisker(box.q1, box.whiskerLow),
    whisker(box.q3, box.whiskerHigh),
    element('rect', { ...body, ...seriesFill(LOOK), 'fill-opacity': '0.3' }),
    line([x(box.median), y - 8], [x(box.median), y + 8], { ...seriesStroke(LOOK), 'stroke-width': 3 }),
    mean,
  );
}

const outline = { 'stroke-width': 1.4, stroke: '#777777' } as const;

function boxText(group: DistributionGroup, box: BoxSummary, scale: Scale): string {
  const mean = box.mean === null ? '' : `, mean ${scale.write(box.mean)}`;
  const n = nText(group.n) === '' ? '' : `, ${nText(group.n)}`;
  return (
    `${group.label}: median ${scale.write(box.median)}, quartiles ${scale.write(box.q1)} to ${scale.write(box.q3)}, ` +
    `whiskers ${scale.write(box.whiskerLow)} to ${scale.write(box.whiskerHigh)}${mean}${n}`
  );
}

function stripMarkup(group: DistributionGroup, kept: readonly ChartPoint[], place: GroupPlace): string {
  const { frame, words, y } = place;
  return kept
    .map((point, i) => {
      const at = words.scale.at(point.value ?? 0) ?? 0;
      const cy = y + (OFFSETS[i % OFFSETS.length] ?? 0);
      const style = { ...seriesFill(LOOK), 'fill-opacity': '0.55', ...traced(point) };
      const name = point.label === '' ? group.label : point.label;
      return element(
        'circle',
        { cx: across(frame, at), cy, r: 2.4, ...style },
        tooltip(pointText(point, name, words)),
      );
    })
    .join('');
}

/** The points that have a place, at most about one per cell of the strip where there are many. */
function thinned(points: readonly ChartPoint[], frame: RowFrame, scale: Scale): ChartPoint[] {
  const placed = points.filter((point) => gapWord(point, scale) === '');
  if (placed.length <= MOST_MARKS) return placed;
  const xs = Float64Array.from(placed, (point) => scale.at(point.value ?? 0) ?? 0);
  const ys = Float64Array.from(placed, (_, i) => i % OFFSETS.length);
  const columns = Math.floor((frame.right - frame.left) / 2);
  const grid = {
    columns,
    rows: OFFSETS.length,
    x: { from: 0, to: 1 },
    y: { from: 0, to: OFFSETS.length - 1 },
  };
  return [...selectCells(xs, ys, grid)].flatMap((i) => placed[i] ?? []);
}

function summaryMarkup(group: DistributionGroup, frame: RowFrame, scale: Scale, center: number): string {
  const x = frame.width - PAD;
  const n = { 'font-size': SMALL.size, ...fill('muted') };
  if (group.box === null) {
    return element('text', { x, y: center + 4, 'text-anchor': 'end', ...n }, escapeXml(nText(group.n)));
  }
  return (
    text(scale.label(group.box.median), { x, y: center - 5, size: 12, ink: 'text', anchor: 'end' }) +
    text(nText(group.n), { x, y: center + 18, size: SMALL.size, ink: 'muted', anchor: 'end' })
  );
}

function boxNotes(groups: readonly DistributionGroup[]): string[] {
  const boxes = groups.flatMap(({ box }) => box ?? []);
  if (boxes.length === 0) return [];
  const mean = boxes.some((box) => box.mean !== null) ? ' Ring: mean.' : '';
  return [
    `Box: quartiles and median (its value at the right). Whiskers: last observations within the fences.${mean}`,
  ];
}

function thinNote(groups: readonly DrawnGroup[]): string {
  const drawn = groups.reduce((sum, group) => sum + group.drawn, 0);
  const all = groups.reduce((sum, group) => sum + group.all, 0);
  return drawn < all
    ? `${formatCount(drawn)} of ${formatCount(all)} observations are drawn; the others lie under them or have no value.`
    : '';
}
