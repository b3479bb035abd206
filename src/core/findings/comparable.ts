import { groupBy } from '../catalogue/twins.ts';
import { filterSteps, groupSteps, mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import { LOADS } from './load-names.ts';
import { perRun } from './row-parts.ts';
import { center, compareBetter, unpooled, varyingLevels, type Row } from './rows.ts';

/** Configurations of one run that differ in one parameter only, best first. */
export interface ComparableSet {
  readonly metric: string;
  /** The parameter in which they differ; "benchmark" where it is the name. */
  readonly parameter: string;
  readonly rows: readonly Row[];
}

/** Metrics of which there is a better, in the rows of one run, where the configurations differ in exactly one thing. */
export function comparableSets(rows: readonly Row[]): readonly ComparableSet[] {
  return known.get(rows) ?? runToEnd(comparableSetsSteps(rows));
}

const known = new WeakMap<readonly Row[], readonly ComparableSet[]>();

/** The same in slices: afterwards `comparableSets` answers at once. */
export function* comparableSetsSteps(rows: readonly Row[]): Steps<readonly ComparableSet[]> {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const sets = (yield* setsOfRuns(rows)).flat();
  known.set(rows, sets);
  return sets;
}

const setsOfRuns = perRun(function* (rows): Steps<readonly ComparableSet[]> {
  const apart = (yield* mapSteps(rows, (row) => (isTold(row) ? unpooled(row) : [row]), 100)).flat();
  const single = yield* filterSteps(
    apart,
    (row) =>
      row.entries.length === 1 &&
      (row.kind === 'samples' || row.kind === 'summary') &&
      row.direction !== 'none' &&
      center(row) !== null,
  );
  const groups = yield* groupSteps(single, (row) =>
    [row.run.id, row.metric, row.unit, labelApart(row)].join('|'),
  );
  const split = yield* mapSteps(groups.values(), splitByVarying, 1);
  return split.flat().filter(({ rows: found }) => found.length > 1);
});

/** A sweep over sizes that names its method: its readings are compared size by size. */
function isTold({ entries }: Row): boolean {
  return entries.length > 1 && TELLING.some((name) => name in (entries[0]?.benchmark.parameters ?? {}));
}

/** The label, unless it is the name of a column that says the method ("Triton (GB/s)"): that is what is compared. */
function labelApart({ label, entries }: Row): string {
  const parameters = entries[0]?.benchmark.parameters ?? {};
  const method = TELLING.map((name) => String(parameters[name] ?? '')).find((value) => value !== '');
  return method !== undefined && label.startsWith(method) ? label.slice(method.length) : label;
}

function splitByVarying(group: readonly Row[]): ComparableSet[] {
  const bags = group.map((row) => row.entries[0]?.benchmark.parameters ?? {});
  const names = new Set(group.map((row) => row.benchmark));
  const varying = [...varyingLevels(bags)].filter(([, levels]) => !levels.includes(''));
  if (names.size === group.length && varying.length === 0) return byName(group);
  const main = mainParameter(varying, group.length);
  if (main === null) return [];
  const rest = groupBy(group, (row) => otherIdentity(row, main));
  return [...rest.values()].map((rows) => ranked(main, rows));
}

const TELLING = [
  'backend',
  'method',
  'kernel',
  'engine',
  'runtime',
  'variant',
  'scheme',
  'provider',
  'implementation',
];

/**
 * Names are compared where they share a group ("fusion/…") and one of them calls itself the reference. Where several do
 * (`copy_base`, `fill_base`), each is the reference of other work, and names alone do not tell of which.
 */
function byName(group: readonly Row[]): ComparableSet[] {
  const groups = groupBy(group, ({ benchmark }) =>
    benchmark.slice(0, Math.max(0, benchmark.lastIndexOf('/'))),
  );
  return [...groups.values()]
    .filter((rows) => rows.filter(({ benchmark }) => isReference(benchmark)).length === 1)
    .map((rows) => ranked('benchmark', rows));
}

/** The parameter to compare by: a telling name first, else the only one that varies beside the amount of work. */
function mainParameter(all: readonly [string, readonly string[]][], rows: number): string | null {
  const telling = TELLING.find((name) => all.some(([key]) => key === name));
  if (telling !== undefined) return telling;
  const varying = all.filter(([name, levels]) => !isAmountOfWork(name, levels));
  const whole = varying.filter(([, levels]) => levels.length === rows);
  const [only] = varying.length === 1 ? varying : whole.length === 1 ? whole : [];
  return only?.[0] ?? null;
}

/** Numbers that choose how work is done rather than how much of it. */
const WAYS =
  /thread|worker|proc|core|parallel|concurren|batch|gpu|block|tile|unroll|vector|bits|precision|quant|chunk|buffer|cache|prefetch|pool|temp|top_|penalty|level/i;

/** Names of numbers that are a load: more of it takes longer by nature, and has findings of its own. */
const LOAD_NAMES: ReadonlySet<string> = new Set(LOADS);

/** "100", "1K", "64 MiB": a bigger problem takes longer, which says nothing of how well it is solved. */
function isAmountOfWork(name: string, levels: readonly string[]): boolean {
  if (!levels.every((level) => /^[\d.,_]+(e\d+)?\s*([kmgt]i?)?b?$/i.test(level))) return false;
  return LOAD_NAMES.has(name) ? !/thread/i.test(name) : !WAYS.test(name);
}

function otherIdentity(row: Row, main: string): string {
  const parameters = Object.entries(row.entries[0]?.benchmark.parameters ?? {}).filter(
    ([key]) => key !== main && !isNote(key),
  );
  return JSON.stringify([row.benchmark, ...parameters.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Parameters that describe how a level ran and so belong to it. */
function isNote(key: string): boolean {
  return key === 'provider' || key === 'providers' || key === 'mode' || key === 'precision';
}

function ranked(parameter: string, rows: readonly Row[]): ComparableSet {
  const sorted = [...rows].sort((a, b) =>
    compareBetter(a.direction, center(a)?.value ?? 0, center(b)?.value ?? 0),
  );
  return { metric: sorted[0]?.metric ?? '', parameter, rows: sorted };
}

/** What a level is called in its set. */
export function levelName(set: ComparableSet, row: Row): string {
  if (set.parameter === 'benchmark') return row.benchmark;
  const value = row.entries[0]?.benchmark.parameters[set.parameter];
  if (value === undefined) return row.benchmark;
  return typeof value === 'string' ? value : `${set.parameter}=${String(value)}`;
}

const REFERENCES = [
  'eager',
  'baseline',
  'base',
  'default',
  'reference',
  'control',
  'naive',
  'none',
  'fp32',
  'cpu',
];

function isReference(name: string): boolean {
  const parts = name.toLowerCase().split(/[^a-z0-9]+/);
  return REFERENCES.some((word) => parts.includes(word));
}

/** The row that others are told against: one that calls itself a baseline, else the last in rank. */
export function referenceOf(set: ComparableSet): Row | null {
  return set.rows.find((row) => isReference(levelName(set, row))) ?? set.rows.at(-1) ?? null;
}

/** It ran on another device than its run says: an ONNX session with the CPU provider inside a CUDA run. */
export function isForeign(row: Row): boolean {
  const parameters = row.entries[0]?.benchmark.parameters ?? {};
  const provider = String(parameters.provider ?? parameters.providers ?? '');
  const device = String(row.parameters.device ?? '');
  return /cpu/i.test(provider) && device !== '' && !/cpu/i.test(device);
}
