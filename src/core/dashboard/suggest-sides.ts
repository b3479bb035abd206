import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { categoryName } from '../findings/names.ts';
import { compareText } from '../format/compare.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { CompareSide } from './compare.ts';

/** What can be a side of a comparison. */
export interface SideChoices {
  /** With the runs that count, oldest first. */
  readonly series: readonly { readonly name: string; readonly runs: number }[];
  readonly categories: readonly { readonly name: string; readonly runs: number }[];
  readonly runs: readonly {
    readonly id: string;
    readonly startedAt: string | null;
    readonly series: string;
  }[];
  /** Two sides worth a first look; empty where nothing can be compared. */
  readonly suggested: readonly CompareSide[];
}

/** Independent runs a side that a verdict needs. */
const ENOUGH = 4;

/**
 * Suggests the project's baseline against what came after it; else, in the series that was run last, the runs of a later
 * half against the earlier ones where there are enough for verdicts, or the last run against the one before; else two
 * categories that share a benchmark.
 */
export function sideChoices(snapshot: Snapshot, project: ProjectFile): SideChoices {
  const runs = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted)).sort(byStart);
  const series = grouped(runs, (run) => run.series);
  const categories = grouped(runs, (run) => categoryName(run.category));
  const counts = (groups: ReadonlyMap<string, readonly CatalogueRun[]>): SideChoices['series'] =>
    [...groups]
      .map(([name, own]) => ({ name, runs: own.length }))
      .sort((a, b) => compareText(a.name, b.name));
  return {
    series: counts(series),
    categories: counts(categories).filter(({ name }) => name !== ''),
    runs: runs.map(({ id, startedAt, series: own }) => ({ id, startedAt, series: own })),
    suggested: againstBaseline(runs, project) ?? inLastSeries(series) ?? twoCategories(categories) ?? [],
  };
}

function byStart(a: CatalogueRun, b: CatalogueRun): number {
  return compareText(a.startedAt ?? '', b.startedAt ?? '') || compareText(a.id, b.id);
}

function grouped(
  runs: readonly CatalogueRun[],
  key: (run: CatalogueRun) => string,
): Map<string, CatalogueRun[]> {
  const groups = new Map<string, CatalogueRun[]>();
  for (const run of runs) groups.set(key(run), [...(groups.get(key(run)) ?? []), run]);
  return groups;
}

function sideOf(runs: readonly CatalogueRun[]): CompareSide {
  return { kind: 'runs', ids: runs.map(({ id }) => id) };
}

function againstBaseline(runs: readonly CatalogueRun[], { baseline }: ProjectFile): CompareSide[] | null {
  const own = runs.filter(({ id, series, file }) => [id, series, file.path].includes(baseline ?? ''));
  const [first] = own;
  if (first === undefined) return null;
  const others = runs.filter((run) => run.series === first.series && !own.includes(run));
  const last = others.at(-1);
  return last === undefined ? null : [sideOf(own), sideOf([last])];
}

function inLastSeries(series: ReadonlyMap<string, readonly CatalogueRun[]>): CompareSide[] | null {
  const histories = [...series.values()].filter((runs) => runs.length > 1);
  const latest = histories.sort((a, b) => compareText(b.at(-1)?.startedAt ?? '', a.at(-1)?.startedAt ?? ''));
  for (const runs of latest) {
    const half = Math.floor(runs.length / 2);
    const [before, after] =
      half >= ENOUGH ? [runs.slice(0, half), runs.slice(half)] : [runs.slice(-2, -1), runs.slice(-1)];
    if (shared(measuredIn(before), measuredIn(after)) > 0) return [sideOf(before), sideOf(after)];
  }
  return null;
}

/** The two that share most. */
function twoCategories(categories: ReadonlyMap<string, readonly CatalogueRun[]>): CompareSide[] | null {
  const keys = [...categories]
    .filter(([name]) => name !== '')
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, runs]) => ({ name, measured: measuredIn(runs) }));
  let best: { readonly names: readonly string[]; readonly count: number } = { names: [], count: 0 };
  for (const [at, one] of keys.entries()) {
    for (const other of keys.slice(at + 1)) {
      const count = shared(one.measured, other.measured);
      if (count > best.count) best = { names: [one.name, other.name], count };
    }
  }
  return best.count === 0 ? null : best.names.map((category) => ({ kind: 'category', category }));
}

/** What was measured: benchmark, its parameters, metric and label. */
function measuredIn(runs: readonly CatalogueRun[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { measures } of runs) {
    for (const { counted, benchmark, measure } of measures) {
      if (!counted || measure.outcome === 'failed') continue;
      const parameters = JSON.stringify(Object.entries(benchmark.parameters).sort());
      keys.add([benchmark.name, parameters, measure.metric, measure.label].join('\u0000'));
    }
  }
  return keys;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const key of a) if (b.has(key)) count++;
  return count;
}
