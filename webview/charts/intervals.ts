import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import { NO_DATA } from '../../src/core/charts/describe.ts';
import type {
  ChartJsBox,
  ChartJsDataset,
  ChartJsMeta,
  ChartJsWhisker,
} from '../../src/core/charts/chartjs/types.ts';
import { axesOf, drawnOf, pixelsOf, type Drawn } from './drawn.ts';

/** Half the length of the line at the end of a whisker. */
const CAP = 3.5;
/** Height of a box beside its strip. */
const BOX = 14;
/** A verdict is told by the shape of its mark as well as by its color. */
const TONE_MARKS = {
  better: { pointStyle: 'circle', rotation: 0 },
  worse: { pointStyle: 'rectRot', rotation: 0 },
} as const;
/** Between the end of a bar and its number. */
const VALUE_GAP = 6;

/** Draws over the data what Chart.js lacks: intervals, dots in rows, boxes, and the words of gaps. All numbers are the core's. */
export const intervalsPlugin: Plugin = {
  id: 'benchtrailIntervals',
  afterDatasetsDraw(chart) {
    const drawn = drawnOf(chart);
    if (drawn === undefined) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    drawn.datasets.forEach((dataset, index) => {
      if (!chart.isDatasetVisible(index)) return;
      drawWhiskers(chart, drawn, dataset, index);
      for (const box of dataset.boxes) drawBox(chart, drawn, box, dataset);
      drawGaps(chart, drawn, index);
    });
    ctx.restore();
    if (drawn.config.type === 'bar') drawValues(chart, drawn);
  },
};

function drawWhiskers(chart: Chart, drawn: Drawn, dataset: ChartJsDataset, index: number): void {
  const elements = chart.getDatasetMeta(index).data;
  const { value } = axesOf(drawn.config);
  const color = drawn.theme.series(dataset.look.color);
  const isRowDot = drawn.config.type === 'bar' && dataset.mark === 'dot';
  elements.forEach((element, at) => {
    const whisker = dataset.whiskers[at] ?? null;
    const { x, y } = pixelsOf(element);
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const tone = dataset.meta[at]?.tone;
    const own = tone === undefined ? color : drawn.theme.tone(tone);
    if (whisker !== null) {
      const stroke = dataset.mark === 'bar' ? drawn.theme.text : own;
      drawWhisker(chart, whisker, { axis: value, x, y, stroke });
    }
    if (isRowDot && dataset.data[at] !== null) {
      const { pointStyle, rotation } = tone === undefined ? dataset.look : TONE_MARKS[tone];
      const { ctx } = chart;
      ctx.fillStyle = own;
      ctx.strokeStyle = own;
      ctx.lineWidth = 1.5;
      drawPoint(ctx, { pointStyle, rotation, radius: 4, borderWidth: 1.5 }, x, y);
    }
  });
}

interface WhiskerPlace {
  readonly axis: 'x' | 'y';
  readonly x: number;
  readonly y: number;
  readonly stroke: string;
}

function drawWhisker(
  chart: Chart,
  { low, high }: ChartJsWhisker,
  { axis, x, y, stroke }: WhiskerPlace,
): void {
  const { ctx, chartArea, scales } = chart;
  const scale = scales[axis];
  if (scale === undefined) return;
  const ends = axis === 'x' ? [chartArea.left, chartArea.right] : [chartArea.bottom, chartArea.top];
  const from = low === null ? (ends[0] ?? 0) : scale.getPixelForValue(low);
  const to = high === null ? (ends[1] ?? 0) : scale.getPixelForValue(high);
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  const line = (a: number, b: number, c: number, d: number): void => {
    if (axis === 'x') {
      ctx.moveTo(a, b);
      ctx.lineTo(c, d);
    } else {
      ctx.moveTo(b, a);
      ctx.lineTo(d, c);
    }
  };
  const across = axis === 'x' ? y : x;
  line(from, across, to, across);
  if (low !== null) line(from, across - CAP, from, across + CAP);
  if (high !== null) line(to, across - CAP, to, across + CAP);
  ctx.stroke();
}

