import { okValues } from '../catalogue/numbers.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { statisticsOf } from '../contract/statistics.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import type { Bag } from '../model/measure.ts';
import type { Side } from '../stats/side.ts';

/** One metric of one benchmark on both sides. */
export interface Pair {
  readonly benchmark: string;
  readonly parameters: Bag;
  readonly category: readonly string[];
  readonly before: readonly CatalogueMeasure[];
  readonly after: readonly CatalogueMeasure[];
}

/** Everything of two sides that belongs together, and what has no partner. */
export interface Matched {
  readonly pairs: readonly Pair[];
  readonly onlyBefore: readonly CatalogueMeasure[];
  readonly onlyAfter: readonly CatalogueMeasure[];
}

/** Parameters that the comparison is about: sides may differ in them and still be compared ("model", "runtime"). */
export type Ignored = ReadonlySet<string>;

export const NOTHING_IGNORED: Ignored = new Set();

/** So many benchmarks are matched between two turns of the host. */
const SLICE = 500;

/**
 * Matches by benchmark name, its parameters, metric, label and unit. The category counts only where both sides have
 * several, because a single file's category is made from its name, and the names of two sides differ.
 */
export function* matchSides(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
  ignored: Ignored,
): Steps<Matched> {
  const [own, others] = [yield* comparable(before), yield* comparable(after)];
  const withCategory = (yield* categoriesOf(own)) > 1 && (yield* categoriesOf(others)) > 1;
  const key = (entry: CatalogueMeasure): string => keyOf(entry, withCategory, ignored);
  const left = yield* groupSteps(own, key);
  const right = yield* groupSteps(others, key);
  const pairs: Pair[] = [];
  const onlyBefore: CatalogueMeasure[] = [];
  let seen = 0;
  for (const [name, entries] of left) {
    const partners = right.get(name);
    if (partners === undefined) for (const entry of entries) onlyBefore.push(entry);
    else pairs.push(pairOf(entries, partners));
    right.delete(name);
    if (++seen % SLICE === 0) yield;
  }
  const onlyAfter: CatalogueMeasure[] = [];
  for (const entries of right.values()) {
    for (const entry of entries) onlyAfter.push(entry);
    if (++seen % SLICE === 0) yield;
  }
  return { pairs, onlyBefore, onlyAfter };
}

function comparable(entries: readonly CatalogueMeasure[]): Steps<CatalogueMeasure[]> {
  return filterSteps(entries, ({ counted }) => counted);
}

/** How many categories there are. */
function* categoriesOf(entries: readonly CatalogueMeasure[]): Steps<number> {
  const runs = yield* groupSteps(entries, ({ run }) => run);
  return new Set([...runs.keys()].map(({ category }) => category.join('/'))).size;
}

function keyOf(entry: CatalogueMeasure, withCategory: boolean, ignored: Ignored): string {
  return `${withCategory ? JSON.stringify(entry.run.category) : ''}${measureKey(entry, ignored)}`;
}

/** Equal for the same metric of the same benchmark in any run: name, parameters, metric, label and unit. */
export function measureKey(
  { benchmark, measure }: CatalogueMeasure,
  ignored: Ignored = NOTHING_IGNORED,
): string {
  const parameters = Object.entries(benchmark.parameters)
    .filter(([name]) => !ignored.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([benchmark.name, parameters, measure.metric, measure.label, measure.unit]);
}

/** What the same metric of the same benchmark is on two sides. */
export function pairOf(before: readonly CatalogueMeasure[], after: readonly CatalogueMeasure[]): Pair {
  const first = after[0] ?? before[0];
  return {
    benchmark: first?.benchmark.name ?? '',
    parameters: first?.benchmark.parameters ?? {},
    category: first?.run.category ?? [],
    before,
    after,
  };
}

/** The numbers of one side: one value per run where there are several runs, the samples of the run where there is one. */
export function sideOf(entries: readonly CatalogueMeasure[]): Side {
  const runs = new Set(entries.map(({ run }) => run.id)).size;
  if (runs > 1) return severalRuns(entries, runs);
  const [entry] = entries;
  if (entry === undefined) return { runs: 0, samples: null, summary: null, value: null };
  const { n, mean, stddev, median, value, source } = statisticsOf(entry);
  const samples = entry.measure.samples === null ? null : okValues(entry.measure.samples, warmOnly(entry));
  const summary =
    source === 'reported' && n !== null && mean !== null && stddev !== null ? { n, mean, stddev } : null;
  return {
    runs,
    samples: samples !== null && samples.length > 0 ? samples : null,
    summary,
    value: value ?? mean ?? median,
  };
}

function severalRuns(entries: readonly CatalogueMeasure[], runs: number): Side {
  const means = entries
    .map((entry) => statisticsOf(entry))
    .map(({ mean, median, value }) => mean ?? median ?? value)
    .filter((value) => value !== null);
  return { runs, samples: means.length > 0 ? Float64Array.from(means) : null, summary: null, value: null };
}

/** Latencies are compared on warm rows. */
function warmOnly({ measure, cold }: CatalogueMeasure): Uint8Array | null {
  return measure.direction === 'lower' ? cold : null;
}

/** Keys of run parameters in which the sides differ: such numbers are not of the same thing. */
export function differingParameters(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
): string[] {
  return differingKeys(before, after, (run) => run.parameters);
}

/** Keys of the environment in which the sides differ: told beside the comparison. */
export function differingEnvironment(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
): string[] {
  return differingKeys(before, after, (run) => ({
    ...run.environment,
    ...(run.toolVersion === null ? {} : { 'tool version': run.toolVersion }),
  }));
}

function differingKeys(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
  bagOf: (run: CatalogueRun) => Bag,
): string[] {
  const values = (entries: readonly CatalogueMeasure[], key: string): string =>
    [...new Set(entries.map(({ run }) => String(bagOf(run)[key] ?? '')))].sort().join('|');
  const keys = new Set([...before, ...after].flatMap(({ run }) => Object.keys(bagOf(run))));
  return [...keys].filter((key) => {
    const [left, right] = [values(before, key), values(after, key)];
    return left !== '' && right !== '' && left !== right;
  });
}
