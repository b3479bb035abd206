import * as vscode from 'vscode';
import {
  isExcluded,
  liesInExcluded,
  nominationOf,
  type DiscoveryRules,
  type Nomination,
} from '../../core/discovery/nominate.ts';
import { isSkippedFolder } from '../../core/discovery/skipped-folders.ts';
import type { Projects } from '../../core/project/projects.ts';
import { isWithin, pathWithin, type RootFolder } from './root-folders.ts';

/** What of one root is looked into, by the settings that hold there. */
export class Discovery {
  readonly root: RootFolder;
  readonly #rules: DiscoveryRules;

  /** `others` are all roots: a root inside another one is read once, as itself. */
  constructor(root: RootFolder, others: readonly RootFolder[]) {
    const nested = others
      .filter(({ uri }) => uri.toString() !== root.uri.toString() && isWithin(uri, root.uri))
      .map(({ uri }) => pathWithin(uri, root.uri));
    const settings = vscode.workspace.getConfiguration('benchtrail', root.workspaceFolder?.uri ?? root.uri);
    this.root = root;
    this.#rules = {
      include: texts(settings.get('discovery.include')),
      exclude: [...texts(settings.get('discovery.exclude')), ...filesExclude(root), ...nested],
      added: root.added,
    };
  }

  /** For walks: folders that are not looked into. */
  skips(path: string): boolean {
    return isExcluded(path, this.#rules);
  }

  /** True where a walk would not come. */
  isHidden(path: string): boolean {
    return path.split('/').slice(0, -1).some(isSkippedFolder) || liesInExcluded(path, this.#rules);
  }

  nomination(path: string, projects: Projects, root: number): Nomination {
    if (isExcluded(path, this.#rules)) return 'no';
    return nominationOf(path, this.#rules, projects.of(root, path));
  }
}

/** `files.exclude`, as far as it is globs alone: what depends on files beside it is left in. */
function filesExclude({ uri, workspaceFolder }: RootFolder): string[] {
  const entries = vscode.workspace
    .getConfiguration('files', workspaceFolder?.uri ?? uri)
    .get<Readonly<Record<string, unknown>>>('exclude');
  return Object.entries(entries ?? {})
    .filter(([, value]) => value === true)
    .map(([glob]) => glob);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
