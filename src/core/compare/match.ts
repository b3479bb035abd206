import { okValues } from '../catalogue/numbers.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { centerOf, statisticsOf } from '../contract/statistics.ts';
import { LabelGroups } from '../findings/row-groups.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { Bag, Benchmark } from '../model/measure.ts';
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

/** So many measures are looked at, or benchmarks matched, between two turns of the host. */
const SLICE = 2000;

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
  const nameOf = benchmarkNamer(withCategory, ignored);
  const groups = new LabelGroups<CatalogueMeasure>();
  yield* addAll(groups, own, nameOf);
  const counts = yield* mapSteps(groups.all, ({ length }) => length);
  yield* addAll(groups, others, nameOf);
  const pairs: Pair[] = [];
  const onlyBefore: CatalogueMeasure[] = [];
  const onlyAfter: CatalogueMeasure[] = [];
  for (const [index, group] of groups.all.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const count = counts[index];
    if (count === undefined) for (const entry of group) onlyAfter.push(entry);
    else if (count === group.length) for (const entry of group) onlyBefore.push(entry);
    else pairs.push(pairOf(group.slice(0, count), group.slice(count)));
  }
  return { pairs, onlyBefore, onlyAfter };
}

function comparable(entries: readonly CatalogueMeasure[]): Steps<CatalogueMeasure[]> {
  return filterSteps(entries, ({ counted }) => counted);
}

/** How many categories there are. */
function* categoriesOf(entries: readonly CatalogueMeasure[]): Steps<number> {
  const found = new Set<string>();
  let last: CatalogueRun | null = null;
  let seen = 0;
  for (const { run } of entries) {
    if (++seen % SLICE === 0) yield;
    if (run === last) continue;
    last = run;
    found.add(run.category.join('/'));
  }
  return found.size;
}

/** Files the measures of a side under what was measured. */
function* addAll(
  groups: LabelGroups<CatalogueMeasure>,
  entries: readonly CatalogueMeasure[],
  nameOf: (entry: CatalogueMeasure) => string,
): Steps<void> {
  let seen = 0;
  for (const entry of entries) {
    if (++seen % SLICE === 0) yield;
    groups.add(entry, entry.measure, nameOf(entry));
  }
}

/** Names the benchmark of a measure, each benchmark once: a run has many measures of each. */
function benchmarkNamer(withCategory: boolean, ignored: Ignored): (entry: CatalogueMeasure) => string {
  if (!withCategory && ignored.size === 0) return ({ benchmark }) => benchmarkKey(benchmark);
  const names = new Map<Benchmark, string>();
  return ({ run, benchmark }) => {
    let name = names.get(benchmark);
    if (name === undefined) {
      name = `${withCategory ? JSON.stringify(run.category) : ''}${keyWithout(benchmark, ignored)}`;
      names.set(benchmark, name);
    }
    return name;
  };
}

const keys = new WeakMap<Benchmark, string>();

/** Equal for the same benchmark in any run: name and parameters. */
function benchmarkKey(benchmark: Benchmark): string {
  let key = keys.get(benchmark);
  if (key === undefined) keys.set(benchmark, (key = keyWithout(benchmark, NOTHING_IGNORED)));
  return key;
}

function keyWithout({ name, parameters }: Benchmark, ignored: Ignored): string {
  const told = Object.entries(parameters)
    .filter(([key]) => !ignored.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, told]);
}

/** Equal for the same metric of the same benchmark in any run: name, parameters, metric, label and unit. */
export function measureKey({ benchmark, measure }: CatalogueMeasure): string {
  const { metric, label, unit } = measure;
  return [benchmarkKey(benchmark), metric, label, unit ?? ''].join('\u0000');
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
export function sideOf(entries: readonly CatalogueMeasure[], runs = runCount(entries)): Side {
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

/** How many runs measures are of. */
export function runCount(entries: readonly CatalogueMeasure[]): number {
  return new Set(entries.map(({ run }) => run.id)).size;
}

function severalRuns(entries: readonly CatalogueMeasure[], runs: number): Side {
  const means = centersOf(entries);
  return { runs, samples: means.length > 0 ? new Float64Array(means) : null, summary: null, value: null };
}

/** The number of each measure that has one: its mean, else its median or its value. */
export function centersOf(entries: readonly CatalogueMeasure[]): number[] {
  const found: number[] = [];
  for (const entry of entries) {
    const value = centerOf(entry);
    if (value !== null) found.push(value);
  }
  return found;
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
  const [left, right] = [bagsOf(before, bagOf), bagsOf(after, bagOf)];
  const values = (bags: readonly Bag[], key: string): string =>
    [...new Set(bags.map((bag) => String(bag[key] ?? '')))].sort().join('|');
  const named = new Set([...left, ...right].flatMap((bag) => Object.keys(bag)));
  return [...named].filter((key) => {
    const [own, other] = [values(left, key), values(right, key)];
    return own !== '' && other !== '' && own !== other;
  });
}

function bagsOf(entries: readonly CatalogueMeasure[], bagOf: (run: CatalogueRun) => Bag): Bag[] {
  return [...new Set(entries.map(({ run }) => run))].map(bagOf);
}
