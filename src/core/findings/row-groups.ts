import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Measure } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';

/** Items of one label in one metric and unit, by their names. */
interface Kind<T> {
  readonly metric: string;
  /** '' without one. */
  readonly unit: string;
  readonly groups: Map<string, T[]>;
}

/**
 * Items by label, metric, unit and a name. No key is put together for an item, since folders have hundreds of thousands: a
 * label is looked up, then the name.
 */
export class LabelGroups<T> {
  /** In the order of their first items. */
  readonly all: T[][] = [];
  readonly #kinds = new Map<string, Kind<T>[]>();

  add(item: T, of: Pick<Measure, 'label' | 'metric' | 'unit'>, name: string): void {
    const { groups } = this.#kindOf(of);
    const group = groups.get(name);
    if (group !== undefined) group.push(item);
    else {
      const made = [item];
      groups.set(name, made);
      this.all.push(made);
    }
  }

  /** A label has one metric and one unit nearly always. */
  #kindOf({ label, metric, unit: named }: Pick<Measure, 'label' | 'metric' | 'unit'>): Kind<T> {
    const unit = named ?? '';
    const all = this.#kinds.get(label);
    const known = all?.find((kind) => kind.metric === metric && kind.unit === unit);
    if (known !== undefined) return known;
    const made: Kind<T> = { metric, unit, groups: new Map() };
    if (all === undefined) this.#kinds.set(label, [made]);
    else all.push(made);
    return made;
  }
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 2000;

/** The measures of one run that count, by label, metric, unit and name of the benchmark, in the order of their first. */
export function* countedGroups(
  measures: readonly CatalogueMeasure[],
): Steps<(readonly CatalogueMeasure[])[]> {
  const groups = new LabelGroups<CatalogueMeasure>();
  let seen = 0;
  for (const entry of measures) {
    if (++seen % SLICE === 0) yield;
    if (entry.counted) groups.add(entry, entry.measure, entry.benchmark.name);
  }
  return groups.all;
}
