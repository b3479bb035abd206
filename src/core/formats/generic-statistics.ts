import type { Bag } from '../model/measure.ts';
import { statisticOfKey } from './generic-flatten.ts';
import { asReported } from './report-fields.ts';
import type { ReportedInFile } from './reported.ts';
import type { MetricColumn } from './generic-plan.ts';

/** Columns that are statistics of one thing, side by side in each row. */
export interface StatisticGroup {
  readonly label: string;
  /** The statistic that stands for the group: its mean, else its median, else the first. */
  readonly headline: MetricColumn;
  readonly members: readonly MetricColumn[];
}

/** Repetitions as columns (`run1_ms`, `run2_ms`): observations of one thing, with its statistics where there are any. */
export interface RepetitionGroup {
  readonly label: string;
  readonly members: readonly { readonly column: MetricColumn; readonly repetition: number }[];
  readonly statistics: StatisticGroup | null;
}

/** The metric columns of a grid by how they belong together; each column is in one place only. */
export interface MetricGroups {
  readonly single: readonly MetricColumn[];
  readonly statistics: readonly StatisticGroup[];
  readonly repetitions: readonly RepetitionGroup[];
}

const REPETITION =
  /^(?<before>.*?)(?:^|[\s_.-])?(?:iter|iteration|run|rep|repetition|trial|round|try|attempt|pass)[\s_#-]?(?<number>\d{1,4})(?:$|[\s_.-])(?<after>.*)$/i;

const CENTRAL = ['value', 'mean', 'median'];

/** Statistics that do not have the unit of what they are of. */
const UNITLESS = new Set(['cv', 'rme', 'variance', 'skewness', 'kurtosis']);

/** Sorts metric columns into observations, statistics of one thing, and repetitions. */
export function groupMetrics(metrics: readonly MetricColumn[]): MetricGroups {
  const repeated = repetitionsOf(metrics);
  const used = new Set(repeated.flatMap((group) => group.members.map(({ column }) => column)));
  const rest = metrics.filter((column) => !used.has(column));
  const statistics = statisticsOf(rest.filter((column) => column.statistic !== null));
  const repetitions = repeated.map((group) => ({
    ...group,
    statistics: statistics.find((candidate) => belongs(candidate, group)) ?? null,
  }));
  const taken = new Set(repetitions.map((group) => group.statistics));
  return {
    single: rest.filter((column) => column.statistic === null),
    statistics: statistics.filter((group) => !taken.has(group)),
    repetitions,
  };
}

function repetitionsOf(metrics: readonly MetricColumn[]): Omit<RepetitionGroup, 'statistics'>[] {
  const found = new Map<string, { column: MetricColumn; repetition: number }[]>();
  for (const column of metrics) {
    const match = REPETITION.exec(column.label)?.groups;
    const rest = [match?.before ?? '', match?.after ?? ''].filter((part) => part !== '').join('_');
    if (match === undefined || column.statistic !== null) continue;
    const key = `${rest}|${column.metric}|${column.unit ?? ''}`;
    const repetition = Number(match.number);
    found.set(key, [...(found.get(key) ?? []), { column, repetition }]);
  }
  return [...found]
    .filter(([, members]) => members.length > 1)
    .map(([key, members]) => ({ label: key.slice(0, key.indexOf('|')) || 'value', members }));
}

function statisticsOf(columns: readonly MetricColumn[]): StatisticGroup[] {
  const found = new Map<string, MetricColumn[]>();
  for (const column of columns) {
    const key = `${column.group.toLowerCase()}|${column.unit ?? ''}`;
    const list = found.get(key) ?? [];
    // A statistic that is there twice (p50 and median under one name) opens a group of its own.
    const clash = list.some((other) => other.statistic === column.statistic);
    const at = clash ? `${key}|${column.label}` : key;
    found.set(at, [...(found.get(at) ?? []), column]);
  }
  return [...found.values()].flatMap((members) => {
    const first = CENTRAL.map((wanted) => members.find(({ statistic }) => statistic === wanted)).find(
      (column) => column !== undefined,
    );
    const headline = first ?? members[0];
    return headline === undefined ? [] : [{ label: headline.base, headline, members }];
  });
}

function belongs(statistics: StatisticGroup, group: Omit<RepetitionGroup, 'statistics'>): boolean {
  const unit = group.members[0]?.column.unit ?? null;
  return statistics.headline.unit === unit && same(statistics.label, group.label);
}

function same(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
  return plain(a) === plain(b);
}

/** A statistic as the builder takes it; nothing for one that is no statistic of observations. */
export function reportedAs(statistic: string, value: number): ReportedInFile | null {
  if (Number.isNaN(value) || statistic === 'value') return null;
  if (statistic === 'count' || statistic === 'n') return { n: value };
  return UNITLESS.has(statistic) ? { plain: { [statistic]: value } } : asReported(statistic, value);
}

/** Statistics of how far observations lie apart: they say nothing of how large those are. */
const SPREADS = new Set([
  'stddev',
  'variance',
  'cv',
  'stderr',
  'mad',
  'iqr',
  'rme',
  'moe',
  'skewness',
  'kurtosis',
]);

/** True where a statistic may stand for its row as one observation among others: one at the center, or the only one there is. */
export function standsForRow(column: MetricColumn, group: StatisticGroup): boolean {
  const isOnly = group.members.length === 1 && !SPREADS.has(column.statistic ?? '');
  return isOnly || (group.members.length > 1 && column === group.headline);
}

/** The row with the greatest maximum or the least minimum; null for other statistics and where no row has a number. */
export function extremeRow(
  statistic: string | null,
  rows: Uint32Array,
  values: ArrayLike<number>,
): number | null {
  if (statistic !== 'max' && statistic !== 'min') return null;
  let found: number | null = null;
  for (const row of rows) {
    const value = values[row] ?? NaN;
    const best = found === null ? NaN : (values[found] ?? NaN);
    const isBeyond = statistic === 'max' ? value > best : value < best;
    if (!Number.isNaN(value) && (found === null || isBeyond)) found = row;
  }
  return found;
}

/** A column whose cells name the statistic that the number of their row is. */
export function namesStatistics(column: string): boolean {
  return /^(?:stat|statistic|aggregate|aggregation)$/i.test(column.trim());
}

/** The statistic that the rows of these parameters are, where it is none of the center: the spread, an edge, a percentile. */
export function edgeOfRows(parameters: Bag): string | null {
  for (const [name, value] of Object.entries(parameters)) {
    if (!namesStatistics(name) || typeof value !== 'string') continue;
    const statistic = statisticOfKey(value);
    if (statistic !== null && !CENTRAL.includes(statistic)) return statistic;
  }
  return null;
}
