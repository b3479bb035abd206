import { getNodeValue, type Node } from 'jsonc-parser';
import type { ReadMapping } from '../formats/mapping.ts';
import { matchesGlob } from '../normalise/globs.ts';
import type { Exclusion } from './project-file.ts';
import {
  addList,
  appendTo,
  listNode,
  objectTree,
  removeChild,
  replaceNode,
  spliced,
  type TextChange,
} from './splice-json.ts';

/** What an edit comes to: changes to apply, or a sentence that says why the file cannot be edited. */
export type ProjectEdit = readonly TextChange[] | string;

/** The text of a project file that says nothing yet. */
export const EMPTY_PROJECT = '{}\n';

/** Leaves a file, folder or run out, with the reason that every report shows; the same match again gets the new reason. */
export function addExclusion(text: string, exclusion: Exclusion): ProjectEdit {
  const found = entriesOf(text, 'excluded');
  if (typeof found === 'string') return found;
  const known = found.entries.find(({ value }) => fieldOf(value, 'match') === exclusion.match);
  return known === undefined ? appended(text, found, exclusion) : replaceNode(known.node, exclusion);
}

/** Takes back every exclusion of one match. */
export function removeExclusion(text: string, match: string): ProjectEdit {
  let now = text;
  for (;;) {
    const found = entriesOf(now, 'excluded');
    if (typeof found === 'string') return found;
    const index = found.entries.findIndex(({ value }) => fieldOf(value, 'match') === match);
    if (index < 0 || found.list === null) break;
    const isOnly = found.entries.length === 1;
    const property = (found.root.children ?? []).findIndex((child) => child.children?.[1] === found.list);
    const change = isOnly ? removeChild(now, found.root, property) : removeChild(now, found.list, index);
    now = spliced(now, [change]);
  }
  return now === text ? [] : [{ offset: 0, length: text.length, content: now }];
}

/** Says what columns of the files that match are; a column that the rule names already is said anew. */
export function addMappings(text: string, match: string, columns: readonly ReadMapping[]): ProjectEdit {
  const found = entriesOf(text, 'mappings');
  if (typeof found === 'string') return found;
  const known = found.entries.find(({ value }) => fieldOf(value, 'match') === match);
  if (known === undefined) return appended(text, found, { match, columns });
  const stated = fieldOf(known.value, 'columns');
  const kept = (Array.isArray(stated) ? (stated as readonly unknown[]) : []).filter(
    (entry) => !columns.some(({ column }) => sameColumn(fieldOf(entry, 'column'), column)),
  );
  return replaceNode(known.node, { match, columns: [...kept, ...columns] });
}

/** Which exclusion of a text holds for a file (and what a run's id adds to it); null where none does. */
export function exclusionIn(text: string, path: string, suffix: string): Exclusion | null {
  const found = entriesOf(text, 'excluded');
  if (typeof found === 'string') return null;
  for (const { value } of found.entries) {
    const match = fieldOf(value, 'match');
    const reason = fieldOf(value, 'reason');
    if (typeof match !== 'string' || typeof reason !== 'string') continue;
    if (match === `${path}${suffix}` || matchesGlob(path, match)) return { match, reason };
  }
  return null;
}

interface Entries {
  readonly root: Node;
  readonly key: string;
  /** Null where the key is missing. */
  readonly list: Node | null;
  readonly entries: readonly { readonly node: Node; readonly value: unknown }[];
}

/** The entries of a list; a sentence where the file is broken, or the setting is no list. */
function entriesOf(text: string, key: string): Entries | string {
  const root = objectTree(text);
  if (root === null) return 'benchtrail.json is not right; mend it first, then try again.';
  const list = listNode(root, key);
  if (list !== null && list.type !== 'array') return `“${key}” in benchtrail.json is no list; mend it first.`;
  const entries = (list?.children ?? []).map((node) => ({ node, value: getNodeValue(node) as unknown }));
  return { root, key, list, entries };
}

function appended(text: string, { root, key, list }: Entries, entry: unknown): readonly TextChange[] {
  return list === null ? addList(text, root, key, entry) : appendTo(text, list, entry);
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function sameColumn(known: unknown, column: string): boolean {
  return typeof known === 'string' && known.trim().toLowerCase() === column.trim().toLowerCase();
}
