import { whiskerNotes } from '../charts/whisker-note.ts';
import type { BarsSpec, ChartInterval, ChartPoint, ChartSource } from '../charts/spec.ts';
import { levelName, type ComparableSet } from '../findings/comparable.ts';
import { categoryName } from '../findings/names.ts';
import { meanInterval, medianInterval } from '../findings/row-figures.ts';
import { center, type Row } from '../findings/rows.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { say, words } from './inline.ts';
import type { Block } from './model.ts';

/** Beyond this ratio between the largest and the smallest value a linear axis hides the small ones. */
const LOG_FROM = 30;

/** One chart per device: models as categories, backends as series. */
export function barsOf(id: string, sets: readonly ComparableSet[], device: string): Block[] {
  const latency = sets.filter((set) => set.metric === sets[0]?.metric);
  const [first] = latency;
  const row = first?.rows[0];
  if (first === undefined || row === undefined) return [];
  const levels = [...new Set(latency.flatMap((set) => set.rows.map((entry) => levelName(set, entry))))];
  const sources: ChartSource[] = [];
  const categories = latency.map((set) => categoryName(set.rows[0]?.run.category ?? []));
  const series = levels.map((level) => ({
    name: level,
    points: latency.map((set) =>
      pointOf(set.rows.find((entry) => levelName(set, entry) === level) ?? null, level, sources),
    ),
  }));
  const spec: BarsSpec = {
    ...baseOf(row, id, `${metricInfo(row.metric).title} by backend on ${device}`, sources),
    description: `One row per model, one mark per backend, on ${device}.`,
    type: 'bars-with-intervals',
    mark: 'dot',
    categories,
    series,
  };
  const caption = say`${words(metricInfo(row.metric).title)} by backend and model on this device; the table above holds the numbers.`;
  return [
    {
      kind: 'chart',
      id: chartId(id),
      spec: finished(
        spec,
        latency.flatMap((set) => set.rows),
      ),
      caption,
    },
  ];
}

/** Rows of one metric, one mark each: the overview over models and settings. */
export function dotsOf(
  id: string,
  title: string,
  rows: readonly Row[],
  labelOf: (row: Row) => string,
): BarsSpec | null {
  const [first] = rows;
  if (first === undefined) return null;
  const sources: ChartSource[] = [];
  const spec: BarsSpec = {
    ...baseOf(first, id, title, sources),
    description: `${title}: one row per configuration, best first.`,
    type: 'bars-with-intervals',
    mark: 'dot',
    categories: rows.map(labelOf),
    series: [
      {
        name: metricInfo(first.metric).short,
        points: rows.map((row) => pointOf(row, labelOf(row), sources)),
      },
    ],
  };
  return finished(spec, rows);
}

function baseOf(
  row: Row,
  id: string,
  title: string,
  sources: readonly ChartSource[],
): Omit<BarsSpec, 'description' | 'type' | 'mark' | 'categories' | 'series'> {
  return {
    id: chartId(id),
    title,
    subtitle: null,
    value: {
      title: metricInfo(row.metric).title,
      unit: row.unit,
      scale: 'linear',
      zero: true,
      direction: row.direction,
    },
    references: [],
    notes: [],
    sources,
  };
}

/** With what the reader has to know of its points, and an axis that shows them. */
function finished(spec: BarsSpec, rows: readonly Row[]): BarsSpec {
  const pooled = rows.filter(({ entries }) => entries.length > 1).length;
  const whiskers = rows.map((row) => ({ of: center(row)?.statistic ?? 'mean', interval: intervalOf(row) }));
  const notes = [
    ...(pooled === 0
      ? []
      : [
          `${pooled === rows.length ? 'Pooled' : 'Some are pooled'} over different configurations: the mean of their numbers, without interval.`,
        ]),
    ...whiskerNotes(whiskers),
  ];
  return withScale({ ...spec, notes });
}

function withScale(spec: BarsSpec): BarsSpec {
  const values = spec.series
    .flatMap(({ points }) => points.map(({ value }) => value))
    .filter((value) => value !== null);
  const low = Math.min(...values);
  const log = low > 0 && Math.max(...values) / low > LOG_FROM;
  if (!log) return spec;
  return {
    ...spec,
    value: { ...spec.value, scale: 'log', zero: false },
    notes: [...spec.notes, 'Logarithmic axis.'],
  };
}

function pointOf(row: Row | null, label: string, sources: ChartSource[]): ChartPoint {
  const value = row === null ? null : (center(row)?.value ?? null);
  if (row === null || value === null)
    return { value: null, gap: 'no result', n: null, interval: null, label, source: null, figure: null };
  const place = row.entries[0]?.measure.place ?? { line: 1, column: 1 };
  sources.push({ file: row.run.file.path, line: place.line, column: place.column });
  return {
    value,
    gap: null,
    n: row.statistics.n,
    interval: intervalOf(row),
    label,
    source: sources.length - 1,
    figure: null,
  };
}

function intervalOf(row: Row): ChartInterval | null {
  const interval = center(row)?.statistic === 'median' ? medianInterval(row) : meanInterval(row);
  return interval === null ? null : { low: interval.low, high: interval.high, level: interval.level };
}

/** Fit for a file name and an XML id. */
export function chartId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
