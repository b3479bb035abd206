import type { MeasureSpec } from './build-measure.ts';
import { asReported } from './report-fields.ts';
import type { ReportedInFile } from './reported.ts';

/** BenchmarkDotNet's error is half of the confidence interval at this level (legend of its tables). */
export const ERROR_LEVEL = 0.999;

/** Characteristics of a job: columns of the CSV before the benchmark's own parameters, in all versions. */
const JOB_COLUMNS: ReadonlySet<string> = new Set(
  `Job AnalyzeLaunchVariance EvaluateOverhead MaxAbsoluteError MaxRelativeError MinInvokeCount MinIterationTime
  OutlierMode RemoveOutliers Affinity EnvironmentVariables Jit LargeAddressAware Platform PowerPlanMode Runtime
  AllowVeryLargeObjects Concurrent CpuGroups Force HeapAffinitizeMask HeapCount NoAffinitize RetainVm Server Arguments
  BuildConfiguration Clock EngineFactory NuGetReferences Toolchain IsMutator IsBaseline InvocationCount IterationCount
  TargetCount IterationTime LaunchCount MaxIterationCount MaxWarmupIterationCount MemoryRandomization MinIterationCount
  MinWarmupIterationCount RunStrategy UnrollFactor WarmupCount`.split(/\s+/),
);

/** Statistics of the time of one operation, and what they are called beside the mean. */
const STATISTICS: Readonly<Record<string, string>> = {
  Mean: 'mean',
  StdDev: 'stddev',
  Median: 'median',
  Min: 'min',
  Max: 'max',
  StdErr: 'stderr',
  Q1: 'p25',
  Q3: 'p75',
};

/** Numbers about the distribution that have no unit of time. */
const PLAIN: ReadonlySet<string> = new Set([
  'Ratio',
  'RatioSD',
  'Scaled',
  'ScaledSD',
  'Rank',
  'Skewness',
  'Kurtosis',
  'MValue',
]);

/** What is measured beside time, by header; "Gen 0" and "Gen0" count collections per 1,000 operations. */
const METRICS: readonly (readonly [RegExp, MeasureSpec])[] = [
  [/^Gen ?\d$/, { metric: 'gc-collections', unit: 'count/kop', direction: 'lower' }],
  [/^Allocated(?: native memory)?$/i, { metric: 'allocated-bytes' }],
  [/^Op\/s$/, { metric: 'operation-throughput', unit: 'op/s' }],
  [/^Code Size$/, { metric: 'code-size', direction: 'lower' }],
  [/^(?:Completed Work Items|Lock Contentions|Exceptions)$/, { unit: 'count/op', direction: 'lower' }],
];

export function isJobColumn(header: string): boolean {
  return JOB_COLUMNS.has(header);
}

/** True for a column of times: the mean or another statistic of it. */
export function isTimeColumn(header: string): boolean {
  return header === 'Error' || Object.hasOwn(STATISTICS, header) || /^P\d+$/.test(header);
}

export function isPlainColumn(header: string): boolean {
  return PLAIN.has(header);
}

/** A statistic of the time; the error becomes an interval around the mean. Null for what is none. */
export function timeStatistic(header: string, value: number, mean: number): ReportedInFile | null {
  if (header === 'Error')
    return { intervals: { mean: { level: ERROR_LEVEL, low: mean - value, high: mean + value } } };
  const known = STATISTICS[header] ?? /^P\d+$/.exec(header)?.[0].toLowerCase();
  return known === undefined ? null : asReported(known, value);
}

/** How a column beside the times is to be understood; `unit` is that of its cell. */
export function metricSpec(header: string, unit: string | null): MeasureSpec {
  const known = METRICS.find(([shape]) => shape.test(header))?.[1];
  const perOperation = known?.metric === 'allocated-bytes' ? `${unit ?? 'B'}/op` : unit;
  return { binaryPrefixes: true, unit: perOperation, ...known };
}
