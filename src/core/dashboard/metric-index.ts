import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
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
const SLICE = 20_000;

/** The index of a snapshot, made once. */
export function metricIndex(snapshot: Snapshot): MetricIndex {
  return indexes.get(snapshot) ?? runToEnd(metricIndexSteps(snapshot));
}

/** The same in slices, for hosts that must stay responsive: afterwards `metricIndex` answers at once. */
export function* metricIndexSteps(snapshot: Snapshot): Steps<MetricIndex> {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const groups = new Map<string, Map<string | null, Group>>();
  let notCounted = 0;
  let seen = 0;
  for (const entry of snapshot.measures) {
    if (++seen % SLICE === 0) yield;
    if (entry.counted) add(groups, entry);
    else notCounted++;
  }
  const byKey = new Map<string, MetricEntries>();
  for (const units of groups.values()) {
    for (const group of units.values()) byKey.set(group.key, { ...group, labels: byCount(group.labels) });
  }
  const index = { byKey, notCounted };
  indexes.set(snapshot, index);
  return index;
}

interface Group extends MetricEntries {
  readonly entries: CatalogueMeasure[];
  readonly labels: Map<string, number>;
}

function add(groups: Map<string, Map<string | null, Group>>, entry: CatalogueMeasure): void {
  const { metric, unit, label, direction } = entry.measure;
  let units = groups.get(metric);
  if (units === undefined) groups.set(metric, (units = new Map<string | null, Group>()));
  let group = units.get(unit);
  if (group === undefined) {
    const key = metricKey(metric, unit);
    units.set(unit, (group = { key, metric, unit, direction, entries: [], labels: new Map() }));
  }
  group.entries.push(entry);
  group.labels.set(label, (group.labels.get(label) ?? 0) + 1);
}

function byCount(labels: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...labels].sort((a, b) => b[1] - a[1]));
}

/** Key of a metric in one unit, as `ChartQuery.metric` holds it. */
export function metricKey(metric: string, unit: string | null): string {
  return unit === null ? metric : `${metric} [${unit}]`;
}
