import type { BoxSummary, ChartPoint, DistributionGroup, DistributionSpec } from '../charts/spec.ts';
import type { Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { meanOf } from '../stats/vector.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, cut, groupingText, NARROW, SourceList, valueAxis } from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { configurationCount } from '../findings/configurations.ts';
import { firstAtLeast, observationsAt } from './observations.ts';
import { NO_SAMPLES, observedGroups, type Observed } from './observed-groups.ts';
import type { EmptyState } from './state.ts';

/** Quartiles of fewer values are a play with them. */
const BOX_NEEDS = 5;

/** Box and strip per group: every sample of its measures, or the one number of measures without samples. */
export function* distributionCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const { query, limits, metric } = input;
  const { observed, groups } = yield* observedGroups(input, limits.groups);
  if (observed.every(({ values }) => values.length === 0)) return NO_SAMPLES;
  const sources = new SourceList();
  const room = Math.max(20, Math.floor(limits.points / Math.max(1, observed.length)));
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
  const leftOut = cut(observed.length, groups, 'groups', NARROW);
  return { views: [{ spec, dense: null }], notes, leftOut: leftOut === null ? [] : [leftOut] };
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
