import type { Chart, Plugin } from 'chart.js';
import type { ChartJsBand, ChartJsLevel } from '../../src/core/charts/chartjs/types.ts';
import { axesOf, drawnOf, type Drawn } from './drawn.ts';

/** Draws behind the data: a front, bands between two lines, and levels that hold over a stretch. */
export const underlayPlugin: Plugin = {
  id: 'benchtrailUnderlay',
  beforeDatasetsDraw(chart) {
    const drawn = drawnOf(chart);
    if (drawn === undefined) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    drawZero(chart, drawn);
    drawFront(chart, drawn);
    drawn.datasets.forEach((dataset, index) => {
      if (!chart.isDatasetVisible(index)) return;
      const color = drawn.theme.series(dataset.look.color);
      if (dataset.band !== null) drawBand(chart, dataset.band, color);
      for (const level of dataset.levels) drawLevel(chart, level, color);
    });
    ctx.restore();
  },
};

/** Where values lie on both sides of zero, zero is what they are read against. */
function drawZero({ ctx, chartArea, scales }: Chart, { config, theme }: Drawn): void {
  const { value } = axesOf(config);
  const scale = scales[value];
  if (scale === undefined || config.scales.value.type !== 'linear' || scale.min >= 0 || scale.max <= 0)
    return;
  const at = scale.getPixelForValue(0);
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  if (value === 'x') {
    ctx.moveTo(at, chartArea.top);
    ctx.lineTo(at, chartArea.bottom);
  } else {
    ctx.moveTo(chartArea.left, at);
    ctx.lineTo(chartArea.right, at);
  }
  ctx.stroke();
}

function drawFront({ ctx, scales }: Chart, { config: { front }, theme }: Drawn): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined || front.length < 2) return;
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  front.forEach((corner, at) => {
    const [across, up] = [x.getPixelForValue(corner.x), y.getPixelForValue(corner.y)];
    if (at === 0) ctx.moveTo(across, up);
    else ctx.lineTo(across, up);
  });
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawBand({ ctx, scales }: Chart, { points }: ChartJsBand, color: string): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined || points.length < 2) return;
  ctx.beginPath();
  points.forEach((point, at) => {
    const [left, top] = [x.getPixelForValue(point.x), y.getPixelForValue(point.high)];
    if (at === 0) ctx.moveTo(left, top);
    else ctx.lineTo(left, top);
  });
  for (const point of points.toReversed())
    ctx.lineTo(x.getPixelForValue(point.x), y.getPixelForValue(point.low));
  ctx.closePath();
  ctx.fillStyle = `${color}2e`;
  ctx.fill();
}

function drawLevel({ ctx, scales }: Chart, { from, to, value }: ChartJsLevel, color: string): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined) return;
  const at = y.getPixelForValue(value);
  ctx.strokeStyle = `${color}99`;
  ctx.lineWidth = 5;
  ctx.beginPath();
  ctx.moveTo(x.getPixelForValue(from), at);
  ctx.lineTo(x.getPixelForValue(to), at);
  ctx.stroke();
}
