import { gapWord, nNote, nText, pointText } from './describe.ts';
import type { Words } from './describe.ts';
import { intervalEnds } from './interval-ends.ts';
import { seriesLook } from './palette.ts';
import type { SeriesLook } from './palette.ts';
import { numberScale } from './scale.ts';
import type { Scale } from './scale.ts';
import type { BarsSpec, ChartPoint, ValueAxis } from './spec.ts';
import { DOT, LABEL, PAD, SMALL, SWATCH, traced } from './svg-frame.ts';
import type { LegendEntry, Plot } from './svg-frame.ts';
import { fittingScale } from './svg-fit.ts';
import { horizontalWhisker, mark } from './svg-marks.ts';
import { LANE, farNotes, flags, lanesFor, nearReferences, referenceFlags } from './svg-references.ts';
import {
  AXIS_HEIGHT,
  across,
  middle,
  rowAxis,
  rowFrame,
  rowLabels,
  separators,
  topTickRoom,
} from './svg-rows.ts';
import type { Row, RowFrame } from './svg-rows.ts';
import { ellipsize, textWidth } from './svg-text.ts';
import { element, escapeXml, fill, seriesFill, seriesStroke, text } from './svg-write.ts';

const ONE_SERIES = 24;
const PER_SERIES = 18;
const MARK = 4.5;
/** The plot keeps at least this many pixels; value labels give way before it does. */
const LEAST_PLOT = 150;

/** One mark: whose it is, and what stands beside it. */
interface Bar {
  readonly point: ChartPoint;
  readonly category: number;
  readonly series: number;
  readonly name: string;
  readonly value: string;
  readonly n: string;
}

/** Bars or dots with intervals, one row per category. */
export function barsPlot(spec: BarsSpec, width: number): Plot {
  const axis: ValueAxis = { ...spec.value, zero: spec.mark === 'bar' || spec.value.zero };
  const points = spec.series.flatMap((series) => series.points);
  const values = points.map((point) => point.value).filter((value) => value !== null);
  const ends = points.flatMap((point) =>
    point.interval === null ? [] : [point.interval.low, point.interval.high],
  );
  const { shown, far } = nearReferences(spec.references, [...values, ...ends], axis);
  const covered = { values, also: [...ends, ...shown.map((reference) => reference.value)] };
  const make = (count: number): Scale => numberScale(axis, covered, count);
  const draft = make(5);
  const bars = allBars(spec, draft);
  const isBar = spec.mark === 'bar' && draft.kind === 'linear';
  const layout = barLayout(spec, bars, { isBar, lanes: lanesFor(shown.length) }, width);
  const scale = fittingScale(make, layout.frame.right - layout.frame.left);
  const words: Words = { scale, sources: spec.sources };
  const body = [
    rowAxis(layout.frame, scale, axis),
    spec.series.length > 1 ? separators(layout.frame) : '',
    rowLabels(layout.frame, layout.reserve[0]),
    referenceMarkup(layout, words, shown),
    ...bars.map((bar) => barMarkup(bar, spec, { ...layout, words, isBar })),
  ].join('\n');
  return {
    block: { height: layout.frame.bottom + AXIS_HEIGHT, body },
    legend: spec.series.length > 1 ? spec.series.map((series, i) => barLegend(series.name, i, isBar)) : [],
    notes: [uniformN(spec) ?? '', ...farNotes(far, words)],
  };
}

/** Every mark with its words; an n that is the same for all is left to the small print. */
function allBars(spec: BarsSpec, scale: Scale): Bar[] {
  const isUniform = uniformN(spec) !== null;
  return spec.series.flatMap(({ name, points }, series) =>
    spec.categories.map((_, category) => {
      const point = points[category] ?? MISSING;
      const gap = gapWord(point, scale);
      const value = gap === '' && point.value !== null ? scale.label(point.value) : '';
      return { point, category, series, name, value, n: gap === '' && !isUniform ? nText(point.n) : '' };
    }),
  );
}

/** "n = 5 for each point." where that is true of more than one point. */
function uniformN(spec: BarsSpec): string | null {
  const ns = spec.series.flatMap(({ points }) =>
    points.flatMap(({ value, n }) => (value === null ? [] : [n])),
  );
  const [first] = ns;
  return ns.length > 1 && ns.every((n) => n === first) ? nNote(ns) : null;
}

const MISSING: ChartPoint = {
  value: null,
  gap: null,
  n: null,
  interval: null,
  label: '',
  source: null,
  figure: null,
};

interface BarLayout {
  readonly frame: RowFrame;
  readonly reserve: readonly [left: number, right: number];
  readonly lanes: number;
  /** How much stands beside each mark, when the drawing is narrow. */
  readonly labels: LabelDetail;
}

type LabelDetail = 'value and n' | 'value' | 'none';

function barLayout(
  spec: BarsSpec,
  bars: readonly Bar[],
  form: { readonly isBar: boolean; readonly lanes: number },
  width: number,
): BarLayout {
  const perRow = spec.series.length > 1 ? spec.series.length * PER_SERIES + 10 : ONE_SERIES;
  const top = form.lanes * LANE + topTickRoom(perRow * spec.categories.length) + 4;
  const layoutWith = (labels: LabelDetail): BarLayout => {
    const reserve = reserved(bars, labels, form.isBar);
    const wish = { labels: spec.categories, heightOf: () => perRow, reserve, top };
    return { frame: rowFrame(wish, width), reserve, lanes: form.lanes, labels };
  };
  for (const labels of ['value and n', 'value'] as const) {
    const layout = layoutWith(labels);
    if (layout.frame.right - layout.frame.left >= LEAST_PLOT) return layout;
  }
  return layoutWith('none');
}

