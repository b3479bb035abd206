import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { outcomeOf } from '../catalogue/numbers.ts';
import { isOfSide, type CompareSide } from '../compare/side.ts';
import { categoryName } from '../findings/names.ts';
import { compareText } from '../format/compare.ts';
import { Baselines, chosenBaseline } from '../insight/baseline.ts';
import { compareStart } from '../insight/run-times.ts';
import { CHECK, type Measure } from '../model/measure.ts';
import { filterSteps, groupSteps, sortSteps, type Steps } from '../model/steps.ts';
import type { SetBaseline } from '../report/baseline-sides.ts';

/** Runs of one kind that can be chosen together. */
export interface SideGroup {
  readonly side: CompareSide;
  readonly name: string;
  /** Runs that count. */
  readonly runs: number;
}

/** What can be a side of a comparison: everything with runs that count. */
export interface SideChoices {
  readonly categories: readonly SideGroup[];
  readonly series: readonly SideGroup[];
  /** Folders with results, at any depth, that do not hold all runs. */
  readonly folders: readonly SideGroup[];
  /** Oldest first. */
  readonly runs: readonly CatalogueRun[];
  /** Two sides worth a first look; empty where nothing can be compared. */
  readonly suggested: readonly CompareSide[];
}

/** Independent runs a side that a verdict needs. */
const ENOUGH = 4;

/** More runs than these are no longer the latest ones: a step among them would be on both sides. */
const LATEST = 8;

/**
 * Everything that can be chosen, and a suggestion, in slices.
 * Suggests the baseline that is set (a run, a series, a path) against the latest runs of its series, or the last one where there
 * are too few for verdicts; else, in the series that was run last, its latest runs against the earlier ones where there are
 * enough for verdicts, or the last run against the one before; else the two categories, or the two series, that share most
 * benchmarks under equal numeric settings and checks: a test with 100 users says nothing of one with 1 000.
 */
export function* sideChoiceSteps(snapshot: Snapshot, baseline: SetBaseline | null): Steps<SideChoices> {
  const counted = yield* filterSteps(snapshot.runs, (run) => run.measures.some((entry) => entry.counted));
  const runs = yield* sortSteps(counted, compareStart);
  const series = yield* groupSteps(runs, (run) => run.series);
  const categories = yield* groupSteps(runs, (run) => categoryName(run.category));
  categories.delete('');
  const suggested =
    (yield* againstBaseline(snapshot, runs, baseline)) ??
    (yield* inLastSeries(series)) ??
    (yield* twoOf(categories, (category) => ({ kind: 'category', category }))) ??
    (yield* twoOf(series, (name) => ({ kind: 'series', series: name }))) ??
    [];
  return {
    series: groupsOf(series, (name) => ({ kind: 'series', series: name })),
    categories: groupsOf(categories, (category) => ({ kind: 'category', category })),
    folders: yield* foldersOf(runs),
    runs,
    suggested,
  };
}

