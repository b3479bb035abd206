import type { Measure, ReportedInterval } from '../model/measure.ts';
import { OUTCOME_CODES, type Outcome, type SampleSet } from '../model/sample.ts';
import { parseUnit } from '../normalise/units.ts';
import type { MedianInterval } from '../stats/median-interval.ts';
import { summarize, type Summary } from '../stats/summary.ts';

/** Outcome of one sample. */
export function outcomeOf(samples: SampleSet, index: number): Outcome {
  return OUTCOME_CODES[samples.outcomes?.[index] ?? 0] ?? 'failed';
}

/** The values that count: ok and finite; with `warm`, only rows that `cold` does not mark. Shared with the samples where all count. */
export function okValues(samples: SampleSet, cold: Uint8Array | null = null): Float64Array {
  if (samples.outcomes === null && cold === null && areFinite(samples.values)) return samples.values;
  return samples.values.filter(
    (value, index) =>
      Number.isFinite(value) && (samples.outcomes?.[index] ?? 0) === 0 && (cold?.[index] ?? 0) === 0,
  );
}

function areFinite(values: Float64Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

/** How many samples failed. */
export function failedCount(measure: Measure): number {
  const outcomes = measure.samples?.outcomes;
  if (outcomes === undefined || outcomes === null) return measure.outcome === 'failed' ? 1 : 0;
  return outcomes.reduce((count, code) => count + (code === 2 ? 1 : 0), 0);
}

const summaries = new WeakMap<Measure, Summary | null>();

/**
 * Summary of the ok samples; null without any. Kept with the measure, so that a folder is summarised once; that of one sample
 * is made again, which is faster than to remember it.
 */
export function sampleSummary(measure: Measure): Summary | null {
  const { samples } = measure;
  if (samples?.values.length === 1) return summaryOf(samples);
  const known = summaries.get(measure);
  if (known !== undefined) return known;
  const summary = samples === null ? null : summaryOf(samples);
  summaries.set(measure, summary);
  return summary;
}

/** The mean of that summary; of one sample it is the sample, and nothing is made. */
export function sampleMean(measure: Measure): number | null {
  const { samples } = measure;
  if (samples?.values.length !== 1) return sampleSummary(measure)?.mean ?? null;
  const [value = NaN] = samples.values;
  return Number.isFinite(value) && (samples.outcomes?.[0] ?? 0) === 0 ? value : null;
}

function summaryOf(samples: SampleSet): Summary | null {
  const summary = summarize(okValues(samples));
  return 'kind' in summary ? null : summary;
}

/**
 * The interval of a measure's median: of its samples by order statistics at 95 %, else the one that its tool states. Readings of
 * a recording depend on their neighbors: they have none.
 */
export function medianIntervalOf(measure: Measure): MedianInterval | ReportedInterval | null {
  if (measure.kind === 'timeseries') return null;
  if (measure.samples === null) return measure.reported?.intervals.median ?? null;
  return sampleSummary(measure)?.medianInterval ?? null;
}

/** Takes a summary that was made of the same samples elsewhere. */
export function keepSummary(measure: Measure, summary: Summary | null): void {
  summaries.set(measure, summary);
}

/** The one number that stands for a measure: mean of its samples, else the tool's mean, median or value. */
export function headline(measure: Measure): { statistic: 'mean' | 'median' | 'value'; value: number } | null {
  const own = sampleSummary(measure);
  if (own !== null) return { statistic: 'mean', value: own.mean };
  if (measure.value !== null) return { statistic: 'value', value: measure.value };
  const mean = measure.reported?.mean ?? null;
  if (mean !== null) return { statistic: 'mean', value: mean };
  const median = measure.reported?.median ?? measure.reported?.percentiles['50'] ?? null;
  return median === null ? null : { statistic: 'median', value: median };
}

/** So many values tell how many decimals a column shows. */
const LOOKED_AT = 200;

/** Half a unit of the last decimal that any of these values shows in the file's own unit, in the canonical unit. */
export function halfDigit(values: readonly number[], unitInFile: string | null): number {
  const factor = (unitInFile === null ? null : parseUnit(unitInFile))?.factor ?? 1;
  const step = Math.max(1, Math.floor(values.length / LOOKED_AT));
  let most = 0;
  for (let i = 0; i < values.length; i += step) most = Math.max(most, decimalsOf((values[i] ?? 0) / factor));
  return 0.5 * 10 ** -most * factor;
}

/** Decimals of the shortest decimal text of a number, at most 12: what division adds beyond that is not the file's. */
export function decimalsOf(value: number): number {
  const text = String(Number(value.toPrecision(13)));
  const exponent = /e-(\d+)$/.exec(text);
  const point = text.indexOf('.');
  const mantissa = point < 0 ? 0 : (text.split('e')[0] ?? text).length - point - 1;
  return Math.min(12, mantissa + (exponent === null ? 0 : Number(exponent[1])));
}

/** The most significant digits that any of these values shows in the file's own unit, at most 15. */
export function significantDigits(values: readonly number[], unitInFile: string | null): number {
  const factor = (unitInFile === null ? null : parseUnit(unitInFile))?.factor ?? 1;
  return values.reduce((most, value) => {
    const text =
      Number((value / factor).toPrecision(15))
        .toExponential()
        .split('e')[0] ?? '';
    return Math.max(most, text.replace(/[-.]/g, '').length);
  }, 0);
}
