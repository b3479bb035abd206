import type { ChartSpec } from './spec.ts';

/** Values and gaps of a chart: without any there is nothing to draw axes for. */
export function hasPoints(spec: ChartSpec): boolean {
  if (spec.type === 'distribution') return spec.groups.length > 0;
  if (spec.type === 'bars-with-intervals') return spec.categories.length > 0 && spec.series.length > 0;
  return spec.series.some((series) => series.points.length > 0);
}