function groupsOf(
  groups: ReadonlyMap<string, readonly CatalogueRun[]>,
  sideOfName: (name: string) => CompareSide,
): SideGroup[] {
  return [...groups]
    .map(([name, own]) => ({ side: sideOfName(name), name, runs: own.length }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** So many runs are sorted into folders between two turns of the host. */
const RUNS_SLICE = 1000;

function* foldersOf(runs: readonly CatalogueRun[]): Steps<SideGroup[]> {
  const folders = new Map<string, { readonly root: number; readonly path: string; runs: number }>();
  for (const [index, { file }] of runs.entries()) {
    if (index % RUNS_SLICE === 0) yield;
    const parts = file.path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = parts.slice(0, depth).join('/');
      const key = `${String(file.root)}:${path}`;
      const folder = folders.get(key) ?? { root: file.root, path, runs: 0 };
      folder.runs++;
      folders.set(key, folder);
    }
  }
  return [...folders.values()]
    .filter((folder) => folder.runs < runs.length)
    .map(({ root, path, runs: own }) => ({
      side: { kind: 'folder' as const, root, path },
      name: `${path}/`,
      runs: own,
    }))
    .sort((a, b) => compareText(a.name, b.name) || a.side.root - b.side.root);
}

function sideOf(runs: readonly CatalogueRun[]): CompareSide {
  return { kind: 'runs', ids: runs.map(({ id }) => id) };
}

function* againstBaseline(
  snapshot: Snapshot,
  runs: readonly CatalogueRun[],
  baseline: SetBaseline | null,
): Steps<CompareSide[] | null> {
  if (baseline === null) return null;
  const { text, isRuled } = baseline;
  const baselines = new Baselines(snapshot, () => chosenBaseline({ text }, null));
  yield;
  const own = new Set(baselines.meaning({ text }, 0).runs);
  yield;
  const series = new Set([...own].map((run) => run.series));
  const others = yield* filterSteps(runs, (run) => series.has(run.series) && !own.has(run) && isRuled(run));
  if (others.length === 0) return null;
  const before = yield* filterSteps(runs, (run) => own.has(run));
  // Where the baseline has runs enough for verdicts, one run against them would waste them.
  if (before.length < ENOUGH || others.length < ENOUGH) return [sideOf(before), sideOf(others.slice(-1))];
  return [folderOf(before, runs) ?? sideOf(before), latestOf(others, runs)];
}

function latestOf(others: readonly CatalogueRun[], runs: readonly CatalogueRun[]): CompareSide {
  const latest = others.slice(-LATEST);
  return folderOf(latest, runs) ?? sideOf(latest);
}

/** The folder that holds these runs and no other: people know it by its name. */
function folderOf(own: readonly CatalogueRun[], runs: readonly CatalogueRun[]): CompareSide | null {
  const [first] = own;
  if (first === undefined) return null;
  const parts = first.file.path.split('/').slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    const folder: CompareSide = { kind: 'folder', root: first.file.root, path: parts.join('/') };
    const held = runs.filter(isOfSide(folder));
    if (held.length > own.length) return null;
    if (held.length === own.length) return own.every(isOfSide(folder)) ? folder : null;
  }
  return null;
}

function* inLastSeries(series: ReadonlyMap<string, readonly CatalogueRun[]>): Steps<CompareSide[] | null> {
  const histories = [...series.values()].filter((runs) => runs.length > 1);
  const latest = histories.sort((a, b) => compareText(b.at(-1)?.startedAt ?? '', a.at(-1)?.startedAt ?? ''));
  for (const runs of latest) {
    const half = Math.floor(runs.length / 2);
    const latest = half >= ENOUGH ? Math.min(runs.length - half, LATEST) : 1;
    const [before, after] = [runs.slice(half >= ENOUGH ? 0 : -2, -latest), runs.slice(-latest)];
    if (shared(yield* measuredIn(before), yield* measuredIn(after)) > 0)
      return [sideOf(before), sideOf(after)];
  }
  return null;
}

/** Every two of so many groups are held against each other. */
const MOST_GROUPS = 60;

/** The two that share most; the one whose name says so is the baseline, else the first by name. */
function* twoOf(
  groups: ReadonlyMap<string, readonly CatalogueRun[]>,
  toSide: (name: string) => CompareSide,
): Steps<CompareSide[] | null> {
  const keys: { readonly name: string; readonly measured: ReadonlySet<string> }[] = [];
  for (const [name, runs] of [...groups].sort(([a], [b]) => compareText(a, b)).slice(0, MOST_GROUPS))
    keys.push({ name, measured: yield* measuredIn(runs, true) });
  let best: { readonly names: readonly string[]; readonly count: number } = { names: [], count: 0 };
  for (const [at, one] of keys.entries()) {
    for (const other of keys.slice(at + 1)) {
      const count = shared(one.measured, other.measured);
      if (count > best.count) best = { names: [one.name, other.name], count };
      yield;
    }
  }
  if (best.count === 0) return null;
  return [...best.names].sort((a, b) => Number(isBefore(b)) - Number(isBefore(a))).map(toSide);
}

/** Words by which people call what others are compared with. */
const BEFORE = new Set([
  'old',
  'base',
  'baseline',
  'before',
  'main',
  'master',
  'control',
  'reference',
  'ref',
]);

function isBefore(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => BEFORE.has(word));
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 2000;

/** What was measured: benchmark, its parameters (and the settings of its run), metric and label. */
function* measuredIn(runs: readonly CatalogueRun[], isUnderSettings = false): Steps<ReadonlySet<string>> {
  const keys = new Set<string>();
  let seen = 0;
  for (const run of runs) {
    const { measures } = run;
    const under = isUnderSettings ? settingsOf(run) : '';
    for (const { counted, benchmark, measure } of measures) {
      if (++seen % SLICE === 0) yield;
      if (!counted || measure.direction === 'none' || !hasNumber(measure)) continue;
      const parameters = JSON.stringify(Object.entries(benchmark.parameters).sort());
      keys.add([benchmark.name, parameters, under, measure.metric, measure.label].join('\u0000'));
    }
  }
  return keys;
}

/**
 * The numeric settings of a run and what its script checks: a load generator gives the same names to the requests of every
 * test, and what a script checks tells tests apart.
 */
function settingsOf({ parameters, measures }: CatalogueRun): string {
  const numbers = Object.entries(parameters).filter(([, value]) => typeof value === 'number');
  const names = new Set(measures.map(({ benchmark }) => benchmark.name));
  return JSON.stringify([numbers.sort(), [...names].filter((name) => name.startsWith(CHECK)).sort()]);
}

/** A run in which everything failed has nothing to be compared. */
function hasNumber({ outcome, samples, reported, value }: Measure): boolean {
  if (outcome === 'failed') return false;
  if (value !== null || reported !== null) return true;
  return samples?.values.some((one, at) => Number.isFinite(one) && outcomeOf(samples, at) === 'ok') ?? false;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const key of a) if (b.has(key)) count++;
  return count;
}
