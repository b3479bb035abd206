import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { BoxSummary, ChartPoint, DistributionGroup, DistributionSpec } from '../charts/spec.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { meanOf } from '../stats/vector.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, cut, groupingText, NARROW, SourceList, valueAxis } from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { configurationCount } from '../findings/configurations.ts';
import { groupEntriesSteps, namerOf, type EntryGroup } from './grouping.ts';
import { firstAtLeast, observationsAt, observedValues } from './observations.ts';
import { pointOf } from './points.ts';
import { empty, type EmptyState } from './state.ts';

/** Quartiles of fewer values are a play with them. */
const BOX_NEEDS = 5;

interface Observed {
  readonly group: EntryGroup;
  /** Ascending. */
  readonly values: Float64Array;
  readonly failed: number;
}

/** Box and strip per group: every sample of its measures, or the one number of measures without samples. */
export function* distributionCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const { query, entries, limits, metric } = input;
  const groups = yield* groupEntriesSteps(entries, splitNamer(input));
  const drawn = groups.slice(0, limits.groups);
  const observed: Observed[] = [];
  for (const group of drawn) observed.push(yield* observe(group));
  if (observed.every(({ values }) => values.length === 0))
    return empty(
      'No measure of this metric keeps its samples.',
      'Choose bars: they show what the tools report.',
    );
  const sources = new SourceList();
  const room = Math.max(20, Math.floor(limits.points / Math.max(1, drawn.length)));
  const title = `${metricInfo(metric.metric).title}: distribution by ${groupingText(query.grouping)}`;
  const baseline = baselineLine(input, sources);
  const base = chartBase(input, { title, what: 'the summary above, every observation below', sources });
  const notes = [...notesOf(observed, room), ...baseline.notes];
  const ends = observed.flatMap(({ values }) => [values[0] ?? [], values.at(-1) ?? []]).flat();
  const boxes: DistributionGroup[] = [];
  for (const one of observed) boxes.push(yield* drawGroup(one, room, sources));
  const spec: DistributionSpec = {
    ...base,
    type: 'distribution',
    value: valueAxis(input, ends, false, null),
    references: [...base.references, ...baseline.lines],
    groups: boxes,
    notes,
  };
  const leftOut = cut(drawn.length, groups.length, 'groups', NARROW);
  return { views: [{ spec, dense: null }], notes, leftOut: leftOut === null ? [] : [leftOut] };
}

/** A group, and within it the split and the label, since a box has no series. */
function splitNamer({ query, entries }: ChartInput): (entry: CatalogueMeasure) => string {
  const namer = namerOf(query.grouping, entries);
  const split = query.split === null ? null : namerOf(query.split, entries);
  const labels = new Set(entries.map(({ measure }) => measure.label));
  const byLabel = labels.size > 1 && query.grouping !== 'configuration';
  return (entry) =>
    [namer(entry), ...(split === null ? [] : [split(entry)]), ...(byLabel ? [entry.measure.label] : [])].join(
      ' · ',
    );
}

function* observe(group: EntryGroup): Steps<Observed> {
  const values = yield* observedValues(group.entries);
  const failed = yield* mapSteps(group.entries, (entry) => pointOf(entry, 'center').failed, 500);
  return { group, values, failed: failed.reduce((sum, one) => sum + one, 0) };
}

function* drawGroup(
  { group, values, failed }: Observed,
  room: number,
  sources: SourceList,
): Steps<DistributionGroup> {
  const [entry] = group.entries;
  const kept = yield* observationsAt(strip(values.length, room), values, group.entries);
  const label = group.name;
  const configurations = configurationCount(group.entries);
  yield;
  return {
    label: configurations > 1 ? `${label} (pooled over ${String(configurations)} configurations)` : label,
    n: values.length,
    gap: values.length > 0 ? null : failed > 0 ? `all ${String(failed)} failed` : 'no samples',
    box: values.length < BOX_NEEDS ? null : boxOf(values),
    points: kept.map(({ value, ...place }): ChartPoint => {
      const source = sources.add(place);
      return { value, gap: null, n: 1, interval: null, label, source, figure: null };
    }),
    source:
      values.length === 0 || entry === undefined
        ? null
        : sources.add({ root: entry.run.file.root, file: entry.run.file.path, ...entry.measure.place }),
    figure: null,
  };
}

/** Ranks of at most `room` of `n` values: both ends, and the others at equal steps of rank. */
function strip(n: number, room: number): number[] {
  if (n <= room) return Array.from({ length: n }, (_, rank) => rank);
  return Array.from({ length: room }, (_, i) => Math.round((i * (n - 1)) / (room - 1)));
}

/** Quartiles of type 7, whiskers at the outermost observations within Tukey's inner fences. */
function boxOf(values: Float64Array): BoxSummary {
  const [q1, median, q3] = [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)];
  const reach = 1.5 * (q3 - q1);
  return {
    whiskerLow: values[firstAtLeast(values, q1 - reach)] ?? q1,
    q1,
    median,
    q3,
    whiskerHigh: values.findLast((value) => value <= q3 + reach) ?? q3,
    mean: meanOf(values),
  };
}

function notesOf(observed: readonly Observed[], room: number): string[] {
  const thinned = observed.filter(({ values }) => values.length > room).length;
  const failed = observed.reduce((sum, one) => sum + one.failed, 0);
  return [
    'Box: quartiles and median; whiskers: outermost observations within 1.5 interquartile ranges.',
    ...(thinned > 0
      ? [
          `Strips show at most ${String(room)} observations at equal steps of rank; boxes stand on all of them.`,
        ]
      : []),
    ...(failed > 0 ? [`${String(failed)} failed observations are not drawn.`] : []),
  ];
}
