import { modelOfEntry } from '../catalogue/group.ts';
import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { loadCurves } from '../findings/load-curves.ts';
import { LOADS } from '../findings/load-names.ts';
import { compareText } from '../format/compare.ts';
import type { Scalar } from '../model/measure.ts';
import type { GroupingChoice, NumericParameter } from './choices.ts';
import { labelledKey, namerOf } from './grouping.ts';
import type { MetricEntries } from './metric-index.ts';
import type { ChartType, Grouping } from './query.ts';
import { snapshotRows } from './snapshot-rows.ts';

/** What the data of one metric allow. */
export interface MetricFacts {
  readonly groupings: readonly GroupingChoice[];
  readonly parameters: readonly NumericParameter[];
  /** For each type why it does not fit; null where it does. */
  readonly misfits: ReadonlyMap<ChartType, string | null>;
  /** Different configurations and labels. */
  readonly configurations: number;
  readonly runs: number;
  /** Measures with more than one sample. */
  readonly sampled: number;
  readonly timeseries: number;
  /** Most runs that one configuration was measured in. */
  readonly longestHistory: number;
  /** Share of the measures that belong to a configuration with a history of `HISTORY` runs, 0 to 1. */
  readonly inHistories: number;
}

/** So many runs of one configuration make a history worth a trend. */
const HISTORY = 4;

/** Looks at everything that counts of a metric and that a filter let in. */
export function factsOf(
  snapshot: Snapshot,
  metric: MetricEntries,
  entries: readonly CatalogueMeasure[],
): MetricFacts {
  const levels = parameterLevels(entries);
  const histories = new Map<string, Set<object>>();
  for (const entry of entries) {
    const key = labelledKey(entry);
    const runs = histories.get(key) ?? new Set();
    histories.set(key, runs.add(entry.run));
  }
  const counts = {
    configurations: histories.size,
    runs: new Set(entries.map(({ run }) => run)).size,
    sampled: entries.filter(({ measure }) => (measure.samples?.values.length ?? 0) > 1).length,
    timeseries: entries.filter(({ measure }) => isTimed(measure)).length,
    longestHistory: Math.max(0, ...[...histories.values()].map((runs) => runs.size)),
    inHistories: shareInHistories(entries, histories),
  };
  const parameters = numericParameters(levels, entries.length);
  const curves = hasLoad(levels) && curvesOf(snapshot, metric) > 0;
  return {
    ...counts,
    groupings: groupingChoices(entries, levels, counts.configurations),
    parameters,
    misfits: misfitsOf({ ...counts, entries: entries.length, parameters: parameters.length, curves }),
  };
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
  readonly parameters: number;
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
      'trend',
      unless(counts.longestHistory > 1, 'No benchmark was measured with equal parameters in several runs.'),
    ],
    ['scatter', unless(counts.parameters > 0, 'No numeric parameter has several levels here.')],
    [
      'load-curve',
      unless(counts.curves, 'No configuration ran at three or more loads with everything else equal.'),
    ],
    ['timeseries', unless(counts.timeseries > 0, 'No measure of this metric has times for its samples.')],
  ]);
}

/** Parameter → level → how many measures have it. */
type Levels = ReadonlyMap<string, ReadonlyMap<Scalar, number>>;

function parameterLevels(entries: readonly CatalogueMeasure[]): Levels {
  const levels = new Map<string, Map<Scalar, number>>();
  const count = (name: string, value: Scalar): void => {
    let own = levels.get(name);
    if (own === undefined) levels.set(name, (own = new Map<Scalar, number>()));
    own.set(value, (own.get(value) ?? 0) + 1);
  };
  for (const { run, benchmark } of entries) {
    for (const [name, value] of Object.entries(run.parameters)) {
      if (!(name in benchmark.parameters)) count(name, value);
    }
    for (const [name, value] of Object.entries(benchmark.parameters)) count(name, value);
  }
  return levels;
}

function shareInHistories(
  entries: readonly CatalogueMeasure[],
  histories: ReadonlyMap<string, ReadonlySet<object>>,
): number {
  const inside = entries.filter((entry) => (histories.get(labelledKey(entry))?.size ?? 0) >= HISTORY);
  return entries.length === 0 ? 0 : inside.length / entries.length;
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

function curvesOf(snapshot: Snapshot, { metric, unit }: MetricEntries): number {
  return loadCurves(snapshotRows(snapshot)).filter(({ throughputs, latencies }) =>
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

function groupingChoices(
  entries: readonly CatalogueMeasure[],
  levels: Levels,
  configurations: number,
): GroupingChoice[] {
  const fixed = FIXED.map(([grouping, title]): GroupingChoice => {
    const namer = namerOf(grouping, entries);
    const without = grouping === 'model' ? entries.filter((entry) => modelOfEntry(entry) === null).length : 0;
    return { grouping, title, groups: new Set(entries.map(namer)).size, without };
  }).filter(({ without }) => without < entries.length);
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
