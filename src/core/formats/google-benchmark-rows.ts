import { labelRole } from '../normalise/labels.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { splitName } from './google-benchmark-name.ts';
import type { At } from './places.ts';
import { asReported } from './report-fields.ts';
import type { ReportedInFile } from './reported.ts';

/** One entry of the result, whether it came as a JSON object or as a CSV row. */
export interface BenchmarkRow {
  /** As it is written, with the suffix of an aggregate. */
  readonly name: string;
  /** The name without the suffix of an aggregate. */
  readonly runName: string;
  /** "mean", "stddev", "BigO"…; null for a run. */
  readonly aggregate: string | null;
  /** Whether the numbers of an aggregate are shares and have no unit of their own. */
  readonly unitless: boolean;
  /** Of real_time and cpu_time; null where the entry gives none. */
  readonly timeUnit: string | null;
  /** Of complexity: "NlgN". */
  readonly bigO: string | null;
  readonly iterations: number | null;
  readonly repetition: number | null;
  /** What the benchmark says of itself. */
  readonly text: string | null;
  readonly error: string | null;
  readonly errorAt: At;
  /** Times and counters, each with its place. */
  readonly fields: readonly { readonly key: string; readonly value: number; readonly at: At }[];
}

const COUNTERS: Readonly<Record<string, MeasureSpec>> = {
  bytes_per_second: { metric: 'bandwidth', unit: 'B/s' },
  items_per_second: { metric: 'item-throughput', unit: 'item/s' },
};
const TIMES = ['real_time', 'cpu_time'] as const;

/** Puts all entries of a result into a run: repetitions become samples, aggregates the statistics beside them. */
export function addRows(rows: readonly BenchmarkRow[], run: RunBuilder, out: ResultBuilder): void {
  const orders = new Map(
    rows.flatMap((row) => (row.bigO === null ? [] : [[row.runName, row.bigO] as const])),
  );
  for (const row of rows) {
    if (row.aggregate === null) addRun(row, run);
    else if (row.aggregate === 'BigO' || row.aggregate === 'RMS')
      addComplexity(row, orders.get(row.runName), run);
    else addAggregate(row, run, out);
  }
}

function addRun(row: BenchmarkRow, run: RunBuilder): void {
  const { name, parameters } = splitName(row.runName);
  const benchmark = run.benchmark(name, parameters);
  const labels = {
    ...(row.repetition === null ? {} : { repetition: row.repetition }),
    ...(row.text === null ? {} : { label: row.text }),
  };
  if (row.error !== null) {
    const failed = { outcome: 'failed', error: row.error, labels } as const;
    for (const key of TIMES) benchmark.measure(key, specOf(key, row)).sample(NaN, row.errorAt, failed);
    return;
  }
  for (const { key, value, at } of row.fields)
    benchmark.measure(key, specOf(key, row)).sample(value, at, { labels });
}

function specOf(key: string, row: BenchmarkRow): MeasureSpec {
  if (key === 'real_time' || key === 'cpu_time') {
    const metric = key === 'cpu_time' ? 'cpu-time' : 'time-per-op';
    const iterations =
      row.aggregate === null && row.iterations !== null ? { iterations: row.iterations } : {};
    return { metric, unit: row.timeUnit, ...iterations };
  }
  const known = COUNTERS[key];
  if (known !== undefined) return known;
  return labelRole(key) === 'parameter' ? { notCountedBecause: 'its name is that of a setting' } : {};
}

/** Statistics over the repetitions. Their `iterations` are the number of repetitions. */
function addAggregate(row: BenchmarkRow, run: RunBuilder, out: ResultBuilder): void {
  const { name, parameters } = splitName(row.runName);
  const benchmark = run.benchmark(name, parameters);
  const statistic = row.aggregate ?? '';
  if (row.error !== null) out.problemAt(asPath(row.errorAt), 'warning', `${row.name}: ${row.error}`);
  for (const { key, value, at } of row.fields) {
    const measure = benchmark.measure(key, specOf(key, row));
    measure.reported(statisticOf(statistic, value, row.unitless), at);
    if (statistic === 'mean' && row.iterations !== null) measure.reported({ n: row.iterations }, at);
  }
}

function statisticOf(statistic: string, value: number, unitless: boolean): ReportedInFile {
  return unitless || statistic === 'cv' ? { plain: { [statistic]: value } } : asReported(statistic, value);
}

function asPath(at: At): readonly (string | number)[] {
  return Array.isArray(at) ? (at as readonly (string | number)[]) : [];
}

/** The fit of times to the order of growth: coefficients in time per step of that order, and the error of the fit as a share. */
function addComplexity(row: BenchmarkRow, order: string | undefined, run: RunBuilder): void {
  const { name, parameters } = splitName(row.runName);
  const benchmark = run.benchmark(name, {
    ...parameters,
    ...(order === undefined ? {} : { complexity: order }),
  });
  for (const { key, value, at } of row.fields) {
    const spec: MeasureSpec =
      row.aggregate === 'RMS'
        ? { metric: 'fit-error', unit: '1', direction: 'lower', kind: 'value' }
        : { metric: 'complexity-coefficient', unit: row.timeUnit, direction: 'lower', kind: 'value' };
    benchmark.measure(key, spec).value(value, at);
  }
}