/** Quartiles as a box, the median as a thick line, whiskers to the fences, the mean as a cross. */
function drawBox(chart: Chart, { theme }: Drawn, box: ChartJsBox, { look }: ChartJsDataset): void {
  const { ctx, scales } = chart;
  const { x, y } = scales;
  if (x === undefined || y === undefined) return;
  const row = y.getPixelForValue(box.place) - BOX / 2 - 1;
  const at = (value: number): number => x.getPixelForValue(value);
  const [low, q1, median, q3, high] = [box.whiskerLow, box.q1, box.median, box.q3, box.whiskerHigh].map(at);
  if (low === undefined || q1 === undefined || median === undefined || q3 === undefined || high === undefined)
    return;
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1;
  ctx.fillStyle = `${theme.series(look.color)}40`;
  ctx.fillRect(q1, row - BOX / 2, q3 - q1, BOX);
  ctx.strokeRect(q1, row - BOX / 2, q3 - q1, BOX);
  ctx.beginPath();
  ctx.moveTo(low, row);
  ctx.lineTo(q1, row);
  ctx.moveTo(q3, row);
  ctx.lineTo(high, row);
  for (const end of [low, high]) {
    ctx.moveTo(end, row - CAP);
    ctx.lineTo(end, row + CAP);
  }
  ctx.stroke();
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  ctx.moveTo(median, row - BOX / 2);
  ctx.lineTo(median, row + BOX / 2);
  ctx.stroke();
  if (box.mean === null) return;
  ctx.lineWidth = 1.5;
  drawPoint(ctx, { pointStyle: 'crossRot', rotation: 0, radius: 3.5, borderWidth: 1.5 }, at(box.mean), row);
}

/** Each number beside its bar or its whisker, away from zero: nobody reads bars off an axis that is far below. */
function drawValues(chart: Chart, { config, datasets, theme }: Drawn): void {
  const { ctx, chartArea, scales } = chart;
  const { x: scale } = scales;
  if (scale === undefined) return;
  ctx.save();
  ctx.fillStyle = theme.muted;
  ctx.font = `${String(theme.size - 2)}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  setHalo(ctx, theme);
  const isLinear = config.scales.value.type === 'linear';
  datasets.forEach(({ meta, whiskers, data }, index) => {
    if (!chart.isDatasetVisible(index)) return;
    chart.getDatasetMeta(index).data.forEach((element, at) => {
      const { x, y } = pixelsOf(element);
      const isSeen = y >= chartArea.top && y <= chartArea.bottom && x >= chartArea.left;
      const value = data[at];
      if (typeof value !== 'number' || !isSeen) return;
      const { low, high } = whiskers[at] ?? { low: null, high: null };
      const start = Math.min(x, low === null ? x : scale.getPixelForValue(low));
      const end = Math.max(x, chartArea.left, high === null ? x : scale.getPixelForValue(high));
      const isLeft = value < 0 && isLinear;
      // A number that finds no room outside stands behind zero, whose line would go through it.
      const zero = isLeft ? Math.max(end, scale.getPixelForValue(0)) : end;
      for (const text of textsOf(meta[at])) {
        const own = ctx.measureText(text).width;
        const left = start - VALUE_GAP - own;
        const right = Math.min(zero, chartArea.right) + VALUE_GAP;
        const from = isLeft && left >= chartArea.left ? left : right;
        if (from + own > chart.width) continue;
        drawText(ctx, text, from, y);
        break;
      }
    });
  });
  ctx.restore();
}

/** What may stand beside a mark, the fullest first. */
function textsOf(meta: ChartJsMeta | null | undefined): readonly string[] {
  const { beside, verdict } = meta ?? {};
  if (beside === undefined) return [];
  return verdict === undefined ? [beside] : [`${beside}, ${verdict}`, beside];
}

/** With a border in the color behind it, so that lines under it do not cross its letters. */
function drawText(ctx: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

/** Lines around letters. */
function setHalo(ctx: CanvasRenderingContext2D, { background }: Drawn['theme']): void {
  ctx.strokeStyle = background;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
}

/** The word of a gap where its bar would begin; of several series the row itself shows which have nothing. */
function drawGaps(chart: Chart, { config, datasets, theme }: Drawn, index: number): void {
  const { ctx, chartArea, scales } = chart;
  const { value, place } = axesOf(config);
  const scale = scales[place];
  const gaps = datasets[index]?.gaps.filter(({ word }) => datasets.length === 1 || word !== NO_DATA) ?? [];
  if (scale === undefined || gaps.length === 0) return;
  ctx.fillStyle = theme.muted;
  ctx.font = `italic ${String(theme.size - 1)}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  setHalo(ctx, theme);
  const zero = config.scales.value.type === 'linear' ? (scales[value]?.getPixelForValue(0) ?? 0) : 0;
  for (const gap of gaps) {
    if (place === 'y') {
      const bar = config.type === 'bar' ? chart.getDatasetMeta(index).data[gap.place] : undefined;
      const at = bar === undefined ? scale.getPixelForValue(gap.place) : pixelsOf(bar).y;
      ctx.textAlign = 'left';
      drawText(ctx, gap.word, Math.max(chartArea.left, zero) + 4, at);
    } else {
      ctx.textAlign = 'center';
      drawText(ctx, '×', scale.getPixelForValue(gap.place), chartArea.bottom - 6);
    }
  }
}
