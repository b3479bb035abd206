import { groupName, type GroupKey } from '../catalogue/group.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { compareText } from '../format/compare.ts';
import type { Steps } from '../model/steps.ts';
import { startOf } from '../insight/run-times.ts';
import type { GroupNode, SeriesNode } from './node.ts';
import type { OutlineOptions } from './options.ts';

/** So many runs are put into their groups in one step. */
const STEP_RUNS = 1000;

/** A node while it is made. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Branch {
  readonly path: readonly string[];
  readonly branches: Map<string, Branch>;
  readonly own: CatalogueRun[];
}

/**
 * Groups of runs as a tree of names: category paths and folders by their parts, everything else flat. A branch whose only
 * child is another branch is one node, as compact folders are.
 */
export function* groupNodes(
  runs: readonly CatalogueRun[],
  options: OutlineOptions,
): Steps<readonly GroupNode[]> {
  const top: Branch = { path: [], branches: new Map(), own: [] };
  for (const [index, run] of runs.entries()) {
    if (index % STEP_RUNS === 0) yield;
    branchAt(top, pathOf(run, options)).own.push(run);
  }
  return yield* children(top, null, { key: options.groupBy, byTime: options.sortBy === 'time' });
}

interface Making {
  readonly key: GroupKey;
  readonly byTime: boolean;
}

function pathOf(run: CatalogueRun, { groupBy: key, rootNames }: OutlineOptions): readonly string[] {
  if (key === 'category' && run.category.length > 0) return run.category;
  const name = groupName(run, key);
  if (key !== 'folder') return [name === '' ? 'unknown' : name];
  const root = rootNames[run.file.root] ?? '';
  const folders = name === '.' ? [] : name.split('/');
  return rootNames.length > 1
    ? [root, ...folders]
    : folders.length > 0
      ? folders
      : [root === '' ? '.' : root];
}

function branchAt(top: Branch, path: readonly string[]): Branch {
  let at = top;
  path.forEach((name, index) => {
    const known = at.branches.get(name);
    const next: Branch = known ?? { path: path.slice(0, index + 1), branches: new Map(), own: [] };
    if (known === undefined) at.branches.set(name, next);
    at = next;
  });
  return at;
}

function* children(branch: Branch, parent: GroupNode | null, making: Making): Steps<readonly GroupNode[]> {
  const nodes: GroupNode[] = [];
  for (const child of branch.branches.values()) {
    nodes.push(yield* groupNode(child, parent, making));
    yield;
  }
  if (!making.byTime) return nodes.sort((a, b) => compareText(a.title, b.title));
  const newest = new Map(nodes.map((node) => [node, newestOf(node)]));
  const age = (node: GroupNode): number => newest.get(node) ?? 0;
  return nodes.sort((a, b) => age(b) - age(a) || compareText(a.title, b.title));
}

function newestOf({ runs }: GroupNode): number {
  return runs.reduce((newest, run) => Math.max(newest, startOf(run)), 0);
}

function* groupNode(branch: Branch, parent: GroupNode | null, making: Making): Steps<GroupNode> {
  let at = branch;
  const names = [branch.path.at(-1) ?? ''];
  while (at.own.length === 0 && at.branches.size === 1) {
    const [only] = at.branches.values();
    if (only === undefined) break;
    at = only;
    names.push(at.path.at(-1) ?? '');
  }
  const node: Writable<GroupNode> = {
    kind: 'group',
    by: making.key,
    path: at.path,
    id: `group:${making.key}:${at.path.map(encodeURIComponent).join('/')}`,
    parent,
    title: names.join(' / '),
    runs: [],
    runIds: [],
    groups: [],
    series: [],
  };
  node.groups = yield* children(at, node, making);
  node.series = seriesNodes(at.own, node, making);
  node.runs = [...node.groups, ...node.series].flatMap(({ runs }) => runs);
  node.runIds = node.runs.map(({ id }) => id);
  return node;
}

function seriesNodes(
  runs: readonly CatalogueRun[],
  parent: GroupNode,
  { key }: Making,
): readonly SeriesNode[] {
  const nodes = [...groupBy(runs, ({ series }) => series)].map(([series, members]): SeriesNode => {
    return {
      kind: 'series',
      id: `series:${parent.id}:${series}`,
      parent,
      title: seriesTitle(members, series, key),
      series,
      runs: members,
      runIds: members.map(({ id }) => id),
    };
  });
  return nodes.sort((a, b) => compareText(a.title, b.title));
}

/** What sets a series apart inside its category: the tool and the suite; elsewhere its whole name. */
function seriesTitle([first]: readonly CatalogueRun[], series: string, key: GroupKey): string {
  if (first === undefined || key !== 'category') return series;
  const parts = [first.tool ?? first.file.format ?? 'unknown', first.name];
  return parts.filter((part) => part !== '').join(' / ');
}
