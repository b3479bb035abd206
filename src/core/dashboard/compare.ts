import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import type { BarsSpec, ChartSource } from '../charts/spec.ts';
import { compareMany, type Change, type ComparisonResult } from '../compare/compare.ts';
import {
  changeName,
  changeText,
  measureName,
  pText,
  valueText,
  VERDICT_WORDS,
  whyText,
} from '../compare/words.ts';
import { categoryName } from '../findings/names.ts';
import { formatDate } from '../format/times.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import type { Bag, Direction } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { Verdict } from '../stats/verdict.ts';
import { changeChart } from './compare-chart.ts';
import { compareMarkdown } from './compare-markdown.ts';
import { geometricMeans, type CompareMean } from './compare-means.ts';
import { filterEntries } from './filter.ts';
import { metricKey } from './metric-index.ts';
import { sourceOf } from './points.ts';
import type { ChartFilter } from './query.ts';
import { empty, type EmptyState } from './state.ts';

/** One side of a comparison: some runs, all runs of a series, or a category with everything below it. */
export type CompareSide =
  | { readonly kind: 'runs'; readonly ids: readonly string[] }
  | { readonly kind: 'series'; readonly series: string }
  | { readonly kind: 'category'; readonly category: string };

export interface CompareQuery {
  /** The first is the baseline. */
  readonly sides: readonly CompareSide[];
  /** Parameters that the comparison is about ("model", "runtime"): sides may differ in them. */
  readonly ignore: readonly string[];
  readonly filter: ChartFilter;
  /** Keys of metrics (`MetricChoice.key`); empty: all. */
  readonly metrics: readonly string[];
}

/** A side as it was found. */
export interface SideSummary {
  readonly name: string;
  /** Runs that count, oldest first. */
  readonly runs: readonly { readonly id: string; readonly startedAt: string | null }[];
  readonly measures: number;
  /** "3 runs, 2026-01-02 to 2026-01-05". */
  readonly text: string;
}

/** Codicon ids that say a verdict without color. */
export type VerdictIcon =
  'arrow-up' | 'arrow-down' | 'arrow-both' | 'dash' | 'question' | 'circle-slash' | 'arrow-swap';

export interface SideValue {
  /** Canonical unit. */
  readonly value: number | null;
  readonly text: string;
  readonly n: number;
  readonly runs: number;
  readonly sources: readonly ChartSource[];
}

/** What became of one benchmark's metric on another side. */
export interface SideChange {
  /** Index into the model's sides, from 1. */
  readonly side: number;
  /** "median", "mean", "value": what the values are. */
  readonly statistic: string | null;
  readonly before: SideValue;
  readonly after: SideValue;
  /** Relative: 0.1 is 10 % more; null where it cannot be told. */
  readonly change: number | null;
  /** "+3.2 %". */
  readonly changeText: string;
  /** "+3.2 % (+1.0 % to +5.1 %)". */
  readonly intervalText: string;
  /** Of the relative change, 95 %. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  /** Adjusted over the whole comparison (Benjamini-Hochberg). */
  readonly p: number | null;
  readonly pText: string;
  /** "Mann-Whitney, exact", "Welch, from summaries"; null where nothing was tested. */
  readonly test: string | null;
  readonly verdict: Verdict;
  readonly verdictText: string;
  /** Why, and what would settle it; '' where the verdict says it all. */
  readonly because: string;
  readonly icon: VerdictIcon;
  /** True for improved, regressed, changed, differs. */
  readonly moved: boolean;
  /** Parameters in which the sides differ, where that makes them not comparable. */
  readonly differing: readonly string[];
}

export interface CompareRow {
  readonly key: string;
  /** "copy (size=8)". */
  readonly benchmark: string;
  readonly category: string;
  readonly metric: string;
  readonly metricTitle: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** One per other side that has the benchmark. */
  readonly changes: readonly SideChange[];
  /** Any of its changes moved. */
  readonly moved: boolean;
}

/** A benchmark's metric that only one of two sides has. */
export interface Unpaired {
  /** Index of the other side that was compared with the baseline. */
  readonly side: number;
  readonly where: 'baseline' | 'side';
  readonly name: string;
  readonly source: ChartSource;
}

export interface CompareModel {
  readonly kind: 'compare';
  readonly version: number;
  readonly query: CompareQuery;
  readonly sides: readonly SideSummary[];
  /** Verdicts that matter first, then by size of the change. */
  readonly rows: readonly CompareRow[];
  readonly moved: number;
  /** "2 regressed, 1 improved, 14 no change shown." */
  readonly summary: string;
  readonly noiseFloor: number;
  readonly unpaired: readonly Unpaired[];
  /** Environment keys in which each side differs from the baseline, with both values. */
  readonly environment: readonly EnvironmentDifference[];
  readonly means: readonly CompareMean[];
  /** All changes on one axis, in per cent; null where there is none. */
  readonly chart: BarsSpec | null;
  /** The table as GitHub-flavored Markdown, escaped. */
  readonly markdown: string;
  /** Run parameters in which the sides differ as a whole: candidates for `ignore`. */
  readonly suggestedIgnores: readonly string[];
}

