import type { CatalogueMeasure, CatalogueRun, Snapshot } from './snapshot.ts';

/** The chosen runs of a snapshot, with their files: a snapshot of its own. */
export function partOf(snapshot: Snapshot, wanted: (run: CatalogueRun) => boolean): Snapshot {
  const runs = snapshot.runs.filter(wanted);
  const files = new Set(runs.map(({ file }) => file));
  return {
    version: snapshot.version,
    files: snapshot.files.filter((file) => files.has(file)),
    runs,
    measures: runs.flatMap(({ measures }) => measures),
  };
}

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
