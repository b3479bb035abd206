import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { historyLine, stepMarkers } from '../charts/history-marks.ts';
import type { LineSeries, PlacedPoint, PlaceMarker } from '../charts/spec.ts';
import { configurationCount } from '../findings/configurations.ts';
import type { Steps } from '../model/steps.ts';
import { analyseHistory, type HistoryAnalysis } from '../stats/history.ts';
import { HISTORY_NEEDS } from '../stats/levels.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { markSteps, type SourceList } from './chart-base.ts';
import type { ChartInput } from './chart.ts';
import { groupEntriesSteps, type EntryGroup } from './grouping.ts';
import type { Point } from './points.ts';

/** Where runs lie, and what the marks of all lines are collected in. */
export interface TrendDrawing {
  readonly input: ChartInput;
  readonly place: ReadonlyMap<CatalogueRun, number>;
  readonly sources: SourceList;
  readonly points: Point[];
}

/** One line of a trend, with what its history says. */
export interface TrendLine {
  readonly line: LineSeries;
  readonly values: readonly number[];
  readonly xs: readonly number[];
  /** Null with too few runs, or where different configurations are pooled. */
  readonly analysis: HistoryAnalysis | null;
}

/** Pooling more measures than this takes a while. */
const LONG = 100;

/** A group over the runs; levels are told of one configuration only, since a mixture moves by itself. */
export function* trendLine(group: EntryGroup, drawing: TrendDrawing): Steps<TrendLine> {
  const { input, place, sources, points } = drawing;
  const byRun = yield* groupEntriesSteps(group.entries, ({ run }) => run.id);
  const marks: PlacedPoint[] = [];
  for (const { name, entries } of byRun) {
    const { mark, point } = yield* markSteps(entries, input.query.statistic, name, sources);
    points.push(point);
    const [first] = entries;
    marks.push({ ...mark, x: first === undefined ? 0 : (place.get(first.run) ?? 0) });
    if (entries.length > LONG) yield;
  }
  marks.sort((a, b) => a.x - b.x);
  const valued = marks.filter(({ value }) => value !== null);
  const values = valued.flatMap(({ value }) => value ?? []);
  const xs = valued.map(({ x }) => x);
  const isOne = configurationCount(group.entries) === 1;
  const options = { direction: input.metric.direction, threshold: input.project.noiseFloor };
  const analysis = isOne ? analyseHistory(values, options) : null;
  const line: LineSeries = { name: group.name, points: marks, band: null, levels: [] };
  return { line, values, xs, analysis: isNotEnoughData(analysis) ? null : analysis };
}

/** More lines than this are drawn without band: the areas would hide each other. */
const MOST_BANDS = 2;

/** The lines with the levels of their histories, markers at steps, and what has to be said of them. */
export function withHistories(lines: readonly TrendLine[]): {
  readonly series: readonly LineSeries[];
  readonly markers: readonly PlaceMarker[];
  readonly notes: readonly string[];
} {
  const judged = lines.filter(({ analysis }) => analysis !== null).length;
  const series = lines.map(({ line, values, xs, analysis }): LineSeries => {
    if (analysis === null) return line;
    const marks = historyLine(values, xs, analysis);
    return { ...line, ...marks, band: judged <= MOST_BANDS ? marks.band : null };
  });
  const markers = lines.flatMap(({ line, xs, analysis }) =>
    analysis === null ? [] : stepMarkers(analysis, xs, lines.length > 1 ? line.name : null),
  );
  const short = lines.filter(({ values }) => values.length < HISTORY_NEEDS).length;
  const regressed = lines.filter(({ analysis }) => (analysis?.regression ?? null) !== null).length;
  return {
    series,
    markers,
    notes: [
      ...(judged > 0
        ? [
            'Levels: piecewise constant fit of each history, after asv’s step detection; a step is marked where a test tells it from noise.',
          ]
        : []),
      ...(series.some(({ band }) => band !== null)
        ? ['Band: where the next run is expected, mean ± t · s · √(1 + 1/n) of the last level.']
        : []),
      ...(regressed > 0 ? [regressionNote(regressed)] : []),
      ...(short > 0 && judged === 0
        ? [`A step is told from noise in a history of ${String(HISTORY_NEEDS)} runs; these are shorter.`]
        : []),
    ],
  };
}

function regressionNote(count: number): string {
  return count === 1
    ? 'One history got worse and did not come back.'
    : `${String(count)} histories got worse and did not come back.`;
}
