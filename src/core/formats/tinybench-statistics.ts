import type { MeasureBuilder, MeasureSpec } from './build-measure.ts';
import { numberAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportFields } from './report-fields.ts';

/** Its margins of error are from Student's t distribution at this level. */
export const MARGIN_LEVEL = 0.95;

/** The margin of error in per cent of the mean, as a measure of its own beside the quantity: it says nothing of better or worse. */
export const RME: MeasureSpec = { metric: 'margin-of-error', unit: '%', direction: 'none', kind: 'value' };

const STATISTICS: Readonly<Record<string, string>> = {
  mean: 'mean',
  median: 'median',
  min: 'min',
  max: 'max',
  stddev: 'sd',
  sem: 'sem',
  mad: 'mad',
  'mean absolute deviation': 'aad',
  p50: 'p50',
  p75: 'p75',
  p99: 'p99',
  'p99.5': 'p995',
  'p99.9': 'p999',
};

/**
 * The statistics that tinybench computes of one quantity, each at its own place. `moe` is the half-width of the interval
 * around the mean; `rme`, the same in per cent of the mean, has another unit: see `RME`. Variance, degrees of freedom, the critical value and the period
 * follow from the others and are left out.
 */
export function reportTinybench(measure: MeasureBuilder, object: JsonObject, path: JsonPath): void {
  reportFields(measure, object, path, STATISTICS);
  for (const key of ['sampleCount', 'samplesCount']) reportFields(measure, object, path, { n: key });
  const mean = numberAt(object, 'mean');
  const moe = numberAt(object, 'moe');
  if (mean !== null && moe !== null) {
    const interval = { level: MARGIN_LEVEL, low: mean - moe, high: mean + moe };
    measure.reported({ intervals: { mean: interval } }, [...path, 'moe']);
  }
}
