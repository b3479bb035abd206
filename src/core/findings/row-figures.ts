import type { Evidence, Figure, FigureStatistic } from '../model/figure.ts';
import { evidenceOf, lineEvidence } from '../figures/evidence.ts';
import { medianIntervalOf } from '../catalogue/numbers.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { formatPercent } from '../format/quantity.ts';
import type { ReportedInterval } from '../model/measure.ts';
import type { MedianInterval } from '../stats/median-interval.ts';
import type { Row } from './rows.ts';

const FORMULAS: Readonly<Partial<Record<FigureStatistic, string>>> = {
  mean: 'Σx / n',
  median: 'middle of the sorted values',
  min: 'smallest value',
  max: 'largest value',
  p95: '95th percentile, linear interpolation (type 7)',
  p99: '99th percentile, linear interpolation (type 7)',
  stddev: '√(Σ(x − mean)² / (n − 1))',
  cv: 'standard deviation / mean',
  'half-width': 't(0.975, n − 1) · s / √n',
};

const evidences = new WeakMap<Row, Evidence>();

/** The observations of a row, with its scope in words. */
export function rowEvidence(row: Row): Evidence {
  const known = evidences.get(row);
  if (known !== undefined) return known;
  const evidence = evidenceOf(row.entries, rowScope(row));
  evidences.set(row, evidence);
  return evidence;
}

/** Where a statistic that the tool reports stands, if its line is not that of the headline. */
function statisticEvidence(row: Row, statistic: FigureStatistic): Evidence {
  const [entry] = row.entries;
  const places = entry?.measure.reportedPlaces;
  const place = places?.[statistic] ?? (statistic === 'median' ? places?.p50 : undefined);
  if (entry === undefined || place === undefined || row.statistics.source !== 'reported')
    return rowEvidence(row);
  return lineEvidence(entry.run.file, place.line, place.column, `${row.label} (${statistic})`);
}

/** "conv, backend=eager, 4 configurations pooled": what a row is of. */
export function rowScope(row: Row): string {
  const parameters = Object.entries(row.parameters).map(([key, value]) => `${key}=${String(value)}`);
  const pooled = row.entries.length > 1 ? [`pooled over ${String(row.entries.length)} configurations`] : [];
  return [row.benchmark, ...parameters, ...pooled].filter((part) => part !== '').join(', ');
}

/** A statistic of a row as a figure; null where the row has none. */
export function rowFigure(row: Row, statistic: FigureStatistic): Figure | null {
  const value = statisticValue(row, statistic);
  if (value === null) return null;
  const { n, source } = row.statistics;
  const isReading = statistic !== 'cv' && statistic !== 'half-width' && (source === 'reported' || n === 1);
  const formula = isReading ? null : formulaOf(row, statistic);
  const named = isReading && n === 1 ? ('reading' as const) : statistic;
  const facts = { metric: row.metric, statistic: named, value, n, formula };
  if (statistic === 'cv') {
    return figure(rowEvidence(row), { ...facts, value: value * 100, unit: '%', text: formatPercent(value) });
  }
  return figure(statisticEvidence(row, statistic), { ...facts, unit: row.unit });
}

function formulaOf(row: Row, statistic: FigureStatistic): string | null {
  if (statistic === 'mean' && row.kind === 'timeseries') return 'mean weighted by the time between samples';
  const formula = FORMULAS[statistic] ?? null;
  return row.statistics.source === 'reported' && formula !== null
    ? `${formula}, from the tool’s own summary`
    : formula;
}

const OWN = new Set(['mean', 'median', 'min', 'max', 'stddev', 'cv', 'p95', 'p99'] as const);
type Own = typeof OWN extends Set<infer T> ? T : never;

function isOwn(statistic: FigureStatistic): statistic is Own {
  return (OWN as ReadonlySet<string>).has(statistic);
}

function statisticValue(row: Row, statistic: FigureStatistic): number | null {
  const { statistics } = row;
  if (isOwn(statistic)) return statistics[statistic];
  if (statistic === 'reading') return statistics.value ?? statistics.mean;
  return statistic === 'half-width' ? halfWidth(row) : null;
}

function halfWidth(row: Row): number | null {
  const interval = meanInterval(row);
  return interval === null ? null : (interval.high - interval.low) / 2;
}

/**
 * The interval of the mean; null where it reaches below zero although no value does: then the values are too skewed for
 * Student's t, and the interval would say nothing. A row pooled over configurations has none either: its spread is that of
 * the configurations, not of repetitions.
 */
export function meanInterval({ entries, statistics: { interval, min } }: Row): Row['statistics']['interval'] {
  const isSkewed = interval !== null && interval.low < 0 && min !== null && min >= 0;
  return entries.length > 1 || isSkewed ? null : interval;
}

/** The interval of the median; a row pooled over configurations has none, as with the mean. */
export function medianInterval({ entries }: Row): MedianInterval | ReportedInterval | null {
  const [only] = entries;
  return only === undefined || entries.length > 1 ? null : medianIntervalOf(only.measure);
}

/** The figure that stands for a row: its mean, else median, else its one value. */
export function centerFigure(row: Row): Figure | null {
  return rowFigure(row, 'mean') ?? rowFigure(row, 'median') ?? rowFigure(row, 'reading');
}

/** How many observations a row has. */
export function nFigure(row: Row): Figure | null {
  const { n, source } = row.statistics;
  if (n === null) return null;
  return countFigure(
    rowEvidence(row),
    n,
    source === 'reported' ? 'as the file says' : 'observations that are ok',
  );
}
