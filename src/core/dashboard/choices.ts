import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import type { Direction } from '../model/measure.ts';
import { pivotAxesSteps, type PivotAxes } from './pivot-axes.ts';
import type { ChartFilter, ChartQuery, ChartType, Grouping } from './query.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { compareText } from '../format/compare.ts';
import { filteredSteps } from './filter.ts';
import { metricIndexSteps, type MetricEntries } from './metric-index.ts';
import { factsOf, type MetricFacts } from './facts.ts';
import { defaultQuery } from './default-query.ts';

/** A metric that exists, in one unit. */
export interface MetricChoice {
  /** For `ChartQuery.metric`. */
  readonly key: string;
  readonly metric: string;
  /** "Time to first token", with the unit where the metric comes in several. */
  readonly title: string;
  /** Canonical; null when unknown. */
  readonly unit: string | null;
  readonly direction: Direction;
  /** One sentence; '' for a metric outside the vocabulary. */
  readonly about: string;
  /** Measures that count and that the filter lets in; 0 where it lets none in. */
  readonly measures: number;
  readonly labels: readonly { readonly label: string; readonly measures: number }[];
}

/** A way to group the measures of the chosen metric. */
export interface GroupingChoice {
  readonly grouping: Grouping;
  /** "Category", "batch_size". */
  readonly title: string;
  /** How many groups it makes. */
  readonly groups: number;
  /** Measures that do not say it (a parameter that they lack). */
  readonly without: number;
}

/** A numeric parameter of the chosen metric. */
export interface NumericParameter {
  readonly name: string;
  readonly levels: number;
  readonly low: number;
  readonly high: number;
  /** Measures that lack it. */
  readonly without: number;
}

export interface TypeChoice {
  readonly type: ChartType;
  readonly title: string;
  readonly fits: boolean;
  /** Why it does not fit ("No measure has more than one sample."); null where it does. */
  readonly why: string | null;
}

/** A run that can be a baseline or be filtered by. */
export interface RunChoice {
  readonly id: string;
  readonly startedAt: string | null;
}

/** What can be chosen for a chart, and what is chosen where nobody did. */
export interface ChartChoices {
  readonly version: number;
  /** In the order of reports: headline metrics first. */
  readonly metrics: readonly MetricChoice[];
  readonly categories: readonly string[];
  readonly tools: readonly string[];
  readonly runs: readonly RunChoice[];
  /** Of `query.metric`, as far as the filter lets in. */
  readonly groupings: readonly GroupingChoice[];
  readonly parameters: readonly NumericParameter[];
  /** Keys of the metrics that it can be weighed against, those that tell most first. */
  readonly others: readonly string[];
  readonly types: readonly TypeChoice[];
  /** A query that shows something wherever there is anything to show; null where nothing counts. */
  readonly query: ChartQuery | null;
  /** What a pivot table of the metric is best read by; null where it has no two groupings. */
  readonly pivot: PivotAxes | null;
}

/** Which metric, and which type, the caller holds on to; left out: chosen from the data. */
export interface Kept {
  readonly metric?: string;
  readonly type?: ChartType;
}

/** What a snapshot lets a person choose, under a filter; groupings, parameters and types are those of the chosen metric. */
export function* choicesSteps(snapshot: Snapshot, filter: ChartFilter, kept: Kept = {}): Steps<ChartChoices> {
  const { byKey } = yield* metricIndexSteps(snapshot);
  const found: Found[] = [];
  for (const metric of byKey.values())
    found.push({ metric, entries: yield* filteredSteps(metric.entries, filter) });
  yield;
  const choices = yield* mapSteps(found, ({ metric, entries }) => metricChoice(metric, entries, byKey), 1);
  const metrics = choices.sort(byRank);
  const chosen = found.find(({ metric }) => metric.key === kept.metric) ?? headlineOf(found, metrics) ?? null;
  yield;
  const facts = chosen === null ? null : yield* factsOf(snapshot, chosen.metric, chosen.entries);
  const pivot =
    facts === null || chosen === null ? null : yield* pivotAxesSteps(chosen.entries, facts.groupings);
  return {
    version: snapshot.version,
    metrics,
    ...runChoices(snapshot),
    groupings: facts?.groupings ?? [],
    parameters: facts?.parameters ?? [],
    others: facts?.others ?? [],
    types: facts === null ? [] : typeChoices(facts),
    query:
      facts === null || chosen === null
        ? null
        : defaultQuery(chosen.metric, facts, filter, kept.type ?? null),
    pivot,
  };
}

interface Found {
  readonly metric: MetricEntries;
  readonly entries: readonly CatalogueMeasure[];
}

/** The first metric, in the order of reports, that has a better direction and enough measures to be worth a first look. */
function headlineOf(found: readonly Found[], metrics: readonly MetricChoice[]): Found | undefined {
  const most = Math.max(0, ...metrics.map(({ measures }) => measures));
  const best =
    metrics.find(({ measures, direction }) => direction !== 'none' && measures >= most / 10) ??
    metrics.find(({ measures }) => measures > 0);
  return found.find(({ metric }) => metric.key === best?.key);
}

function metricChoice(
  one: MetricEntries,
  entries: readonly CatalogueMeasure[],
  all: ReadonlyMap<string, MetricEntries>,
): MetricChoice {
  const { key, metric, unit, direction } = one;
  const { title, about } = metricInfo(metric);
  const isAlone = [...all.values()].filter((other) => other.metric === metric).length === 1;
  const counts = entries === one.entries ? one.labels : labelCounts(entries);
  return {
    key,
    metric,
    title: isAlone ? title : `${title} (${unit ?? 'no unit'})`,
    unit,
    direction,
    about,
    measures: entries.length,
    labels: [...counts].sort((a, b) => b[1] - a[1]).map(([label, measures]) => ({ label, measures })),
  };
}

function labelCounts(entries: readonly CatalogueMeasure[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { measure } of entries) counts.set(measure.label, (counts.get(measure.label) ?? 0) + 1);
  return counts;
}

function byRank(a: MetricChoice, b: MetricChoice): number {
  return (
    metricInfo(a.metric).rank - metricInfo(b.metric).rank ||
    b.measures - a.measures ||
    compareText(a.key, b.key)
  );
}

function runChoices({ runs }: Snapshot): Pick<ChartChoices, 'categories' | 'tools' | 'runs'> {
  const counted = runs.filter((run) => run.measures.some((entry) => entry.counted));
  const unique = (names: readonly string[]): string[] => [...new Set(names)].sort(compareText);
  return {
    categories: unique(counted.map((run) => run.category.join(' / '))),
    tools: unique(counted.map((run) => run.tool ?? run.file.format ?? '')).filter((tool) => tool !== ''),
    runs: counted.map(({ id, startedAt }) => ({ id, startedAt })),
  };
}

const TITLES: Readonly<Record<ChartType, string>> = {
  bars: 'Bars with intervals',
  distribution: 'Distribution',
  histogram: 'Histogram',
  trend: 'Trend over runs',
  scatter: 'Scatter over a parameter',
  'trade-off': 'Trade-off between two metrics',
  'load-curve': 'Load curve',
  timeseries: 'Time series',
};

function typeChoices({ misfits }: MetricFacts): TypeChoice[] {
  return [...misfits].map(([type, why]) => ({ type, title: TITLES[type], fits: why === null, why }));
}
