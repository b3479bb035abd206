import type { LoadCase, LoadSweep } from './load-cases.ts';
import { LENGTHS, isTag, picked } from './load-names.ts';
import { bagText, categoryName } from './names.ts';
import { groupBy } from '../catalogue/twins.ts';
import { sharedBag, varyingLevels } from './rows.ts';
import type { Bag } from '../model/measure.ts';

/**
 * A name for each curve, no two alike: its category and model, and as much of the benchmark, the parameters, the file and the
 * run as tells it from the others of that category and model.
 */
export function curveNames(sweeps: readonly LoadSweep[]): string[] {
  const subjects = sweeps.map((sweep) => subjectOf(sweep));
  const ways: readonly ((group: readonly LoadSweep[]) => string[])[] = [
    (group) => group.map((sweep) => first(sweep)?.benchmark ?? ''),
    tellingParameters,
    (group) => group.map((sweep) => first(sweep)?.run.file.path ?? ''),
    (group) => group.map((sweep) => first(sweep)?.run.name ?? ''),
    (group) => group.map(({ parameter }) => parameter),
    (group) => group.map((_, index) => String(index + 1)),
  ];
  return ways.reduce((names, way) => toldApart(names, sweeps, way), subjects);
}

/** Names that repeat get what `way` says of their curves, where it says different things. */
function toldApart(
  names: readonly string[],
  sweeps: readonly LoadSweep[],
  way: (group: readonly LoadSweep[]) => string[],
): string[] {
  const result = [...names];
  const places = groupBy(names.keys(), (index) => names[index] ?? '');
  for (const [name, group] of places) {
    const additions = way(group.flatMap((index) => sweeps[index] ?? []));
    if (new Set(additions).size < 2) continue;
    group.forEach((index, at) => {
      result[index] = [name, additions[at] ?? ''].filter((part) => part !== '').join(', ');
    });
  }
  return result;
}

function subjectOf(sweep: LoadSweep): string {
  const category = categoryName(first(sweep)?.category ?? []);
  const model = String(ownBag(sweep).model ?? '');
  return category.includes(model) ? category : `${category}, ${model}`;
}

/** The values of as few parameters as tell these curves apart: one where one does. */
function tellingParameters(group: readonly LoadSweep[]): string[] {
  const bags = group.map(ownBag);
  const keys = [...varyingLevels(bags)].sort(([, a], [, b]) => b.length - a.length).map(([key]) => key);
  const chosen: string[] = [];
  const texts = (): string[] => bags.map((bag) => bagText(picked(bag, chosen)) ?? '');
  for (const key of keys) {
    if (new Set(texts()).size === group.length) break;
    chosen.push(key);
  }
  return texts();
}

function first(sweep: LoadSweep | undefined): LoadCase | undefined {
  return sweep?.cases[0];
}

/** What holds for all loads of a curve. */
function ownBag({ parameter, cases }: LoadSweep): Bag {
  const shared = sharedBag(cases.map(({ parameters }) => parameters));
  const isOwn = (key: string): boolean => key !== parameter && !LENGTHS.includes(key) && !isTag(key);
  return Object.fromEntries(Object.entries(shared).filter(([key]) => isOwn(key)));
}
