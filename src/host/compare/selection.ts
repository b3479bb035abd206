import * as vscode from 'vscode';

/** Some runs, as a node of the tree names them: what Compare with… and Generate Report take from any view. */
export interface RunSelection {
  /** Ids of runs of `results.snapshot`. */
  readonly runIds: readonly string[];
  /** As people see the selection: a series, a category, a file; left out: made from the runs. */
  readonly title?: string;
}

/** What a command was called on. */
export type Chosen =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'uris'; readonly uris: readonly vscode.Uri[] }
  | { readonly kind: 'runs'; readonly selections: readonly RunSelection[] };

/** Menus pass the clicked thing and, when several are selected, all of them; the palette passes nothing. */
export function chosenFrom(args: readonly unknown[]): Chosen {
  const [clicked, selected] = args;
  const all: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const uris = all.filter((item) => item instanceof vscode.Uri);
  if (uris.length > 0) return { kind: 'uris', uris };
  const selections = all.filter(isRunSelection);
  return selections.length > 0 ? { kind: 'runs', selections } : { kind: 'nothing' };
}

function isRunSelection(value: unknown): value is RunSelection {
  if (typeof value !== 'object' || value === null || !('runIds' in value)) return false;
  const { runIds } = value;
  return Array.isArray(runIds) && runIds.length > 0 && runIds.every((id) => typeof id === 'string');
}
