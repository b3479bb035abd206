import { hasPoints } from '../has-points.ts';
import type { ChartSpec } from '../spec.ts';
import { lineParts, scatterParts } from './plane.ts';
import { barsParts, distributionParts, type ChartJsParts } from './rows.ts';
import type { ChartJsConfig } from './types.ts';

export interface ChartJsOptions {
  /** Width of the plot: a series gets at most five points per pixel, as `selectMinMax` chooses them. */
  readonly pixels: number;
}

/**
 * A chart as a configuration for Chart.js, plain data throughout: the same for the same spec. Colors are roles, ticks are
 * made, tooltips are written, intervals, boxes, bands, levels and lines are numbers for small drawing plug-ins.
 */
export function chartJsConfig(spec: ChartSpec, { pixels }: ChartJsOptions): ChartJsConfig {
  const parts = partsOf(spec, Math.max(1, Math.floor(pixels)));
  const { title, subtitle, description } = spec;
  return {
    ...parts,
    title,
    subtitle,
    description,
    notes: [...spec.notes, ...parts.notes],
    nothing: hasPoints(spec) ? null : 'No values to show.',
  };
}

function partsOf(spec: ChartSpec, pixels: number): ChartJsParts {
  switch (spec.type) {
    case 'bars-with-intervals':
      return barsParts(spec);
    case 'distribution':
      return distributionParts(spec, pixels);
    case 'scatter':
      return scatterParts(spec, pixels);
    case 'line':
    case 'timeseries':
      return lineParts(spec, pixels);
  }
}