export interface EnvironmentDifference {
  readonly side: number;
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

export type CompareResult = CompareModel | EmptyState;

/** Compares sides of a snapshot; see `compareModelSteps` for hosts that must stay responsive. */
export function buildCompare(snapshot: Snapshot, project: ProjectFile, query: CompareQuery): CompareResult {
  return runToEnd(compareModelSteps(snapshot, project, query));
}

/** The same in slices. */
export function* compareModelSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  query: CompareQuery,
): Steps<CompareResult> {
  if (query.sides.length < 2)
    return empty('A comparison needs two sides.', 'Choose a baseline and another side.');
  const sides = query.sides.map((side) => entriesOf(snapshot, side, query));
  const missing = sides.findIndex((entries) => entries.length === 0);
  const lacking = query.sides[missing];
  if (lacking !== undefined)
    return empty(
      `${sideName(lacking)} has nothing that counts and passes the filter.`,
      'Choose another side, or widen the filter.',
    );
  const [baseline = [], ...others] = sides;
  const ignored = new Set(query.ignore);
  const results = yield* compareMany(baseline, others, { noiseFloor: project.noiseFloor, ignored });
  return modelOf(snapshot, query, sides, results);
}

function modelOf(
  snapshot: Snapshot,
  query: CompareQuery,
  sides: readonly (readonly CatalogueMeasure[])[],
  results: readonly ComparisonResult[],
): CompareModel {
  const summaries = sides.map((entries, index) => summaryOf(query.sides[index], entries));
  const rows = rowsOf(results);
  const model = {
    kind: 'compare' as const,
    version: snapshot.version,
    query,
    sides: summaries,
    rows,
    moved: rows.filter(({ moved }) => moved).length,
    summary: verdictSummary(rows),
    noiseFloor: results[0]?.noiseFloor ?? 0,
    unpaired: results.flatMap((result, index) => unpairedOf(result, index + 1)),
    environment: sides.slice(1).flatMap((entries, index) => differences(sides[0] ?? [], entries, index + 1)),
    means: results.flatMap((result, index) => geometricMeans(result, index + 1)),
    suggestedIgnores: suggestions(results, query),
  };
  return { ...model, chart: changeChart(model), markdown: compareMarkdown(model) };
}

function entriesOf(
  snapshot: Snapshot,
  side: CompareSide,
  { filter, metrics }: CompareQuery,
): readonly CatalogueMeasure[] {
  const entries = snapshot.runs
    .filter((run) => isOf(run, side))
    .flatMap((run) => run.measures)
    .filter(
      ({ counted, measure }) =>
        counted && (metrics.length === 0 || metrics.includes(metricKey(measure.metric, measure.unit))),
    );
  return filterEntries(entries, filter);
}

function isOf({ id, series, category }: Snapshot['runs'][number], side: CompareSide): boolean {
  switch (side.kind) {
    case 'runs':
      return side.ids.includes(id);
    case 'series':
      return series === side.series;
    case 'category': {
      const name = categoryName(category);
      return name === side.category || name.startsWith(`${side.category} / `);
    }
  }
}

function sideName(side: CompareSide): string {
  switch (side.kind) {
    case 'runs':
      return side.ids.length === 1 ? (side.ids[0] ?? '') : `${String(side.ids.length)} runs`;
    case 'series':
      return side.series;
    case 'category':
      return side.category;
  }
}

function summaryOf(side: CompareSide | undefined, entries: readonly CatalogueMeasure[]): SideSummary {
  const runs = [...new Set(entries.map(({ run }) => run))]
    .map(({ id, startedAt }) => ({ id, startedAt }))
    .sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
  const days = runs.flatMap(({ startedAt }) =>
    startedAt === null ? [] : [formatDate(startedAt.slice(0, 10))],
  );
  const [first, last] = [days[0], days.at(-1)];
  const count = runs.length === 1 ? '1 run' : `${String(runs.length)} runs`;
  const range = first === undefined ? '' : first === last ? `, ${first}` : `, ${first} to ${last ?? ''}`;
  return {
    name: side === undefined ? '' : sideName(side),
    runs,
    measures: entries.length,
    text: `${count}${range}`,
  };
}

function rowsOf(results: readonly ComparisonResult[]): CompareRow[] {
  const rows = new Map<string, { readonly first: Change; readonly changes: SideChange[] }>();
  results.forEach(({ changes }, index) => {
    for (const change of changes) {
      const key = rowKey(change);
      const known = rows.get(key) ?? { first: change, changes: [] };
      known.changes.push(sideChange(change, index + 1));
      rows.set(key, known);
    }
  });
  return [...rows].map(([key, { first, changes }]) => ({
    key,
    benchmark: changeName(first),
    category: categoryName(first.pair.category),
    metric: first.metric,
    metricTitle: metricInfo(first.metric).title,
    label: first.label,
    unit: first.unit,
    direction: first.direction,
    changes,
    moved: changes.some(({ moved }) => moved),
  }));
}

