import type * as vscode from 'vscode';
import type { GroupKey } from '../../core/catalogue/group.ts';
import { GROUP_KEYS, SORT_KEYS, type SortKey } from '../../core/outline/options.ts';

const KEY = 'benchtrail.runs.view';
const OPEN_KEY = 'benchtrail.runs.open';

/** Of more open items those that were opened last are kept. */
const MOST_OPEN = 500;

/** How a person has set the view of runs. */
export interface ViewState {
  readonly groupBy: GroupKey;
  readonly sortBy: SortKey;
  /** Words that a run must have; '' keeps every run. */
  readonly filter: string;
}

export function keptState(memory: vscode.Memento): ViewState {
  const kept: unknown = memory.get(KEY);
  const { groupBy, sortBy, filter } =
    typeof kept === 'object' && kept !== null ? (kept as Partial<ViewState>) : {};
  return {
    groupBy: GROUP_KEYS.find((key) => key === groupBy) ?? 'category',
    sortBy: SORT_KEYS.find((key) => key === sortBy) ?? 'time',
    filter: typeof filter === 'string' ? filter : '',
  };
}

export async function keepState(memory: vscode.Memento, state: ViewState): Promise<void> {
  await memory.update(KEY, state);
}

/** Ids of the items that a person left open. */
export function keptOpen(memory: vscode.Memento): readonly string[] {
  const kept: unknown = memory.get(OPEN_KEY);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

export async function keepOpen(memory: vscode.Memento, open: readonly string[]): Promise<void> {
  await memory.update(OPEN_KEY, open.length === 0 ? undefined : open.slice(-MOST_OPEN));
}
