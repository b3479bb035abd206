import type { MeasureBuilder } from './build-measure.ts';
import { numberAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import type { ReportedInFile } from './reported.ts';

const PLAIN: ReadonlySet<string> = new Set(['n', 'mean', 'median', 'min', 'max', 'stddev']);

/**
 * Takes over the statistics that stand under keys of a JSON object, each with its own place. `keys` maps a statistic ("mean",
 * "stddev", "p95", or a name of the tool's own that has the measure's unit) to its key; the first that is there is the headline.
 * Keys that are missing or hold no finite number are left out.
 */
export function reportFields(
  measure: MeasureBuilder,
  object: unknown,
  path: JsonPath,
  keys: Readonly<Record<string, string>>,
): void {
  for (const [statistic, key] of Object.entries(keys)) {
    const value = numberAt(object, key);
    if (value !== null) measure.reported(asReported(statistic, value), [...path, key]);
  }
}

/** A statistic by its name as the builder takes it. */
export function asReported(statistic: string, value: number): ReportedInFile {
  if (PLAIN.has(statistic)) return { [statistic]: value };
  const percentile = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  return percentile === undefined
    ? { statistics: { [statistic]: value } }
    : { percentiles: { [percentile]: value } };
}
