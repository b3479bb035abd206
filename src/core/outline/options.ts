import type { GroupKey } from '../catalogue/group.ts';
import type { SourceFile } from '../model/file.ts';

/** What runs and benchmarks are sorted by: the name, the newest first, the best first, the worst change first. */
export type SortKey = 'name' | 'time' | 'value' | 'change';

export const GROUP_KEYS: readonly GroupKey[] = ['category', 'tool', 'folder', 'model', 'day', 'outcome'];
export const SORT_KEYS: readonly SortKey[] = ['time', 'name', 'value', 'change'];

/** How the outline is made. */
export interface OutlineOptions {
  readonly groupBy: GroupKey;
  readonly sortBy: SortKey;
  /** Words that a run must have, all of them; '' keeps every run. */
  readonly filter: string;
  /** Names of the roots, by index: folders are grouped below them where there are several. */
  readonly rootNames: readonly string[];
  /** True for a file without results that is listed nevertheless: the user added its folder. */
  readonly isListed: (file: SourceFile) => boolean;
}
