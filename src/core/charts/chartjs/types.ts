import type { Shape } from '../palette.ts';

/**
 * A chart for Chart.js as plain data: what its own types call data and scales, and beside each dataset what small drawing
 * plug-ins need. All numbers are in the unit that the axis is written in; no function, no color, nothing of the DOM.
 */
export interface ChartJsConfig {
  readonly type: 'bar' | 'line' | 'scatter';
  /** `y`: rows run down and values run right. */
  readonly indexAxis: 'x' | 'y';
  readonly title: string;
  readonly subtitle: string | null;
  /** For who cannot see the canvas. */
  readonly description: string;
  /** The axis of the measured values, and the other one. */
  readonly scales: { readonly value: ChartJsScale; readonly place: ChartJsScale };
  readonly data: { readonly labels: readonly string[]; readonly datasets: readonly ChartJsDataset[] };
  /** Lines across the plot at one value: limits, a baseline. */
  readonly references: readonly ChartJsLine[];
  /** A line behind the marks, in the written units of both axes; empty: none. */
  readonly front: readonly ChartJsFrontPoint[];
  /** Lines across the plot at one place: a step, a knee. */
  readonly markers: readonly ChartJsLine[];
  readonly notes: readonly string[];
  /** A sentence where there is nothing to draw axes for; else null. */
  readonly nothing: string | null;
}

export interface ChartJsTick {
  readonly value: number;
  readonly label: string;
}

/** What ticks and their labels are made of. `names`: rows of a category axis; `order`: equal steps with labels. */
export type ChartJsScaleKind = 'number' | 'clock' | 'order' | 'names';

export interface ChartJsScale {
  /** For Chart.js: `category` for `names`, else linear or logarithmic. */
  readonly type: 'linear' | 'logarithmic' | 'category';
  readonly kind: ChartJsScaleKind;
  /** With the unit and, for values, which way is better. */
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Of the whole domain; `scaleTicks` gives those of a part of it. */
  readonly ticks: readonly ChartJsTick[];
  /** Names of an `order` or `names` axis, by index. */
  readonly labels: readonly string[];
  /** Written number = canonical number × factor. */
  readonly factor: number;
  /** Runs from the top down. */
  readonly reverse: boolean;
}

/** Who a mark belongs to, as a role: the page turns it into a color of its theme. */
export interface ChartJsLook {
  /** Index into the palette (`SERIES_COLORS`). */
  readonly color: number;
  readonly shape: Shape;
  readonly pointStyle: 'circle' | 'rect' | 'triangle' | 'rectRot' | 'cross' | 'crossRot' | 'line';
  /** Degrees. */
  readonly rotation: number;
  readonly borderDash: readonly number[];
}

/** Everything beside a mark's place: what its tooltip says, and where a click leads. */
export interface ChartJsMeta {
  /** Name, value with unit, interval, n, source: a line each. */
  readonly lines: readonly string[];
  /** Index into the sources of the spec; null where there is none. */
  readonly source: number | null;
  /** The value as it is written beside the mark. */
  readonly beside?: string;
  readonly tone?: 'better' | 'worse';
  /** The words of the tone, where there is room for them beside the value. */
  readonly verdict?: string;
}

/** A whisker; an end without a place on the axis is null and runs to the edge. */
export interface ChartJsWhisker {
  readonly low: number | null;
  readonly high: number | null;
}

export interface ChartJsBox extends ChartJsMeta {
  /** Row of the group on the place axis. */
  readonly place: number;
  readonly whiskerLow: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly whiskerHigh: number;
  readonly mean: number | null;
}

export interface ChartJsBand {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}

export interface ChartJsLevel extends ChartJsMeta {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A place without a value: the word that is drawn there. */
export interface ChartJsGap extends ChartJsMeta {
  readonly place: number;
  readonly word: string;
}

export interface ChartJsDataset {
  readonly label: string;
  readonly look: ChartJsLook;
  /** `bar`: a bar from zero; `dot`: a mark alone; `line`: marks joined; `plain-line`: joined without a mark each. */
  readonly mark: 'bar' | 'dot' | 'line' | 'plain-line';
  /** Bars: a value per label. Others: points, where y is null the line breaks. */
  readonly data: readonly (number | null)[] | readonly ChartJsPoint[];
  /** One per datum; null where it is a gap or a break. */
  readonly meta: readonly (ChartJsMeta | null)[];
  /** One per datum; null where there is no interval. Empty where no datum has one. */
  readonly whiskers: readonly (ChartJsWhisker | null)[];
  readonly gaps: readonly ChartJsGap[];
  readonly boxes: readonly ChartJsBox[];
  readonly band: ChartJsBand | null;
  readonly levels: readonly ChartJsLevel[];
}

export interface ChartJsPoint {
  readonly x: number | null;
  readonly y: number | null;
}

/** A corner of the front; `name` where a mark stands. */
export interface ChartJsFrontPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string | null;
}

export interface ChartJsLine extends ChartJsMeta {
  readonly at: number;
  readonly label: string;
}
