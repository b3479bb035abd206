import type { Chart, Plugin } from 'chart.js';
import { placeNames, type Place } from '../../src/core/charts/place-names.ts';
import { drawnOf, pixelsOf, type Drawn } from './drawn.ts';
import { fittedNames } from './tell-apart.ts';

/** Characters of a name. */
const MOST = 28;

/** Height of a line in sizes of the font; names are so many pixels smaller than the text around the chart. */
const LINE = 1.25;
const SMALLER = 2;

/** Writes beside the marks of a front what they are called, for as far as the names find a place. */
export const frontNamesPlugin: Plugin = {
  id: 'benchtrailFrontNames',
  afterDatasetsDraw(chart) {
    const drawn = drawnOf(chart);
    if (drawn !== undefined && drawn.config.front.length > 0) drawNames(chart, drawn);
  },
};

function drawNames(chart: Chart, { config, theme }: Drawn): void {
  const { ctx, chartArea, scales } = chart;
  const { x, y } = scales;
  if (x === undefined || y === undefined) return;
  const marks = marksOf(chart);
  // A mark that the legend has turned off, or that lies beside the part that is seen, is not named.
  const line = config.front.map((corner) => ({
    x: x.getPixelForValue(corner.x),
    y: y.getPixelForValue(corner.y),
    name: corner.name,
  }));
  const seen = line.flatMap(({ name, ...at }) =>
    name !== null && marks.some((mark) => isSame(mark, at)) ? [{ ...at, name }] : [],
  );
  const size = theme.size - SMALLER;
  ctx.save();
  ctx.font = `${String(size)}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  const short = fittedNames(
    seen.map(({ name }) => name),
    MOST,
  );
  const names = seen.map((mark, index) => {
    const text = short[index] ?? mark.name;
    return { ...mark, text, width: ctx.measureText(text).width };
  });
  const { left, right, top, bottom } = chartArea;
  const places = placeNames(names, { left, right, top, bottom, height: size * LINE, marks, line });
  places.forEach((place, index) => {
    const text = names[index]?.text;
    if (place === null || text === undefined) return;
    ctx.strokeText(text, place.x, place.y);
    ctx.fillText(text, place.x, place.y);
  });
  ctx.restore();
}

function marksOf(chart: Chart): Place[] {
  const { left, right, top, bottom } = chart.chartArea;
  return chart
    .getSortedVisibleDatasetMetas()
    .flatMap(({ data }) => data.map(pixelsOf))
    .filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
}

function isSame(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;
}
