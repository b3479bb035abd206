import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { isState, STATE_METRICS } from '../catalogue/states.ts';
import { groupBy } from '../catalogue/twins.ts';
import { formatQuantity } from '../format/quantity.ts';
import { center, runRows, type Row } from '../findings/rows.ts';
import type { Figure, Source } from '../model/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { isOfTracedCalls } from '../normalise/traced-calls.ts';
import { geometricMean } from '../stats/summary.ts';

/** A number as people see it, with the place where its trail starts: a figure without the list of all its lines. */
export interface HeadlineFigure extends Omit<Figure, 'evidence'> {
  /** The first value behind it; `endLine` is that line. */
  readonly source: Source;
}

/** The number that people look at first, and what it is made of. */
export interface Headline {
  readonly figure: HeadlineFigure;
  /** Rows as in the report: one, or those of the benchmarks that a geometric mean joins. */
  readonly rows: readonly Row[];
  /** The measures of these rows, in the order of the file. */
  readonly entries: readonly CatalogueMeasure[];
}

const OF_RUN = new WeakMap<CatalogueRun, Headline | null>();

/**
 * The headline of a run: its most telling metric (the first in the vocabulary's order that counts and has a number) as the
 * report shows it. Several benchmarks are joined by their geometric mean; null where that is not defined, as for the functions of
 * a profile, or nothing counts.
 */
export function headlineOfRun(run: CatalogueRun): Headline | null {
  const known = OF_RUN.get(run);
  if (known !== undefined) return known;
  const made = headlineOfEntries(run.measures);
  OF_RUN.set(run, made);
  return made;
}

/** The headline among measures of one run, such as those of one benchmark; what does not count gives none. */
export function headlineOfEntries(entries: readonly CatalogueMeasure[]): Headline | null {
  const counted = entries.filter((entry) => entry.counted && entry.measure.outcome !== 'failed');
  const groups = groupBy(counted, ({ measure: { metric, label, unit } }) =>
    JSON.stringify([metric, label, unit]),
  );
  if (isTrace(counted)) return null;
  const areStates = counted.some(isState) && counted.every(({ measure }) => measure.kind === 'timeseries');
  const ordered = [...groups.values()].sort(
    (a, b) => importance(a, areStates) - importance(b, areStates) || b.length - a.length,
  );
  for (const group of ordered) {
    const made = headlineOf(group);
    if (made !== null) return made;
  }
  return null;
}

/**
 * Rank in the vocabulary; what says nothing about better comes after everything that does, and of what nothing is known, times
 * come first. A sampler of a machine's states is looked at for the busiest part of it, although that is neither better nor worse.
 */
function importance([entry]: readonly CatalogueMeasure[], areStates: boolean): number {
  if (entry === undefined) return Infinity;
  const { metric, direction, unit } = entry.measure;
  const state = areStates ? STATE_METRICS.indexOf(metric) : -1;
  if (state >= 0) return state - STATE_METRICS.length;
  return metricInfo(metric).rank + (direction === 'none' ? 1000 : 0) + (unit === 's' ? 0 : 0.5);
}

function headlineOf(group: readonly CatalogueMeasure[]): Headline | null {
  const [first] = group;
  if (first === undefined) return null;
  const rows = runRows({ ...first.run, measures: group }).filter((row) => center(row) !== null);
  const made = rows.length > 1 ? joined(rows) : centerOf(rows[0]);
  return made === null ? null : { figure: made, rows, entries: rows.flatMap(({ entries }) => entries) };
}

/** A profile of different functions: no mean over them is a number of anything. */
function isTrace(entries: readonly CatalogueMeasure[]): boolean {
  const [first] = entries;
  return (
    entries.some(({ benchmark }) => benchmark !== first?.benchmark) &&
    entries.some(({ measure }) => isOfTracedCalls(measure.label))
  );
}

/** The number that stands for a row: its mean, else median, else its one value; null without any. */
export function centerOf(row: Row | undefined): HeadlineFigure | null {
  const found = row === undefined ? null : center(row);
  if (row === undefined || found === null) return null;
  const { n, source } = row.statistics;
  const isReading = found.statistic === 'reading' || n === 1;
  return figureOf(row, {
    statistic: isReading ? 'reading' : found.statistic,
    value: found.value,
    n,
    formula: isReading || source === 'reported' ? null : formulaOf(row),
  });
}

function formulaOf({ kind, entries }: Row): string {
  const pooled = entries.length > 1 ? `, pooled over ${String(entries.length)} configurations` : '';
  return kind === 'timeseries' ? 'mean weighted by the time between samples' : `Σx / n${pooled}`;
}

/** Several benchmarks of one run: one number only where all are above zero. */
function joined(rows: readonly Row[]): HeadlineFigure | null {
  const [first] = rows;
  const mean = geometricMean(rows.map((row) => center(row)?.value ?? NaN));
  if (first === undefined || typeof mean !== 'number' || !Number.isFinite(mean)) return null;
  return figureOf(first, {
    statistic: 'geometric-mean',
    value: mean,
    n: rows.length,
    formula: `geometric mean over ${String(rows.length)} benchmarks`,
  });
}

function figureOf(
  row: Row,
  facts: Pick<HeadlineFigure, 'statistic' | 'value' | 'n' | 'formula'>,
): HeadlineFigure {
  const place = row.entries[0]?.measure.place ?? { line: 1, column: 1 };
  const { root, path } = row.run.file;
  return {
    ...facts,
    metric: row.metric,
    unit: row.unit,
    text: formatQuantity(facts.value, row.unit).text,
    source: { root, file: path, ...place, endLine: place.line },
  };
}
