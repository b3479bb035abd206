import type { ReferenceLine } from '../charts/spec.ts';
import type { ChartInput } from './chart.ts';
import type { SourceList } from './chart-base.ts';
import { poolPoints, poolText, sourceOf } from './points.ts';

/** The line across the chart at the baseline run's value, with what has to be said of it. */
export function baselineLine(
  { query, metric }: ChartInput,
  sources: SourceList,
): { readonly lines: readonly ReferenceLine[]; readonly notes: readonly string[] } {
  if (query.baseline === null) return { lines: [], notes: [] };
  const own = metric.entries.filter(
    ({ run, measure }) =>
      run.id === query.baseline && (query.label === null || measure.label === query.label),
  );
  const point = poolPoints(own, query.statistic);
  const [first] = own;
  if (point.value === null || first === undefined)
    return { lines: [], notes: [`The baseline ${query.baseline} has no value of this metric.`] };
  const pooled = poolText(point);
  const line = {
    value: point.value,
    label: `baseline ${query.baseline}`,
    source: sources.add(sourceOf(first)),
    figure: null,
  };
  return { lines: [line], notes: pooled === null ? [] : [`Baseline: ${pooled}.`] };
}
