import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { scalarText } from '../findings/names.ts';
import type { Bag } from '../model/measure.ts';
import type { Change } from './compare.ts';

/** A key in which two sides are not alike, with what each of them says; empty where a side does not record it. */
export interface Difference {
  readonly key: string;
  /** Parameters make numbers incomparable; an environment is told beside them. */
  readonly of: 'configuration' | 'environment';
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What sets the runs of two sides apart, configuration first. A key that only one side records is listed too: whether the
 * sides are alike in it cannot be told.
 */
export function differencesOf(changes: readonly Change[]): Difference[] {
  const before = runsOf(changes.flatMap(({ pair }) => pair.before));
  const after = runsOf(changes.flatMap(({ pair }) => pair.after));
  return [
    ...bagDifferences('configuration', before, after, (run) => run.parameters),
    ...bagDifferences('environment', before, after, environmentOf),
  ];
}

function environmentOf({ environment, tool, file, toolVersion }: CatalogueRun): Bag {
  if (toolVersion === null) return environment;
  return { ...environment, [`version of ${tool ?? file.format ?? 'the tool'}`]: toolVersion };
}

function runsOf(entries: readonly CatalogueMeasure[]): CatalogueRun[] {
  return [...new Set(entries.map(({ run }) => run))];
}

function bagDifferences(
  of: Difference['of'],
  before: readonly CatalogueRun[],
  after: readonly CatalogueRun[],
  bagOf: (run: CatalogueRun) => Bag,
): Difference[] {
  const keys = new Set([...before, ...after].flatMap((run) => Object.keys(bagOf(run))));
  return [...keys]
    .map((key) => ({ key, of, before: valuesOf(before, key, bagOf), after: valuesOf(after, key, bagOf) }))
    .filter((difference) => difference.before.join('\n') !== difference.after.join('\n'));
}

function valuesOf(runs: readonly CatalogueRun[], key: string, bagOf: (run: CatalogueRun) => Bag): string[] {
  const values = runs.flatMap((run) => {
    const value = bagOf(run)[key];
    return value === undefined ? [] : [scalarText(value)];
  });
  return [...new Set(values)].sort();
}
