import type { Measure, Reported } from '../model/measure.ts';
import { parseUnit } from '../normalise/units.ts';
import { parseNumber } from '../text/number.ts';

/** A statistic as a tool reports it: its name as `Measure.reportedPlaces` has it, and its number in the canonical unit. */
export interface ReportedStatistic {
  readonly name: string;
  readonly value: number;
}

/** Everything that a tool reports of a measure, under the names of `Measure.reportedPlaces`; n is left out. */
export function reportedStatistics(reported: Reported): ReportedStatistic[] {
  const plain = (['mean', 'median', 'min', 'max', 'stddev'] as const).map((name) => ({
    name,
    value: reported[name],
  }));
  return [
    ...plain.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
    ...Object.entries(reported.percentiles).map(([key, value]) => ({ name: `p${key}`, value })),
    ...Object.entries(reported.intervals).map(([key, { low, high }]) => ({
      name: `interval.${key}`,
      value: (high - low) / 2,
    })),
    ...Object.entries(reported.statistics).map(([name, value]) => ({ name, value })),
  ];
}

/**
 * Which statistic stands at a place: the one that the reader named, else the one without a place of its own; among several of
 * those the one whose number the token says. Null where that cannot be told.
 */
export function statisticAt(measure: Measure, name: string | null, token: string): ReportedStatistic | null {
  if (measure.reported === null) return null;
  const all = reportedStatistics(measure.reported);
  if (name !== null) return all.find((one) => one.name === name) ?? null;
  const here = all.filter((one) => measure.reportedPlaces[one.name] === undefined);
  if (here.length === 1) return here[0] ?? null;
  const said = parseNumber(FIRST_NUMBER.exec(token)?.[0] ?? '', '.', ',');
  if (Number.isNaN(said)) return null;
  const unit = measure.unitInFile === null ? null : parseUnit(measure.unitInFile);
  const value = said * (unit?.factor ?? 1) + (unit?.offset ?? 0);
  return here.find((one) => Math.abs(one.value - value) <= Math.abs(value) * 1e-6) ?? null;
}

const FIRST_NUMBER = /[-+]?[\d.,]*\d(?:[eE][-+]?\d+)?/u;

const TITLES: Readonly<Record<string, string>> = {
  mean: 'mean',
  median: 'median',
  min: 'smallest value',
  max: 'largest value',
  stddev: 'standard deviation',
  mad: 'median absolute deviation',
  slope: 'slope',
  cv: 'coefficient of variation',
  total: 'total',
  sum: 'sum',
};

/** "mean", "p95", "half of the interval of the mean": a reported statistic inside a sentence. */
export function statisticTitle(name: string): string {
  if (name.startsWith('interval.'))
    return `interval of the ${statisticTitle(name.slice('interval.'.length))}`;
  return Object.hasOwn(TITLES, name) ? (TITLES[name] ?? name) : name;
}