function rowKey({ pair, metric, label, unit }: Change): string {
  const [baseline] = pair.before;
  const place = baseline?.measure.place;
  return JSON.stringify([
    changeName({ pair }),
    metric,
    label,
    unit,
    baseline?.run.id,
    place?.line,
    place?.column,
  ]);
}

const MOVED: ReadonlySet<Verdict> = new Set(['improved', 'regressed', 'changed', 'differs-one-run-each']);

function sideChange(change: Change, side: number): SideChange {
  const { comparison, pair, unit, verdict, decision } = change;
  const { interval } = comparison;
  return {
    side,
    statistic: comparison.of,
    before: valueOf(comparison.before, unit, pair.before, comparison.n.before),
    after: valueOf(comparison.after, unit, pair.after, comparison.n.after),
    change: comparison.change,
    changeText: changeText(change).replace(/ \(.*\)$/u, ''),
    intervalText: changeText(change),
    interval:
      interval?.of === 'ratio' ? { low: interval.low, high: interval.high, level: interval.level } : null,
    p: decision?.adjustedP ?? null,
    pText: pText(change),
    test: testText(change),
    verdict,
    verdictText: VERDICT_WORDS[verdict],
    because: whyText(change),
    icon: iconOf(change),
    moved: MOVED.has(verdict),
    differing: change.differing,
  };
}

function valueOf(
  value: number | null,
  unit: string | null,
  entries: readonly CatalogueMeasure[],
  n: number,
): SideValue {
  const runs = new Set(entries.map(({ run }) => run)).size;
  return { value, text: valueText(value, unit), n, runs, sources: entries.map(sourceOf) };
}

function testText({ comparison: { test, exact } }: Change): string | null {
  if (test === null) return null;
  if (test === 'welch') return 'Welch’s t, from summaries';
  return exact ? 'Mann-Whitney U, exact' : 'Mann-Whitney U, normal approximation';
}

function iconOf({ verdict, comparison: { change } }: Change): VerdictIcon {
  switch (verdict) {
    case 'improved':
    case 'regressed':
    case 'changed':
      return (change ?? 0) >= 0 ? 'arrow-up' : 'arrow-down';
    case 'differs-one-run-each':
      return 'arrow-swap';
    case 'no-change':
      return 'dash';
    case 'not-comparable':
      return 'circle-slash';
    case 'not-enough-samples':
    case 'not-testable':
      return 'question';
  }
}

function verdictSummary(rows: readonly CompareRow[]): string {
  const counts = new Map<string, number>();
  for (const { verdictText } of rows.flatMap(({ changes }) => changes))
    counts.set(verdictText, (counts.get(verdictText) ?? 0) + 1);
  const parts = [...counts].map(([text, count]) => `${String(count)} ${text}`);
  return parts.length === 0 ? 'The sides share no benchmark.' : `${parts.join(', ')}.`;
}

function unpairedOf({ onlyBefore, onlyAfter }: ComparisonResult, side: number): Unpaired[] {
  const told = (entries: readonly CatalogueMeasure[], where: Unpaired['where']): Unpaired[] =>
    entries.map((entry) => ({ side, where, name: measureName(entry), source: sourceOf(entry) }));
  return [...told(onlyBefore, 'baseline'), ...told(onlyAfter, 'side')];
}

/** Environment entries and tool versions in which two sides differ as a whole. */
function differences(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
  side: number,
): EnvironmentDifference[] {
  const [left, right] = [environmentOf(before), environmentOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [a, b] = [left.get(key) ?? 'not recorded', right.get(key) ?? 'not recorded'];
    return a === b ? [] : [{ side, key, before: a, after: b }];
  });
}

function environmentOf(entries: readonly CatalogueMeasure[]): Map<string, string> {
  const values = new Map<string, Set<string>>();
  for (const run of new Set(entries.map((entry) => entry.run))) {
    const version: Bag = run.toolVersion === null ? {} : { 'tool version': run.toolVersion };
    const bag: Bag = { ...run.environment, ...version };
    for (const [key, value] of Object.entries(bag)) {
      values.set(key, (values.get(key) ?? new Set()).add(String(value)));
    }
  }
  return new Map([...values].map(([key, own]) => [key, [...own].sort().join(' | ')]));
}

/** What made pairs not comparable, most often first. */
function suggestions(results: readonly ComparisonResult[], { ignore }: CompareQuery): string[] {
  const counts = new Map<string, number>();
  for (const name of results.flatMap(({ changes }) => changes.flatMap(({ differing }) => differing)))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name)
    .filter((name) => !ignore.includes(name));
}
