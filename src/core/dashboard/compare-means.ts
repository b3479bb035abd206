import type { ComparisonResult } from '../compare/compare.ts';
import type { MetricMean } from '../compare/means.ts';
import { formatNumber } from '../format/number.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Beginning } from './compare-model.ts';

/** Geometric mean of the ratios of one metric and label against the baseline, with the set that it stands for. */
export interface CompareMean extends Omit<MetricMean, 'over' | 'missing'> {
  /** Index of the side that is set against the baseline. */
  readonly side: number;
  readonly title: string;
  /** "0.953". */
  readonly ratioText: string;
  readonly missing: Beginning<MetricMean['missing'][number]>;
}

/** So many of the benchmarks that a mean leaves out are named. */
const MISSING_TOLD = 3;

/** The means of one side, as the table and the Markdown show them. */
export function geometricMeans({ means }: ComparisonResult, side: number): CompareMean[] {
  return means.map(({ metric, label, unit, direction, ratio, n, missing }) => ({
    side,
    metric,
    title: metricInfo(metric).title,
    label,
    unit,
    direction,
    ratio,
    ratioText: formatNumber(ratio, 3),
    n,
    missing: { first: missing.slice(0, MISSING_TOLD), count: missing.length },
  }));
}
