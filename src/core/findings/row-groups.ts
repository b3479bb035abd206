import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Steps } from '../model/steps.ts';

/** Measures of one label in one metric and unit, by the name of their benchmark. */
interface Kind {
  readonly metric: string;
  /** '' without one. */
  readonly unit: string;
  readonly groups: Map<string, CatalogueMeasure[]>;
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 2000;

/**
 * The measures of one run that count, by label, metric, unit and name of the benchmark, in the order of their first. No key is
 * put together for a measure: a label is looked up, then its benchmark.
 */
export function* countedGroups(
  measures: readonly CatalogueMeasure[],
): Steps<(readonly CatalogueMeasure[])[]> {
  const kinds = new Map<string, Kind[]>();
  const found: CatalogueMeasure[][] = [];
  let seen = 0;
  for (const entry of measures) {
    if (++seen % SLICE === 0) yield;
    if (!entry.counted) continue;
    const { groups } = kindOf(entry, kinds);
    const group = groups.get(entry.benchmark.name);
    if (group !== undefined) group.push(entry);
    else {
      const made = [entry];
      groups.set(entry.benchmark.name, made);
      found.push(made);
    }
  }
  return found;
}

/** A label has one metric and one unit nearly always. */
function kindOf({ measure }: CatalogueMeasure, kinds: Map<string, Kind[]>): Kind {
  const { label, metric } = measure;
  const unit = measure.unit ?? '';
  const all = kinds.get(label);
  const known = all?.find((kind) => kind.metric === metric && kind.unit === unit);
  if (known !== undefined) return known;
  const made: Kind = { metric, unit, groups: new Map() };
  if (all === undefined) kinds.set(label, [made]);
  else all.push(made);
  return made;
}
