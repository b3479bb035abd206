import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { measureKey } from '../compare/match.ts';
import { compareStart } from './run-times.ts';

/** The text that stands for "the run before, in the same series". */
export const PREVIOUS = 'previous';

/** Who chose a baseline. The project file's word holds over a person's; without either, the previous run of the series. */
export type BaselineOrigin = 'project' | 'person' | 'default';

/** A baseline as it was chosen: `previous`, the id of a run, the name of a series, or the path of a file or folder. */
export interface BaselineChoice {
  readonly text: string;
  readonly origin: BaselineOrigin;
  /** Its path from the root of the runs, where the text is relative to another folder; null: it lies outside the root. */
  readonly path?: string | null;
}

/** A baseline by its name alone. */
export type NamedBaseline = Pick<BaselineChoice, 'text' | 'path'>;

/** Equal for choices that mean the same for the runs of a root. */
export function baselineKey({ text, path }: NamedBaseline, root: number): string {
  return JSON.stringify([root, text, path ?? null]);
}

/** The choice that holds: a project's rule, else a person's, else the previous run of the series. */
export function chosenBaseline(project: NamedBaseline | null, person: string | null): BaselineChoice {
  if (project !== null) return { ...project, origin: 'project' };
  if (person !== null) return { text: person, origin: 'person' };
  return { text: PREVIOUS, origin: 'default' };
}

/** What a choice turns out to mean in the results that there are. `nothing`: no run, series or path of that name. */
export type BaselineKind = 'previous' | 'run' | 'series' | 'folder' | 'nothing';

/** What a run is held against. */
export interface Baseline {
  readonly choice: BaselineChoice;
  readonly kind: BaselineKind;
  /** In the order of their start; one for a run, several for a series or a folder. */
  readonly runs: readonly CatalogueRun[];
}

/** Chosen runs, before it is known what is held against them. */
interface Pool {
  readonly kind: BaselineKind;
  readonly runs: readonly CatalogueRun[];
}

/**
 * The baselines of one snapshot. Building them takes one pass over the runs; a series is put in order when it is first asked
 * for. Runs that are excluded, or in which nothing counts, are no baseline.
 */
export class Baselines {
  readonly #series: ReadonlyMap<string, CatalogueRun[]>;
  /** For each series that was asked for, the place of each run in it. */
  readonly #places = new Map<string, ReadonlyMap<CatalogueRun, number>>();
  readonly #counting: readonly CatalogueRun[];
  readonly #pools = new Map<string, Pool>();
  readonly #measures = new WeakMap<CatalogueRun, ReadonlyMap<string, readonly CatalogueMeasure[]>>();
  readonly #choiceOf: (run: CatalogueRun) => BaselineChoice;

  constructor(snapshot: Snapshot, choiceOf: (run: CatalogueRun) => BaselineChoice) {
    this.#choiceOf = choiceOf;
    this.#counting = snapshot.runs.filter((run) => run.measures.some(({ counted }) => counted));
    this.#series = groupBy(this.#counting, (run) => run.series);
  }

  /** The runs of a series that count, in the order of their start; a run's values over time stand in this order. */
  seriesOf({ series }: CatalogueRun): readonly CatalogueRun[] {
    return this.#ordered(series);
  }

  /** What a run is held against; null where there is nothing, and for the baseline itself. */
  of(run: CatalogueRun): Baseline | null {
    const choice = this.#choiceOf(run);
    const pool = choice.text === PREVIOUS ? this.#previous(run) : this.#pool(choice, run.file.root);
    if (pool.runs.includes(run)) return null;
    const runs = alike(run, pool.runs);
    return runs.length === 0 ? null : { choice, kind: pool.kind, runs };
  }

  /** True for a run that others are held against by name: not for the previous run of a series. */
  isBaseline(run: CatalogueRun): boolean {
    const choice = this.#choiceOf(run);
    return choice.text !== PREVIOUS && this.#pool(choice, run.file.root).runs.includes(run);
  }

  /** What a choice means for the files of a root; `previous` depends on the run and has no runs of its own. */
  meaning(choice: NamedBaseline, root: number): Pool {
    return choice.text === PREVIOUS ? { kind: 'previous', runs: [] } : this.#pool(choice, root);
  }

