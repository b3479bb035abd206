import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { remembered } from '../model/remembered.ts';
import type { Steps } from '../model/steps.ts';
import { runToEnd } from '../model/steps.ts';
import type { Direction } from '../model/measure.ts';

/** Everything that counts of one metric in one unit, in the order of the snapshot. */
export interface MetricEntries {
  /** Opaque and stable between snapshots. */
  readonly key: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly direction: Direction;
  readonly entries: readonly CatalogueMeasure[];
  /** The same entries by their runs. */
  readonly byRun: ReadonlyMap<CatalogueRun, readonly CatalogueMeasure[]>;
  /** Labels as the files spell them, with how many measures have each; most first. */
  readonly labels: ReadonlyMap<string, number>;
}

/** The measures of a snapshot by metric. */
export interface MetricIndex {
  readonly byKey: ReadonlyMap<string, MetricEntries>;
  /** Measures that do not count. */
  readonly notCounted: number;
}

const indexes = new WeakMap<Snapshot, MetricIndex>();

/** So many measures are indexed between two turns of the host. */
const SLICE = 5000;

/** To come to a run takes as long as so many measures. */
const PER_RUN = 50;

/** The index of a snapshot, made once. */
export function metricIndex(snapshot: Snapshot): MetricIndex {
  return indexes.get(snapshot) ?? runToEnd(metricIndexSteps(snapshot));
}

/** The same in slices, for hosts that must stay responsive: afterwards `metricIndex` answers at once. */
export function* metricIndexSteps(snapshot: Snapshot): Steps<MetricIndex> {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const groups = new Groups<Group>((first) => ({
    ...first,
    entries: [],
    byRun: new Map(),
    labels: new Map(),
  }));
  let notCounted = 0;
  let left = SLICE;
  for (const run of snapshot.runs) {
    const own = yield* indexOfRun(run);
    notCounted += own.notCounted;
    for (const part of own.groups) add(groups.of(part), run, part);
    left -= PER_RUN + run.measures.length;
    if (left > 0) continue;
    left = SLICE;
    yield;
  }
  const byKey = new Map<string, MetricEntries>();
  for (const group of groups.all()) {
    const { metric, unit, direction, entries, byRun } = group;
    const key = metricKey(metric, unit);
    byKey.set(key, { key, metric, unit, direction, entries, byRun, labels: byCount(group.labels) });
  }
  const index = { byKey, notCounted };
  indexes.set(snapshot, index);
  return index;
}

/** One metric in one unit. */
type Kind = Pick<MetricEntries, 'metric' | 'unit' | 'direction'>;

interface Part extends Kind {
  readonly entries: CatalogueMeasure[];
  readonly labels: Map<string, number>;
}

interface Group extends Part {
  readonly byRun: Map<CatalogueRun, readonly CatalogueMeasure[]>;
}

/** Metrics in the order of their first measures, and of each its units. */
class Groups<G extends Kind> {
  readonly #byMetric = new Map<string, Map<string | null, G>>();
  readonly #make: (first: Kind) => G;

  constructor(make: (first: Kind) => G) {
    this.#make = make;
  }

  of({ metric, unit, direction }: Kind): G {
    let units = this.#byMetric.get(metric);
    if (units === undefined) this.#byMetric.set(metric, (units = new Map<string | null, G>()));
    let group = units.get(unit);
    if (group === undefined) units.set(unit, (group = this.#make({ metric, unit, direction })));
    return group;
  }

  *all(): Generator<G> {
    for (const units of this.#byMetric.values()) yield* units.values();
  }
}

const indexOfRun = remembered(function* (run: CatalogueRun): Steps<{
  readonly groups: readonly Part[];
  readonly notCounted: number;
}> {
  const groups = new Groups<Part>((first) => ({ ...first, entries: [], labels: new Map() }));
  let notCounted = 0;
  let seen = 0;
  for (const entry of run.measures) {
    if (++seen % SLICE === 0) yield;
    if (!entry.counted) {
      notCounted++;
      continue;
    }
    const { entries, labels } = groups.of(entry.measure);
    const { label } = entry.measure;
    entries.push(entry);
    labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  return { groups: [...groups.all()], notCounted };
});

function add({ entries, byRun, labels }: Group, run: CatalogueRun, part: Part): void {
  for (const entry of part.entries) entries.push(entry);
  byRun.set(run, part.entries);
  for (const [label, count] of part.labels) labels.set(label, (labels.get(label) ?? 0) + count);
}

function byCount(labels: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...labels].sort((a, b) => b[1] - a[1]));
}

/** Key of a metric in one unit, as `ChartQuery.metric` holds it. */
export function metricKey(metric: string, unit: string | null): string {
  return unit === null ? metric : `${metric} [${unit}]`;
}
