import { compareText } from '../format/compare.ts';
import type { SourceFile } from '../model/file.ts';
import type { Bag, Benchmark, Check, Measure } from '../model/measure.ts';
import type { Zone } from '../model/run.ts';

/** Where a run's start time was found. */
export type TimeOrigin = 'field' | 'name' | 'mtime';

/** One execution of a tool, with what its folder adds: identity, category, times. */
export interface CatalogueRun {
  /** Unique in the snapshot and stable between reads: the path of its file, and its name where a file holds several. */
  readonly id: string;
  readonly file: SourceFile;
  /** Runs of equal tool, category and suite are one series. */
  readonly series: string;
  readonly name: string;
  readonly tool: string | null;
  readonly toolVersion: string | null;
  readonly category: readonly string[];
  /** ISO 8601; null only where not even the file has a time. */
  readonly startedAt: string | null;
  readonly startedAtFrom: TimeOrigin | null;
  readonly zone: Zone;
  readonly endedAt: string | null;
  readonly environment: Bag;
  readonly parameters: Bag;
  readonly checks: readonly Check[];
  readonly measures: readonly CatalogueMeasure[];
  /** The reason that the project file gives for leaving it out; null: it is not excluded. */
  readonly excludedBecause: string | null;
}

/** One label of one benchmark of one run, with what its folder adds: whether it counts, and which rows are cold. */
export interface CatalogueMeasure {
  readonly run: CatalogueRun;
  readonly benchmark: Benchmark;
  readonly measure: Measure;
  readonly counted: boolean;
  readonly notCountedBecause: string | null;
  /** A COLD_BY code for each sample, 0 for warm ones; null where it cannot be told. */
  readonly cold: Uint8Array | null;
}

/** What the catalogue holds at one moment. Never changed: a change makes the next version. */
export interface Snapshot {
  readonly version: number;
  /** In the order of root and path. */
  readonly files: readonly SourceFile[];
  readonly runs: readonly CatalogueRun[];
  readonly measures: readonly CatalogueMeasure[];
}

/** The order of files in a snapshot. */
export function compareFiles(
  a: Pick<SourceFile, 'root' | 'path'>,
  b: Pick<SourceFile, 'root' | 'path'>,
): number {
  return a.root - b.root || compareText(a.path, b.path);
}

/** The file of a snapshot at a place, found by halving; undefined where there is none. */
export function fileIn(
  { files }: Pick<Snapshot, 'files'>,
  place: Pick<SourceFile, 'root' | 'path'>,
): SourceFile | undefined {
  let from = 0;
  let to = files.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const file = files[middle];
    if (file === undefined) return undefined;
    const order = compareFiles(file, place);
    if (order === 0) return file;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return undefined;
}
