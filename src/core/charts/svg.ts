import { hasPoints } from './has-points.ts';
import type { ChartSpec } from './spec.ts';
import { barsPlot } from './svg-bars.ts';
import { distributionPlot } from './svg-distribution.ts';
import { LABEL, PAD, footnotes, heading, legend } from './svg-frame.ts';
import type { Plot } from './svg-frame.ts';
import { linePlot } from './svg-line.ts';
import { scatterPlot } from './svg-scatter.ts';
import { chartCss } from './svg-style.ts';
import { element, escapeXml, fill, pixel, stack, text } from './svg-write.ts';

export interface SvgOptions {
  /** Width in pixels, at least 320; 720 by default. The height follows from the content. */
  readonly width?: number;
  /** `embedded` (default) carries its style sheet; `none` leaves it to the page, see `chartCss`. */
  readonly style?: 'embedded' | 'none';
}

const DEFAULT_WIDTH = 720;
const LEAST_WIDTH = 320;
const FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/**
 * The chart as one SVG element: no script, no link, the same bytes for the same spec. Colors follow the reader's light or
 * dark scheme where the style sheet is applied, and are readable on both where it is stripped. Each mark has a tooltip with
 * value, interval, n and place, and `data-source` and `data-figure`; a line of many points lists `data-sources`.
 */
export function renderSvg(spec: ChartSpec, options: SvgOptions = {}): string {
  const wanted = options.width ?? DEFAULT_WIDTH;
  const width = Math.max(LEAST_WIDTH, Math.round(Number.isFinite(wanted) ? wanted : DEFAULT_WIDTH));
  const plot = drawPlot(spec, width);
  const { body, height } = stack(
    [
      heading(spec.title, spec.subtitle, width),
      legend(plot.legend, width),
      plot.block,
      footnotes([...spec.notes, ...plot.notes], width),
    ],
    PAD - 4,
  );
  return svgElement(spec, body, { width, height: Math.ceil(height + PAD - 4) }, options);
}

function nothingToShow(): Plot {
  const style = { x: PAD, y: 16, size: LABEL.size, ink: 'muted', italic: true } as const;
  return { block: { height: 24, body: text('No values to show.', style) }, legend: [], notes: [] };
}

function drawPlot(spec: ChartSpec, width: number): Plot {
  if (!hasPoints(spec)) return nothingToShow();
  switch (spec.type) {
    case 'bars-with-intervals':
      return barsPlot(spec, width);
    case 'distribution':
      return distributionPlot(spec, width);
    case 'scatter':
      return scatterPlot(spec, width);
    case 'line':
    case 'timeseries':
      return linePlot(spec, width);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function svgElement(spec: ChartSpec, body: string, size: Size, options: SvgOptions): string {
  const id = `bt-${spec.id.replace(/[^\w-]/g, '_')}`;
  const { width, height } = size;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    viewBox: `0 0 ${pixel(width)} ${pixel(height)}`,
    width,
    height,
    'font-family': FONT,
  };
  const style = options.style === 'none' ? '' : `<style>\n${chartCss()}\n</style>\n`;
  const background = element('rect', { width, height, rx: 6, ...fill('background') });
  const children = [
    element('title', { id: `${id}-title` }, escapeXml(spec.title)),
    element('desc', { id: `${id}-desc` }, escapeXml(spec.description)),
    style + background,
    body,
  ];
  return `${element('svg', attributes, '\n', children.join('\n'), '\n')}\n`;
}
