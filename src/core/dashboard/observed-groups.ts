import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import type { ChartInput } from './chart.ts';
import { groupEntriesSteps, namerOf, type EntryGroup } from './grouping.ts';
import { observedValues } from './observations.ts';
import { pointOf } from './points.ts';
import { empty, type EmptyState } from './state.ts';

/** A group with all that was observed in it. */
export interface Observed {
  readonly group: EntryGroup;
  /** Ascending. */
  readonly values: Float64Array;
  readonly failed: number;
}

export const NO_SAMPLES: EmptyState = empty(
  'No measure of this metric keeps its samples.',
  'Choose bars: they show what the tools report.',
);

/** At most so many groups with their observations, and how many groups there are. */
export function* observedGroups(
  input: ChartInput,
  most: number,
  first: 'by name' | 'most observed' = 'by name',
): Steps<{ readonly observed: readonly Observed[]; readonly groups: number }> {
  const groups = yield* groupEntriesSteps(input.entries, splitNamer(input));
  const observed: Observed[] = [];
  const ordered =
    first === 'by name' || groups.length <= most
      ? groups
      : groups.toSorted((a, b) => observations(b) - observations(a));
  for (const group of ordered.slice(0, most)) observed.push(yield* observe(group));
  return { observed, groups: groups.length };
}

function observations({ entries }: EntryGroup): number {
  return entries.reduce((sum, { measure }) => sum + (measure.samples?.values.length ?? 1), 0);
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
