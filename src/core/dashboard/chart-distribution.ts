import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type {
  BoxSummary,
  ChartPoint,
  ChartSource,
  DistributionGroup,
  DistributionSpec,
} from '../charts/spec.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { meanOf } from '../stats/vector.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, cut, groupingText, NARROW, SourceList, valueAxis } from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { configurationCount } from '../findings/configurations.ts';
import { groupEntriesSteps, namerOf, type EntryGroup } from './grouping.ts';
import { pointOf } from './points.ts';
import { empty, type EmptyState } from './state.ts';

/** Quartiles of fewer values are a play with them. */
const BOX_NEEDS = 5;

/** One value with where it stands. */
interface Observation extends ChartSource {
  readonly value: number;
}

interface Observed {
  readonly group: EntryGroup;
  /** Ascending by value. */
  readonly values: readonly Observation[];
  readonly failed: number;
}

/** Box and strip per group: every sample of its measures, or the one number of measures without samples. */
export function* distributionCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const { query, entries, limits, metric } = input;
  const groups = yield* groupEntriesSteps(entries, splitNamer(input));
  const drawn = groups.slice(0, limits.groups);
  const observed = yield* mapSteps(drawn, observe, 1);
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
  const ends = observed.flatMap(({ values }) => [values[0]?.value ?? [], values.at(-1)?.value ?? []]).flat();
  const spec: DistributionSpec = {
    ...base,
    type: 'distribution',
    value: valueAxis(input, ends, false, null),
    references: [...base.references, ...baseline.lines],
    groups: yield* mapSteps(observed, (one) => drawGroup(one, room, sources), 1),
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

function observe(group: EntryGroup): Observed {
  const values: Observation[] = [];
  let failed = 0;
  for (const entry of group.entries) {
    failed += pointOf(entry, 'center').failed;
    collect(entry, values);
  }
  return { group, values: values.sort((a, b) => a.value - b.value), failed };
}

function collect({ run, measure }: CatalogueMeasure, into: Observation[]): void {
  const at = { root: run.file.root, file: run.file.path };
  const { samples } = measure;
  if (samples === null) {
    if (measure.value !== null) into.push({ ...at, ...measure.place, value: measure.value });
    return;
  }
  samples.values.forEach((value, index) => {
    if (!Number.isFinite(value) || (samples.outcomes?.[index] ?? 0) !== 0) return;
    into.push({ ...at, value, line: samples.lines[index] ?? 1, column: samples.columns[index] ?? 1 });
  });
}

function drawGroup(
  { group, values, failed }: Observed,
  room: number,
  sources: SourceList,
): DistributionGroup {
  const [first] = values;
  const entry = group.entries[0];
  const kept = strip(values, room);
  const label = group.name;
  const configurations = configurationCount(group.entries);
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
      first === undefined || entry === undefined
        ? null
        : sources.add({ root: entry.run.file.root, file: entry.run.file.path, ...entry.measure.place }),
    figure: null,
  };
}

/** At most `room` values: both ends, and the others at equal steps of rank. */
function strip(values: readonly Observation[], room: number): readonly Observation[] {
  if (values.length <= room) return values;
  const last = values.length - 1;
  return Array.from({ length: room }, (_, i) => values[Math.round((i * last) / (room - 1))]).filter(
    (one) => one !== undefined,
  );
}

/** Quartiles of type 7, whiskers at the outermost observations within Tukey's inner fences. */
function boxOf(observations: readonly Observation[]): BoxSummary {
  const values = Float64Array.from(observations, ({ value }) => value);
  const [q1, median, q3] = [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)];
  const reach = 1.5 * (q3 - q1);
  const inside = values.filter((value) => value >= q1 - reach && value <= q3 + reach);
  return {
    whiskerLow: inside[0] ?? q1,
    q1,
    median,
    q3,
    whiskerHigh: inside.at(-1) ?? q3,
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
