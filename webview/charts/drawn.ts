import type { Chart, Element } from 'chart.js';
import type { ChartJsConfig, ChartJsDataset } from '../../src/core/charts/chartjs/types.ts';
import type { ChartTheme } from './theme.ts';

/** What the drawing plug-ins of a chart know beside Chart.js's own data. */
export interface Drawn {
  readonly config: ChartJsConfig;
  readonly theme: ChartTheme;
  /** The datasets as they are drawn now, in the order of Chart.js. */
  readonly datasets: readonly ChartJsDataset[];
}

const drawings = new WeakMap<object, Drawn>();

/** Tells the plug-ins what a canvas shows; before the chart is made or updated. */
export function setDrawn(canvas: object, drawn: Drawn): void {
  drawings.set(canvas, drawn);
}

export function drawnOf(chart: Chart): Drawn | undefined {
  return drawings.get(chart.canvas);
}

/** The names of both axes for Chart.js: rows run down where the values run right. */
export function axesOf({ indexAxis }: ChartJsConfig): {
  readonly value: 'x' | 'y';
  readonly place: 'x' | 'y';
} {
  return indexAxis === 'y' ? { value: 'x', place: 'y' } : { value: 'y', place: 'x' };
}

/** A longer list of rows has its axis on top, where it is in sight. */
const LONG_ROWS = 16;

export function isAxisOnTop({ indexAxis, scales }: ChartJsConfig): boolean {
  return indexAxis === 'y' && scales.place.labels.length > LONG_ROWS;
}

/** Where a mark is drawn, in pixels of the canvas; its final place, whatever moves it there. */
export function pixelsOf(element: Element): { readonly x: number; readonly y: number } {
  // Chart.js leaves the type of its elements' properties open.
  return element.getProps(['x', 'y'], true) as { readonly x: number; readonly y: number };
}