  /** The same metric of the same benchmark in a baseline's runs; empty where they do not have it. */
  measuresOf(entry: CatalogueMeasure, baseline: Baseline): readonly CatalogueMeasure[] {
    const key = measureKey(entry);
    return baseline.runs.flatMap((run) => this.#measuresByKey(run).get(key) ?? []);
  }

  /** The same metric of the same benchmark in another run. */
  measuresIn(run: CatalogueRun, entry: CatalogueMeasure): readonly CatalogueMeasure[] {
    return this.#measuresByKey(run).get(measureKey(entry)) ?? [];
  }

  #previous(run: CatalogueRun): Pool {
    const runs = this.#ordered(run.series);
    const place = this.#places.get(run.series)?.get(run);
    const before =
      place === undefined ? runs.findLast((other) => compareStart(other, run) < 0) : runs[place - 1];
    return { kind: 'previous', runs: before === undefined ? [] : [before] };
  }

  #ordered(series: string): readonly CatalogueRun[] {
    const runs = this.#series.get(series) ?? [];
    if (!this.#places.has(series)) {
      runs.sort(compareStart);
      this.#places.set(series, new Map(runs.map((run, index) => [run, index])));
    }
    return runs;
  }

  #pool(choice: NamedBaseline, root: number): Pool {
    const key = baselineKey(choice, root);
    const pool = this.#pools.get(key) ?? this.#find(choice, root);
    this.#pools.set(key, pool);
    return pool;
  }

  /** A run's id comes first, then a series, then a path. */
  #find({ text, path: own }: NamedBaseline, root: number): Pool {
    const id = own === undefined || own === null ? text : `${root === 0 ? '' : `${String(root)}:`}${own}`;
    const run = this.#counting.find((one) => one.id === id);
    if (run !== undefined) return { kind: 'run', runs: [run] };
    if (this.#series.has(text)) return { kind: 'series', runs: this.#ordered(text) };
    if (own === null) return { kind: 'nothing', runs: [] };
    const { root: pathRoot, path } = own === undefined ? rootedPath(text, root) : { root, path: own };
    const below = this.#counting.filter(({ file }) => file.root === pathRoot && isBelow(file.path, path));
    if (below.length === 0) return { kind: 'nothing', runs: [] };
    return {
      kind: below.every(({ file }) => file.path === path) ? 'run' : 'folder',
      runs: below.sort(compareStart),
    };
  }

  #measuresByKey(run: CatalogueRun): ReadonlyMap<string, readonly CatalogueMeasure[]> {
    const known = this.#measures.get(run);
    if (known !== undefined) return known;
    const made = groupBy(
      run.measures.filter(({ counted }) => counted),
      measureKey,
    );
    this.#measures.set(run, made);
    return made;
  }
}

/** "1:runs/before" is a path of the second root; a bare path is one of the run's own. */
function rootedPath(text: string, root: number): { root: number; path: string } {
  const [, index, path = text] = /^(\d+):(.*)$/u.exec(text) ?? [];
  return { root: index === undefined ? root : Number(index), path: path.replace(/^\.\/|\/$/gu, '') };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Of runs of several categories, those of the run's own; where the baseline has other categories (another folder, another
 * name), those whose path ends like the run's. Runs of one category are taken as they are, runs of another tool never.
 */
function alike(run: CatalogueRun, pool: readonly CatalogueRun[]): readonly CatalogueRun[] {
  const sameTool = pool.filter(({ tool, file }) => (tool ?? file.format) === (run.tool ?? run.file.format));
  const categories = new Set(sameTool.map(({ category }) => category.join('\n')));
  if (categories.size < 2) return sameTool;
  const shared = sameTool.map((other) => sharedEnd(run.category, other.category));
  const most = Math.max(...shared);
  return most === 0 ? [] : sameTool.filter((_, index) => shared[index] === most);
}

/** How many parts two category paths share at their end; a whole equal path is more than any end. */
function sharedEnd(a: readonly string[], b: readonly string[]): number {
  if (a.join('\n') === b.join('\n')) return Infinity;
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}
