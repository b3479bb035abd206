import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { formatDate } from '../format/times.ts';
import { nameOf } from '../reading/file-type.ts';

/** A name for each run that tells when and what: its start, with its file or id where starts repeat. */
export function runLabels(runs: readonly CatalogueRun[]): string[] {
  const ways: readonly ((run: CatalogueRun) => string)[] = [
    (run) => (run.startedAt === null ? nameOf(run.id) : formatDate(run.startedAt)),
    (run) => `${run.startedAt === null ? '' : `${formatDate(run.startedAt)} `}${nameOf(run.id)}`,
    (run) => `${run.startedAt === null ? '' : `${formatDate(run.startedAt)} `}${run.id}`,
  ];
  const labels = ways.map((way) => runs.map(way));
  return labels.find((names) => new Set(names).size === runs.length) ?? labels.at(-1) ?? [];
}
