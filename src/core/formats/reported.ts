import type { Reported, ReportedInterval } from '../model/measure.ts';

/** A tool's own statistics in the unit of the file. Only what the file says is given; NaN and infinities count as not given. */
export interface ReportedInFile {
  readonly n?: number | undefined;
  readonly mean?: number | undefined;
  readonly median?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly stddev?: number | undefined;
  /** By percentile: { 50: …, 99.9: … }. */
  readonly percentiles?: Readonly<Record<string, number | undefined>>;
  /** By statistic: { mean: { level: 0.999, low, high } }. */
  readonly intervals?: Readonly<Record<string, ReportedInterval | undefined>>;
  /** Other statistics that have the measure's unit ("mad", "sum", "slope"). */
  readonly statistics?: Readonly<Record<string, number | undefined>>;
  /** Other statistics without the measure's unit ("cv", "r2", "outliers"). */
  readonly plain?: Readonly<Record<string, number | undefined>>;
}

/** Turns a number of the file into the canonical unit. */
export interface Scale {
  readonly factor: number;
  readonly offset: number;
}

export const UNSCALED: Scale = { factor: 1, offset: 0 };

export function scaled(value: number, scale: Scale): number {
  return scale.factor === 1 && scale.offset === 0 ? value : value * scale.factor + scale.offset;
}

/** The statistics in canonical units; a spread is scaled by the factor alone. */
export function canonicalReported(file: ReportedInFile, scale: Scale): Reported {
  const level = (value: number | undefined): number | null => (isGiven(value) ? scaled(value, scale) : null);
  const spread = (value: number | undefined): number | null => (isGiven(value) ? value * scale.factor : null);
  const intervals: Record<string, ReportedInterval> = {};
  for (const [of, interval] of Object.entries(file.intervals ?? {})) {
    if (interval === undefined || !isGiven(interval.low) || !isGiven(interval.high)) continue;
    intervals[of] = {
      level: interval.level,
      low: scaled(interval.low, scale),
      high: scaled(interval.high, scale),
    };
  }
  return {
    n: isGiven(file.n) ? file.n : null,
    mean: level(file.mean),
    median: level(file.median),
    min: level(file.min),
    max: level(file.max),
    stddev: spread(file.stddev),
    percentiles: given(file.percentiles, (value) => scaled(value, scale), percentileKey),
    intervals,
    statistics: {
      ...given(file.statistics, (value) => value * scale.factor),
      ...given(file.plain, (value) => value),
    },
  };
}

/** Both together; what the first one says stays. */
export function mergeReported(first: Reported | null, second: Reported): Reported {
  if (first === null) return second;
  return {
    n: first.n ?? second.n,
    mean: first.mean ?? second.mean,
    median: first.median ?? second.median,
    min: first.min ?? second.min,
    max: first.max ?? second.max,
    stddev: first.stddev ?? second.stddev,
    percentiles: { ...second.percentiles, ...first.percentiles },
    intervals: { ...second.intervals, ...first.intervals },
    statistics: { ...second.statistics, ...first.statistics },
  };
}

/** The statistics that are given: "mean", "p95", "interval.mean", "mad"… */
export function statisticNames(file: ReportedInFile): string[] {
  const plain = (['n', 'mean', 'median', 'min', 'max', 'stddev'] as const).filter((name) =>
    isGiven(file[name]),
  );
  const keysOf = (bag: object | undefined): string[] => Object.keys(bag ?? {});
  return [
    ...plain,
    ...keysOf(file.percentiles).map((key) => `p${percentileKey(key)}`),
    ...keysOf(file.intervals).map((key) => `interval.${key}`),
    ...keysOf(file.statistics),
    ...keysOf(file.plain),
  ];
}

/** "99.90" and "p99.9"  are the percentile "99.9". */
export function percentileKey(key: string): string {
  const number = Number(key.replace(/^p/i, ''));
  return Number.isFinite(number) ? String(number) : key;
}

function isGiven(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function given(
  values: Readonly<Record<string, number | undefined>> | undefined,
  convert: (value: number) => number,
  key: (name: string) => string = (name) => name,
): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (isGiven(value)) result[key(name)] = convert(value);
  }
  return result;
}
