import type { ComparisonResult } from '../compare/compare.ts';
import type { MetricMean } from '../compare/means.ts';
import { formatNumber } from '../format/number.ts';
import { metricInfo } from '../normalise/metrics.ts';

/** Geometric mean of the ratios of one metric and label against the baseline, with the set that it stands for. */
export interface CompareMean extends Omit<MetricMean, 'n'> {
  /** Index of the side that is set against the baseline. */
  readonly side: number;
  readonly title: string;
  /** "0.953". */
  readonly ratioText: string;
}

/** The means of one side, as the table and the Markdown show them. */
export function geometricMeans({ means }: ComparisonResult, side: number): CompareMean[] {
  return means.map(({ metric, label, unit, direction, ratio, over, missing }) => ({
    side,
    metric,
    title: metricInfo(metric).title,
    label,
    unit,
    direction,
    ratio,
    ratioText: formatNumber(ratio, 3),
    over,
    missing,
  }));
}
