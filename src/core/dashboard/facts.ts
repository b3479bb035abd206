import { modelOfEntry } from '../catalogue/group.ts';
import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { loadCurvesSteps } from '../findings/load-curves.ts';
import { LOADS } from '../findings/load-names.ts';
import { compareText } from '../format/compare.ts';
import { isCrowded } from '../charts/log-scale.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { Scalar } from '../model/measure.ts';
import type { GroupingChoice, NumericParameter } from './choices.ts';
import { labelledKey } from '../findings/configurations.ts';
import { namerSteps } from './grouping.ts';
import { metricIndexSteps, type MetricEntries } from './metric-index.ts';
import { HISTOGRAM_NEEDS, sampleCount } from './observations.ts';
import { pointOf } from './points.ts';
import { otherMetrics } from './trade-off.ts';
import type { ChartType, Grouping } from './query.ts';
import { snapshotRowsSteps } from '../findings/snapshot-rows.ts';

/** What the data of one metric allow. */
export interface MetricFacts {
  readonly groupings: readonly GroupingChoice[];
  readonly parameters: readonly NumericParameter[];
  /** Keys of the metrics that enough configurations have too, those to weigh it against first. */
  readonly others: readonly string[];
  /** For each type why it does not fit; null where it does. */
  readonly misfits: ReadonlyMap<ChartType, string | null>;
  /** Different configurations and labels. */
  readonly configurations: number;
  readonly runs: number;
  /** Measures with more than one sample. */
  readonly sampled: number;
  /** Measures with a sample: the others hold the tool's summary or one number only. */
  readonly observed: number;
  /** Their numbers lie so far apart that a linear axis shows a third of them as nothing. */
  readonly isCrowded: boolean;
  readonly timeseries: number;
  /** Most runs that one configuration was measured in. */
  readonly longestHistory: number;
  /** Share of the measures that belong to a configuration with a history of `HISTORY` runs, 0 to 1. */
  readonly inHistories: number;
}

/** So many runs of one configuration make a history worth a trend. */
const HISTORY = 4;

/** Looks at everything that counts of a metric and that a filter let in. */
export function* factsOf(
  snapshot: Snapshot,
  metric: MetricEntries,
  entries: readonly CatalogueMeasure[],
): Steps<MetricFacts> {
  const levels = yield* parameterLevels(entries);
  const configurations = yield* groupSteps(entries, labelledKey);
  const histories = yield* mapSteps(configurations.values(), historyOf, 50);
  const runs = new Set(yield* mapSteps(entries, ({ run }) => run));
  const sampled = yield* filterSteps(entries, ({ measure }) => (measure.samples?.values.length ?? 0) > 1);
  const observed = yield* filterSteps(entries, ({ measure }) => (measure.samples?.values.length ?? 0) > 0);
  const observations = sampleCount(observed);
  const values = yield* mapSteps(entries, (entry) => pointOf(entry, 'center').value, VALUES);
  const timed = yield* filterSteps(sampled, ({ measure }) => isTimed(measure));
  const inside = histories.reduce((sum, { runs, measures }) => sum + (runs >= HISTORY ? measures : 0), 0);
  const counts = {
    configurations: histories.length,
    runs: runs.size,
    sampled: sampled.length,
    observed: observed.length,
    isCrowded: isCrowded(values.filter((value) => value !== null)),
    timeseries: timed.length,
    longestHistory: histories.reduce((most, { runs }) => Math.max(most, runs), 0),
    inHistories: entries.length === 0 ? 0 : inside / entries.length,
  };
  const parameters = numericParameters(levels, entries.length);
  const { byKey } = yield* metricIndexSteps(snapshot);
  const others = (yield* otherMetrics(metric, entries, byKey.values())).map(({ key }) => key);
  const curves = hasLoad(levels) && (yield* curvesOf(snapshot, metric)) > 0;
  return {
    ...counts,
    groupings: yield* groupingChoices(entries, levels, counts.configurations),
    parameters,
    others,
    misfits: misfitsOf({
      ...counts,
      entries: entries.length,
      observations,
      parameters: parameters.length,
      others: others.length,
      curves,
    }),
  };
}

/** So many numbers are taken between two turns of the host. */
const VALUES = 200;

/** In how many runs, and how often, one configuration was measured. */
function historyOf(own: readonly CatalogueMeasure[]): { readonly runs: number; readonly measures: number } {
  return { runs: new Set(own.map(({ run }) => run)).size, measures: own.length };
}

/** Values over time: readings of a sampler, or samples that know when they were taken. */
export function isTimed({ kind, samples }: CatalogueMeasure['measure']): boolean {
  return (
    samples !== null &&
    samples.times !== null &&
    samples.values.length > 1 &&
    (kind === 'timeseries' || kind === 'samples')
  );
}

