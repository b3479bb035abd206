import type { GroupKey } from '../catalogue/group.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import type { SourceFile } from '../model/file.ts';

interface Base {
  /** Unique in the outline and the same as long as the thing is: survives new snapshots. */
  readonly id: string;
  /** Null at the top. */
  readonly parent: OutlineNode | null;
  /** As people see it; also the title of what is made from it. */
  readonly title: string;
  /** The runs that it stands for; empty for files without runs. */
  readonly runIds: readonly string[];
}

/** A category, tool, folder, model, day or outcome. Its children are smaller groups, then series; runs where it has one series. */
export interface GroupNode extends Base {
  readonly kind: 'group';
  readonly by: GroupKey;
  /** The names from the top down to it. */
  readonly path: readonly string[];
  readonly runs: readonly CatalogueRun[];
  /** Filled while the outline is made, in the order of display. */
  readonly groups: readonly GroupNode[];
  readonly series: readonly SeriesNode[];
}

/** Runs of equal tool, category and suite, as far as they are in its group. */
export interface SeriesNode extends Base {
  readonly kind: 'series';
  readonly series: string;
  readonly runs: readonly CatalogueRun[];
}

export interface RunNode extends Base {
  readonly kind: 'run';
  readonly run: CatalogueRun;
}

/** One case of a run. */
export interface BenchmarkNode extends Base {
  readonly kind: 'benchmark';
  readonly run: CatalogueRun;
  readonly entries: readonly CatalogueMeasure[];
}

/** One label of one benchmark. */
export interface MetricNode extends Base {
  readonly kind: 'metric';
  readonly run: CatalogueRun;
  readonly entry: CatalogueMeasure;
}

/** Why files are listed beside the runs. */
export type FilesKind = 'failed' | 'elsewhere' | 'ignored';

/** Files that give no runs of their own: broken ones, copies, and those without results. */
export interface FilesNode extends Base {
  readonly kind: 'files';
  readonly of: FilesKind;
  readonly files: readonly SourceFile[];
}

export interface FileNode extends Base {
  readonly kind: 'file';
  readonly file: SourceFile;
}

/** What the view of runs shows. */
export type OutlineNode =
  GroupNode | SeriesNode | RunNode | BenchmarkNode | MetricNode | FilesNode | FileNode;
