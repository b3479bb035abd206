import type * as vscode from 'vscode';
import type { GroupKey } from '../../core/catalogue/group.ts';
import { GROUP_KEYS, SORT_KEYS, type SortKey } from '../../core/outline/options.ts';

const KEY = 'benchtrail.runs.view';

/** How a person has set the view of runs; the filter lasts as long as the window. */
export interface ViewState {
  readonly groupBy: GroupKey;
  readonly sortBy: SortKey;
}

export function keptState(memory: vscode.Memento): ViewState {
  const kept: unknown = memory.get(KEY);
  const { groupBy, sortBy } = typeof kept === 'object' && kept !== null ? (kept as Partial<ViewState>) : {};
  return {
    groupBy: GROUP_KEYS.find((key) => key === groupBy) ?? 'category',
    sortBy: SORT_KEYS.find((key) => key === sortBy) ?? 'time',
  };
}

export async function keepState(memory: vscode.Memento, state: ViewState): Promise<void> {
  await memory.update(KEY, state);
}
