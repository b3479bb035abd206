import { groupName, type GroupKey } from '../catalogue/group.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { compareText } from '../format/compare.ts';
import type { GroupNode, SeriesNode } from './node.ts';
import type { OutlineOptions } from './options.ts';

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
export function groupNodes(runs: readonly CatalogueRun[], options: OutlineOptions): readonly GroupNode[] {
  const top: Branch = { path: [], branches: new Map(), own: [] };
  for (const run of runs) branchAt(top, pathOf(run, options)).own.push(run);
  return children(top, null, { key: options.groupBy, byTime: options.sortBy === 'time' });
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

function children(branch: Branch, parent: GroupNode | null, making: Making): readonly GroupNode[] {
  const nodes = [...branch.branches.values()].map((child) => groupNode(child, parent, making));
  return nodes.sort(
    (a, b) => (making.byTime ? newestOf(b) - newestOf(a) : 0) || compareText(a.title, b.title),
  );
}

function newestOf({ runs }: GroupNode): number {
  return runs.reduce((newest, { startedAt }) => Math.max(newest, Date.parse(startedAt ?? '') || 0), 0);
}

function groupNode(branch: Branch, parent: GroupNode | null, making: Making): GroupNode {
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
  node.groups = children(at, node, making);
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