interface Counts {
  readonly entries: number;
  readonly configurations: number;
  readonly sampled: number;
  readonly timeseries: number;
  readonly longestHistory: number;
  readonly observations: number;
  readonly parameters: number;
  readonly others: number;
  readonly curves: boolean;
}

function misfitsOf(counts: Counts): Map<ChartType, string | null> {
  const unless = (fits: boolean, why: string): string | null => (fits ? null : why);
  return new Map<ChartType, string | null>([
    ['bars', unless(counts.entries > 0, 'Nothing that counts has this metric.')],
    [
      'distribution',
      unless(counts.sampled > 0 || counts.configurations > 4, 'No measure of this metric keeps its samples.'),
    ],
    [
      'histogram',
      unless(
        counts.observations >= HISTOGRAM_NEEDS,
        `There are fewer than ${String(HISTOGRAM_NEEDS)} observations: a distribution shows each of them.`,
      ),
    ],
    [
      'trend',
      unless(counts.longestHistory > 1, 'No benchmark was measured with equal parameters in several runs.'),
    ],
    ['scatter', unless(counts.parameters > 0, 'No numeric parameter has several levels here.')],
    ['trade-off', unless(counts.others > 0, 'No three configurations have another metric besides this one.')],
    [
      'load-curve',
      unless(counts.curves, 'No configuration ran at three or more loads with everything else equal.'),
    ],
    ['timeseries', unless(counts.timeseries > 0, 'No measure of this metric has times for its samples.')],
  ]);
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 1000;

/** Parameter → level → how many measures have it. */
type Levels = ReadonlyMap<string, ReadonlyMap<Scalar, number>>;

function* parameterLevels(entries: readonly CatalogueMeasure[]): Steps<Levels> {
  const levels = new Map<string, Map<Scalar, number>>();
  const count = (name: string, value: Scalar): void => {
    let own = levels.get(name);
    if (own === undefined) levels.set(name, (own = new Map<Scalar, number>()));
    own.set(value, (own.get(value) ?? 0) + 1);
  };
  let seen = 0;
  for (const { run, benchmark } of entries) {
    if (++seen % SLICE === 0) yield;
    for (const [name, value] of Object.entries(run.parameters)) {
      if (!(name in benchmark.parameters)) count(name, value);
    }
    for (const [name, value] of Object.entries(benchmark.parameters)) count(name, value);
  }
  return levels;
}

function numericParameters(levels: Levels, entries: number): NumericParameter[] {
  return [...levels].flatMap(([name, values]) => {
    const numbers = [...values.keys()].filter((value) => typeof value === 'number' && Number.isFinite(value));
    if (numbers.length < 2 || numbers.length < values.size) return [];
    const sorted = numbers.map(Number).sort((a, b) => a - b);
    const having = [...values.values()].reduce((sum, count) => sum + count, 0);
    const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
    return [{ name, levels: sorted.length, low, high, without: entries - having }];
  });
}

function hasLoad(levels: Levels): boolean {
  return LOADS.some((name) => (levels.get(name)?.size ?? 0) > 2);
}

function* curvesOf(snapshot: Snapshot, { metric, unit }: MetricEntries): Steps<number> {
  const curves = yield* loadCurvesSteps(yield* snapshotRowsSteps(snapshot));
  return curves.filter(({ throughputs, latencies }) =>
    [...throughputs, ...latencies].some((one) => one.metric === metric && one.unit === unit),
  ).length;
}

const FIXED: readonly (readonly [Grouping, string])[] = [
  ['benchmark', 'Benchmark'],
  ['category', 'Category'],
  ['model', 'Model'],
  ['tool', 'Tool'],
  ['series', 'Series'],
  ['run', 'Run'],
];

function* groupingChoices(
  entries: readonly CatalogueMeasure[],
  levels: Levels,
  configurations: number,
): Steps<GroupingChoice[]> {
  const fixed: GroupingChoice[] = [];
  for (const [grouping, title] of FIXED) {
    const groups = yield* groupSteps(entries, yield* namerSteps(grouping, entries));
    const unnamed =
      grouping === 'model' ? yield* filterSteps(entries, (entry) => modelOfEntry(entry) === null) : [];
    if (unnamed.length < entries.length)
      fixed.push({ grouping, title, groups: groups.size, without: unnamed.length });
  }
  const parameters = [...levels]
    .filter(([, values]) => values.size > 1)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, values]): GroupingChoice => {
      const having = [...values.values()].reduce((sum, count) => sum + count, 0);
      const without = entries.length - having;
      const groups = values.size + (without > 0 ? 1 : 0);
      return { grouping: `parameter:${name}`, title: name, groups, without };
    });
  const all: GroupingChoice = {
    grouping: 'configuration',
    title: 'Configuration',
    groups: configurations,
    without: 0,
  };
  return [all, ...fixed, ...parameters];
}
