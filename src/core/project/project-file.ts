import type { ReadMapping } from '../formats/mapping.ts';
import type { CategoryRule } from '../normalise/categories.ts';

/** Name of the project file, beside the results or at the workspace's root. */
export const PROJECT_FILE_NAME = 'benchtrail.json';

/** A limit on a metric: "p95 ttft < 500 ms". */
export interface Limit {
  readonly metric: string;
  readonly statistic: 'mean' | 'median' | 'min' | 'max' | `p${number}`;
  readonly operator: '<' | '<=' | '>' | '>=';
  /** In the metric's canonical unit. */
  readonly value: number;
  readonly unit: string | null;
  /** Glob on the category path ("gemma3/**"); null: everywhere. */
  readonly category: string | null;
  /** As the user wrote it. */
  readonly text: string;
  /** Whether it holds for a file, by root and path; absent: for all. */
  readonly holdsFor?: (root: number, path: string) => boolean;
}

/** A file or run that the user leaves out, with the reason that every report shows. */
export interface Exclusion {
  /** Glob on the path of the file, or one run: the path of its file and what the run's id adds ("ab.json#2"). */
  readonly match: string;
  readonly reason: string;
}

/** Mapping of the columns of the files that match. */
export interface FileMapping {
  readonly match: string;
  readonly columns: readonly ReadMapping[];
}

/**
 * `benchtrail.json`: what a project says about the results below its folder. All globs on paths are relative to that folder.
 * Editor and command line read the same.
 */
export interface ProjectFile {
  /** Where it was read, for messages; null: none, everything is default. */
  readonly path: string | null;
  readonly title: string | null;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly categories: readonly CategoryRule[];
  readonly mappings: readonly FileMapping[];
  readonly excluded: readonly Exclusion[];
  /** Relative change below which nothing is called a change. */
  readonly noiseFloor: number;
  readonly limits: readonly Limit[];
  /** Path, run id or series of the baseline; null: none. */
  readonly baseline: string | null;
}

/** What holds where a project says nothing. */
export const DEFAULT_PROJECT: ProjectFile = {
  path: null,
  title: null,
  include: [],
  exclude: [],
  categories: [],
  mappings: [],
  excluded: [],
  noiseFloor: 0.01,
  limits: [],
  baseline: null,
};
