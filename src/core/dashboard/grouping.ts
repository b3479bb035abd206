import { modelOfEntry } from '../catalogue/group.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { benchmarkText, categoryName } from '../findings/names.ts';
import { varyingLevels } from '../findings/rows.ts';
import { compareText } from '../format/compare.ts';
import { groupSteps, mapSteps, runToEnd, sortSteps, type Steps } from '../model/steps.ts';
import type { Bag } from '../model/measure.ts';
import { labelledKey, parameterText } from '../findings/configurations.ts';
import { picked } from '../findings/load-names.ts';
import type { Grouping } from './query.ts';

/** What a run or a measure is called where it does not say. */
const UNKNOWN = 'not recorded';

/** Measures of one group, in the order of the snapshot. */
export interface EntryGroup {
  readonly name: string;
  readonly entries: readonly CatalogueMeasure[];
}

/** A way to name measures. */
export type Namer = (entry: CatalogueMeasure) => string;

/** The names of measures in a grouping; the configurations among `all` get names as short as tells them apart. */
export function namerOf(grouping: Grouping, all: readonly CatalogueMeasure[]): Namer {
  return runToEnd(namerSteps(grouping, all));
}

/** The same in slices. */
export function* namerSteps(grouping: Grouping, all: readonly CatalogueMeasure[]): Steps<Namer> {
  switch (grouping) {
    case 'configuration':
      return yield* configurationNamer(all);
    case 'benchmark':
      return ({ benchmark, run }) => benchmark.name || run.name || categoryName(run.category);
    case 'category':
      return ({ run }) => categoryName(run.category) || UNKNOWN;
    case 'model':
      return (entry) => modelOfEntry(entry) ?? UNKNOWN;
    case 'tool':
      return ({ run }) => run.tool ?? run.file.format ?? UNKNOWN;
    case 'series':
      return ({ run }) => run.series;
    case 'run':
      return ({ run }) => run.id;
    default: {
      const name = grouping.slice('parameter:'.length);
      return (entry) => parameterText(entry, name) ?? UNKNOWN;
    }
  }
}

/** Groups in natural order of their names. */
export function groupEntries(entries: readonly CatalogueMeasure[], namer: Namer): EntryGroup[] {
  return runToEnd(groupEntriesSteps(entries, namer));
}

/** The same in slices. */
export function* groupEntriesSteps(entries: readonly CatalogueMeasure[], namer: Namer): Steps<EntryGroup[]> {
  const groups = yield* groupSteps(entries, namer, SLICE);
  const sorted = yield* sortSteps([...groups], ([a], [b]) => compareText(a, b));
  return sorted.map(([name, group]) => ({ name, entries: group }));
}

/** So many measures get their keys or names between two turns of the host. */
const SLICE = 500;

/** One measure for each configuration and label. */
function* representatives(all: readonly CatalogueMeasure[]): Steps<Map<string, CatalogueMeasure>> {
  const found = new Map<string, CatalogueMeasure>();
  let seen = 0;
  for (const entry of all) {
    if (++seen % SLICE === 0) yield;
    const key = labelledKey(entry);
    if (!found.has(key)) found.set(key, entry);
  }
  return found;
}

/** Names made of what varies: category, benchmark, parameters, label; and of the tool and the series where that is not enough. */
function* configurationNamer(all: readonly CatalogueMeasure[]): Steps<Namer> {
  const byKey = yield* representatives(all);
  const found = [...byKey.values()];
  const told = yield* toldKeys(found);
  const several = (of: (entry: CatalogueMeasure) => string): boolean => new Set(found.map(of)).size > 1;
  const parts: readonly Namer[] = [
    ...(several(({ run }) => categoryName(run.category))
      ? [({ run }: CatalogueMeasure) => categoryName(run.category)]
      : []),
    (entry) => toldText(entry, told),
    ...(several(({ measure }) => measure.label) ? [({ measure }: CatalogueMeasure) => measure.label] : []),
  ];
  const name = (entry: CatalogueMeasure, ways: readonly Namer[]): string =>
    ways
      .map((way) => way(entry))
      .filter((part) => part !== '')
      .join(' · ') || categoryName(entry.run.category);
  const further: readonly Namer[] = [({ run }) => run.tool ?? '', ({ run }) => run.series];
  let chosen = parts;
  let own: readonly string[] = [];
  for (const ways of [parts, ...further.map((way) => [...parts, way]), [...parts, ...further]]) {
    chosen = ways;
    own = yield* mapSteps(found, (entry) => name(entry, ways), SLICE);
    if (new Set(own).size === found.length) break;
  }
  const names = new Map([...byKey.keys()].map((key, index) => [key, own[index] ?? '']));
  return (entry) => names.get(labelledKey(entry)) ?? name(entry, chosen);
}

function bagOf({ run, benchmark }: CatalogueMeasure): Bag {
  return { ...run.parameters, ...benchmark.parameters };
}

/** So many parameters that vary somewhere are written in every name; of more, those that tell a name from its like. */
const FEW_KEYS = 4;

/** Which parameters are written behind the name of a measure. */
function* toldKeys(
  found: readonly CatalogueMeasure[],
): Steps<(entry: CatalogueMeasure) => ReadonlySet<string>> {
  const varying = new Set(varyingLevels(found.map(bagOf)).keys());
  yield;
  if (varying.size <= FEW_KEYS) return () => varying;
  const like = ({ run, benchmark, measure }: CatalogueMeasure): string =>
    [categoryName(run.category), benchmark.name, measure.label].join('\u0000');
  const own = new Map<string, ReadonlySet<string>>();
  for (const [name, entries] of yield* groupSteps(found, like)) {
    own.set(name, new Set(varyingLevels(entries.map(bagOf)).keys()));
    yield;
  }
  return (entry) => own.get(like(entry)) ?? varying;
}

function toldText(entry: CatalogueMeasure, told: (entry: CatalogueMeasure) => ReadonlySet<string>): string {
  return benchmarkText(entry.benchmark.name, picked(bagOf(entry), [...told(entry)]));
}
