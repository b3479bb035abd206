import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { scalarText } from '../findings/names.ts';
import type { Bag } from '../model/measure.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
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
export function* differenceSteps(changes: readonly Change[]): Steps<Difference[]> {
  const before = yield* runsOf(changes, ({ before: own }) => own);
  const after = yield* runsOf(changes, ({ after: own }) => own);
  return [
    ...(yield* bagDifferences('configuration', before, after, (run) => run.parameters)),
    ...(yield* bagDifferences('environment', before, after, environmentOf)),
  ];
}

function environmentOf({ environment, tool, file, toolVersion }: CatalogueRun): Bag {
  if (toolVersion === null) return environment;
  return { ...environment, [`version of ${tool ?? file.format ?? 'the tool'}`]: toolVersion };
}

/** So many changes or runs are looked at between two turns of the host. */
const SLICE = 1000;

function* runsOf(
  changes: readonly Change[],
  sideOf: (pair: Change['pair']) => readonly CatalogueMeasure[],
): Steps<CatalogueRun[]> {
  const runs = new Set<CatalogueRun>();
  let seen = 0;
  for (const { pair } of changes) {
    for (const { run } of sideOf(pair)) runs.add(run);
    if (++seen % SLICE === 0) yield;
  }
  return [...runs];
}

function* bagDifferences(
  of: Difference['of'],
  before: readonly CatalogueRun[],
  after: readonly CatalogueRun[],
  bagOf: (run: CatalogueRun) => Bag,
): Steps<Difference[]> {
  const bags = { before: yield* mapSteps(before, bagOf), after: yield* mapSteps(after, bagOf) };
  const keys = new Set<string>();
  for (const bag of [...bags.before, ...bags.after]) for (const key of Object.keys(bag)) keys.add(key);
  const found: Difference[] = [];
  for (const key of keys) {
    yield;
    const own = { key, of, before: valuesOf(bags.before, key), after: valuesOf(bags.after, key) };
    if (own.before.join('\n') !== own.after.join('\n')) found.push(own);
  }
  return found;
}

function valuesOf(bags: readonly Bag[], key: string): string[] {
  const values = new Set<string>();
  for (const bag of bags) {
    const value = bag[key];
    if (value !== undefined) values.add(scalarText(value));
  }
  return [...values].sort();
}
