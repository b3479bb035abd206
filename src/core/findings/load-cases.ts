import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { Bag, Benchmark, Scalar } from '../model/measure.ts';
import { isTag, LENGTHS, LOADS, loadValue, withoutLoad } from './load-names.ts';
import { unpooled, type Row } from './rows.ts';

/** One benchmark of one run at one load. */
export interface LoadCase {
  readonly run: CatalogueRun;
  readonly benchmark: string;
  /** Of the run and of the benchmark. */
  readonly parameters: Bag;
  /** Category without the load, as the curve's name. */
  readonly category: readonly string[];
  readonly rows: readonly Row[];
}

/** Cases that differ in one load only, with what follows that load. */
export interface LoadSweep {
  /** The load in which the cases differ. */
  readonly parameter: string;
  /** Further loads and lengths that have one value for each load ("num_prompts" that grows with it). */
  readonly tied: readonly string[];
  readonly cases: readonly LoadCase[];
}

/** A curve needs this many different loads. */
export const CURVE_NEEDS = 3;

/** Environment entries that change from run to run on one machine. */
const VOLATILE = /mhz|clock|load|free|avail|used|uptime|date|time|pid|port/iu;

/** A case, and everything of it but the load as one text. */
export interface KeyedCase {
  readonly one: LoadCase;
  readonly key: string;
}

/** The cases among rows of one or several runs, in the order of the rows. */
export function* loadCases(rows: readonly Row[]): Steps<KeyedCase[]> {
  const cases = yield* casesOf(yield* filterSteps(rows, hasLoad));
  return yield* mapSteps(cases, (one) => ({ one, key: configurationKey(one) }), 20);
}

/** Every set of cases that differ in nothing but a load, in their order. */
export function* loadSweeps(cases: readonly KeyedCase[]): Steps<LoadSweep[]> {
  const groups = yield* groupSteps(cases, ({ key }) => key);
  const sweeps = yield* mapSteps(groups.values(), (group) => split(group.map(({ one }) => one)), 1);
  return sweeps.flat();
}

function* casesOf(rows: readonly Row[]): Steps<LoadCase[]> {
  const single = (yield* mapSteps(rows, unpooled, 20)).flat();
  const byBenchmark = new Map<Benchmark, Row[]>();
  for (const row of single) {
    const benchmark = row.entries[0]?.benchmark;
    if (benchmark === undefined) continue;
    const known = byBenchmark.get(benchmark);
    if (known === undefined) byBenchmark.set(benchmark, [row]);
    else known.push(row);
  }
  yield;
  const cases = yield* mapSteps(
    byBenchmark.values(),
    ([first, ...others]) => (first === undefined ? [] : [caseOf(first, [first, ...others])]),
    20,
  );
  return cases.flat();
}

const loaded = new WeakMap<Bag, boolean>();

/** The rows of a benchmark share their parameters: they are looked at once. */
function hasLoad({ run, entries, parameters }: Row): boolean {
  if (entries.length === 1) {
    let known = loaded.get(parameters);
    if (known === undefined) loaded.set(parameters, (known = LOADS.some((key) => key in parameters)));
    return known;
  }
  return entries.some(({ benchmark }) =>
    LOADS.some((key) => key in benchmark.parameters || key in run.parameters),
  );
}

function caseOf({ run, benchmark, parameters }: Row, rows: readonly Row[]): LoadCase {
  const values = numbersOf(parameters);
  const category = run.category.map((part) => withoutLoad(part, values));
  return { run, benchmark, parameters, category, rows };
}

function numbersOf(parameters: Bag): Set<number> {
  const values = [...LOADS, ...LENGTHS].map((key) => numberIn(parameters[key]));
  return new Set(values.filter((value) => value !== null));
}

/** Lengths may be zero (the first stage) or have a unit (`30s`). */
function numberIn(value: Scalar | undefined): number | null {
  return value === 0 ? 0 : loadValue(value);
}

/** Everything but the load: cases with equal keys measured the same thing in the same way. */
function configurationKey({ run, benchmark, parameters, category }: LoadCase): string {
  const values = numbersOf(parameters);
  const rest = Object.entries(parameters)
    .filter(([key]) => !LOADS.includes(key) && !LENGTHS.includes(key))
    .map(([key, value]) => [key, isTag(key) ? withoutLoad(String(value), values) : value]);
  const environment = Object.entries(run.environment).filter(([key]) => !VOLATILE.test(key));
  const name = /^\d*$/u.test(run.name) ? '' : withoutLoad(run.name, values);
  return JSON.stringify([
    [run.file.root, run.tool ?? run.file.format, run.toolVersion, category, name],
    withoutLoad(benchmark, values),
    sorted(rest),
    sorted(environment),
  ]);
}

function sorted(entries: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return [...entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** The curves of one configuration: a case belongs to the first load that has loads enough with everything else equal. */
function split(group: readonly LoadCase[]): LoadSweep[] {
  const sweeps: LoadSweep[] = [];
  let left = [...group];
  for (const parameter of LOADS) {
    const candidates = left.filter((one) => loadValue(one.parameters[parameter]) !== null);
    const found = sweepsOver(parameter, candidates);
    sweeps.push(...found);
    const used = new Set(found.flatMap(({ cases }) => cases));
    left = left.filter((one) => !used.has(one));
  }
  return sweeps;
}

function sweepsOver(parameter: string, candidates: readonly LoadCase[]): LoadSweep[] {
  if (loadCount(parameter, candidates) < CURVE_NEEDS) return [];
  const loads = LOADS.filter((key) => key !== parameter);
  return apart(parameter, loads, candidates)
    .flatMap((cases) => apart(parameter, LENGTHS, cases))
    .flatMap((cases) => byRun(parameter, cases))
    .filter((cases) => loadCount(parameter, cases) >= CURVE_NEEDS)
    .map((cases) => ({ parameter, tied: tiedTo(parameter, [...loads, ...LENGTHS], cases), cases }));
}

/** Splits by those of `keys` that vary while the load stays. */
function apart(parameter: string, keys: readonly string[], cases: readonly LoadCase[]): LoadCase[][] {
  const free = keys.filter((key) => !followsLoad(parameter, key, cases));
  return [...groupBy(cases, (one) => free.map((key) => text(one, key)).join('|')).values()];
}

/** A run that holds a whole curve is one of its own; runs of one load each make one together. */
function byRun(parameter: string, cases: readonly LoadCase[]): (readonly LoadCase[])[] {
  const runs = [...groupBy(cases, ({ run }) => run.id).values()];
  const whole = runs.filter((own) => loadCount(parameter, own) >= CURVE_NEEDS);
  const others = runs.filter((own) => !whole.includes(own)).flat();
  return [...whole, others];
}

function tiedTo(parameter: string, keys: readonly string[], cases: readonly LoadCase[]): string[] {
  return keys.filter(
    (key) => new Set(cases.map((one) => text(one, key))).size > 1 && followsLoad(parameter, key, cases),
  );
}

/** One value of `key` for each load. */
function followsLoad(parameter: string, key: string, cases: readonly LoadCase[]): boolean {
  const seen = new Map<number | null, string>();
  return cases.every((one) => {
    const load = loadValue(one.parameters[parameter]);
    const known = seen.get(load) ?? text(one, key);
    seen.set(load, known);
    return known === text(one, key);
  });
}

function loadCount(parameter: string, cases: readonly LoadCase[]): number {
  return new Set(cases.map((one) => loadValue(one.parameters[parameter]))).size;
}

function text({ parameters }: LoadCase, key: string): string {
  return String(parameters[key] ?? '');
}
