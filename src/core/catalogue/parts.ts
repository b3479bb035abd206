import { filterSteps, runToEnd, type Steps } from '../model/steps.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from './snapshot.ts';

/** The chosen runs of a snapshot, with their files: a snapshot of its own. */
export function partOf(snapshot: Snapshot, wanted: (run: CatalogueRun) => boolean): Snapshot {
  return runToEnd(partSteps(snapshot, wanted));
}

/** The same in slices. */
export function* partSteps(snapshot: Snapshot, wanted: (run: CatalogueRun) => boolean): Steps<Snapshot> {
  const runs = yield* filterSteps(snapshot.runs, wanted);
  const own = new Set(runs.map(({ file }) => file));
  yield;
  const files = yield* filterSteps(snapshot.files, (file) => own.has(file));
  const measures: CatalogueMeasure[] = [];
  let left = SLICE;
  for (const run of runs) {
    for (const entry of run.measures) measures.push(entry);
    left -= 1 + run.measures.length;
    if (left > 0) continue;
    left = SLICE;
    yield;
  }
  return { version: snapshot.version, files, runs, measures };
}

/** So many measures are taken between two turns of the host. */
const SLICE = 20_000;

/** The same snapshot whose files name roots from `first` on, so that snapshots read apart can stand in one document. */
export function withRootsFrom(snapshot: Snapshot, first: number): Snapshot {
  if (first === 0) return snapshot;
  const files = new Map(snapshot.files.map((file) => [file, { ...file, root: file.root + first }]));
  const runs = snapshot.runs.map((run) => {
    const measures: CatalogueMeasure[] = [];
    const moved: CatalogueRun = { ...run, file: files.get(run.file) ?? run.file, measures };
    for (const entry of run.measures) measures.push({ ...entry, run: moved });
    return moved;
  });
  return {
    version: snapshot.version,
    files: [...files.values()],
    runs,
    measures: runs.flatMap(({ measures }) => measures),
  };
}