function reserved(bars: readonly Bar[], labels: LabelDetail, isBar: boolean): readonly [number, number] {
  let left = 0;
  let right = 0;
  for (const bar of bars) {
    const size = labelWidth(bar, labels) + (labels === 'none' ? 0 : 10);
    if (isBar && isNegative(bar)) left = Math.max(left, size);
    else right = Math.max(right, size);
  }
  return [left, right];
}

function labelWidth(bar: Bar, labels: LabelDetail): number {
  if (labels === 'none') return 0;
  const n = labels === 'value' || bar.n === '' ? 0 : 7 + textWidth(bar.n, SMALL);
  return textWidth(bar.value, LABEL) + n;
}

function isNegative(bar: Bar): boolean {
  return bar.point.value !== null && bar.point.value < 0;
}

interface BarContext extends BarLayout {
  readonly words: Words;
  readonly isBar: boolean;
}

function barMarkup(bar: Bar, spec: BarsSpec, context: BarContext): string {
  const row = context.frame.rows[bar.category];
  if (row === undefined) return '';
  const y = rowCenter(row, bar.series, spec.series.length);
  const gap = gapWord(bar.point, context.words.scale);
  const name = spec.series.length > 1 ? `${spec.categories[bar.category] ?? ''}, ${bar.name}` : row.full;
  const title = pointText(bar.point, name, context.words);
  const body = gap === '' ? presentBar(bar, y, title, context) : gapMarkup(gap, bar, y, context, spec);
  return element('g', traced(bar.point), body);
}

function rowCenter(row: Row, series: number, count: number): number {
  return middle(row) + (series - (count - 1) / 2) * PER_SERIES;
}

/** Where a mark and its interval lie, in pixels. */
interface Extent {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function presentBar(bar: Bar, y: number, title: string, context: BarContext): string {
  const { frame, words, isBar } = context;
  const look = seriesLook(bar.series);
  const value = across(frame, words.scale.at(bar.point.value ?? 0) ?? 0);
  const ends = intervalEnds(bar.point.interval, words.scale);
  const low = ends === null ? value : across(frame, ends.low);
  const high = ends === null ? value : across(frame, ends.high);
  const parts: string[] = [];
  if (isBar) parts.push(barBody(across(frame, words.scale.at(0) ?? 0), value, y, look));
  if (ends !== null) {
    const whisker = { low, high, hasLow: ends.hasLow, hasHigh: ends.hasHigh, across: y, cap: 4 };
    parts.push(horizontalWhisker(whisker, { ...seriesStroke(look), 'stroke-width': 1.6 }));
  }
  parts.push(mark(value, y, { look, size: MARK, attributes: {}, title }));
  parts.push(valueLabel(bar, { value, low, high }, y, context));
  return parts.join('');
}

function barBody(zero: number, value: number, y: number, look: SeriesLook): string {
  const start = Math.min(zero, value);
  const size = { x: start, y: y - 6, width: Math.max(zero, value) - start, height: 12 };
  return element('rect', { ...size, ...seriesFill(look), 'fill-opacity': '0.35' });
}

/** Value and n beside the far end of the mark. */
function valueLabel(bar: Bar, extent: Extent, y: number, context: BarContext): string {
  if (context.labels === 'none') return '';
  const isLeft = context.isBar && isNegative(bar);
  const x = isLeft
    ? Math.min(extent.value - MARK, extent.low) - 5
    : Math.max(extent.value + MARK, extent.high) + 5;
  const n = context.labels === 'value' ? '' : bar.n;
  const small = { dx: 7, 'font-size': SMALL.size, ...fill('muted') };
  const written = n === '' ? '' : element('tspan', small, escapeXml(n));
  const place = { x, y: y + 4, 'font-size': LABEL.size, 'text-anchor': isLeft ? 'end' : null };
  return element(
    'text',
    { ...place, ...fill('text'), class: 'bt-text bt-halo' },
    escapeXml(bar.value),
    written,
  );
}

/** The word of a gap where the bar would begin. */
function gapMarkup(gap: string, bar: Bar, y: number, context: BarContext, spec: BarsSpec): string {
  const { frame, words } = context;
  const zero = words.scale.hasZero ? (words.scale.at(0) ?? 0) : 0;
  const isLeft = zero > 0.5;
  const x = across(frame, zero) + (isLeft ? -6 : 6);
  const word = spec.series.length > 1 ? `${bar.name}: ${gap}` : gap;
  const shown = ellipsize(word, isLeft ? x - frame.left : frame.width - PAD - x, LABEL);
  const full = pointText(bar.point, spec.categories[bar.category] ?? '', words);
  const anchor = isLeft ? 'end' : 'start';
  return text(shown, { x, y: y + 4, size: LABEL.size, ink: 'muted', italic: true, anchor, full });
}

function referenceMarkup(layout: BarLayout, words: Words, shown: BarsSpec['references']): string {
  const { frame, lanes } = layout;
  const all = referenceFlags(shown, words, (at) => across(frame, at));
  return flags(all, { width: frame.width, top: lanes * LANE, bottom: frame.bottom, lanes });
}

function barLegend(label: string, index: number, isBar: boolean): LegendEntry {
  const style = { look: seriesLook(index), size: MARK, attributes: {}, title: '' };
  const end = isBar ? SWATCH - MARK : DOT / 2;
  return {
    label,
    width: isBar ? SWATCH : DOT,
    swatch: (x, y) => (isBar ? barBody(x, x + end, y, style.look) : '') + mark(x + end, y, style),
  };
}
