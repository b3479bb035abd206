import * as vscode from 'vscode';
import { isSkippedFolder } from '../../core/discovery/skipped-folders.ts';
import { compareText } from '../../core/format/compare.ts';
import { sortSteps } from '../../core/model/steps.ts';
import { hostTurns, inSlices, nextTurn } from '../slices.ts';

/** Where the file system cannot tell where a link leads, links below links are followed this deep, so that a loop ends. */
const MOST_LINKS = 2;

/** So many folders are listed at the same time. */
const LANES = 8;

/** A file below a folder. */
export interface FoundUri {
  readonly uri: vscode.Uri;
  /** Relative to the folder, forward slashes. */
  readonly path: string;
}

/** What a walk asks, and what it tells of the way. */
export interface WalkOptions {
  /** Whether a folder is passed over, by its path relative to where the walk began. */
  readonly skips?: (path: string) => boolean;
  /** Where a link leads; undefined where that cannot be told. */
  readonly realPath?: ((uri: vscode.Uri) => Promise<string | undefined>) | undefined;
  readonly unreadable: (path: string, error: unknown) => void;
  /** A link that leads to a folder that is, or will be, listed by its own name. */
  readonly looped?: (path: string) => void;
}

interface Pending {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly links: number;
}

/** All files below a folder in a stable order, through whatever file system it is in. What cannot be listed is left out and told. */
export async function filesBelow(
  folder: vscode.Uri,
  token: vscode.CancellationToken,
  options: WalkOptions,
): Promise<FoundUri[]> {
  const files: FoundUri[] = [];
  const links = new Links(folder, options);
  let pending: Pending[] = [{ uri: folder, path: '', links: 0 }];
  while (pending.length > 0) {
    if (hostTurns.isOver) await nextTurn(token);
    const batch = pending.slice(0, LANES);
    const found = await Promise.all(batch.map((next) => childrenOf(next, files, links, options)));
    pending = [...found.flat(), ...pending.slice(LANES)];
  }
  return inSlices(
    sortSteps(files, (a, b) => compareText(a.path, b.path)),
    token,
  );
}

/** Adds the files of a folder to `files`; its folders are what is left to do. */
async function childrenOf(
  { uri, path, links }: Pending,
  files: FoundUri[],
  known: Links,
  options: WalkOptions,
): Promise<Pending[]> {
  const folders: Pending[] = [];
  for (const [name, type] of await listed(uri, path, options)) {
    const child = { uri: vscode.Uri.joinPath(uri, name), path: path === '' ? name : `${path}/${name}` };
    const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
    if ((type & vscode.FileType.Directory) === 0) files.push(child);
    else if (!isSkippedFolder(name) && options.skips?.(child.path) !== true) {
      const next = { ...child, links: links + (isLink ? 1 : 0) };
      if (!isLink || (await known.mayFollow(next))) folders.push(next);
    }
  }
  return folders;
}

async function listed(
  uri: vscode.Uri,
  path: string,
  { unreadable }: WalkOptions,
): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch (error) {
    unreadable(path, error);
    return [];
  }
}

/** Follows links so that each folder is listed once. */
class Links {
  readonly #options: WalkOptions;
  readonly #followed = new Set<string>();
  readonly #root: Promise<string | undefined>;

  constructor(folder: vscode.Uri, options: WalkOptions) {
    this.#options = options;
    this.#root = this.#real(folder);
  }

  async mayFollow({ uri, path, links }: Pending): Promise<boolean> {
    const real = await this.#real(uri);
    const root = await this.#root;
    if (real === undefined || root === undefined) return links <= MOST_LINKS;
    const isKnown = this.#followed.has(real) || isInside(real, root) || isInside(root, real);
    this.#followed.add(real);
    if (isKnown) this.#options.looped?.(path);
    return !isKnown;
  }

  async #real(uri: vscode.Uri): Promise<string | undefined> {
    return this.#options.realPath?.(uri);
  }
}

function isInside(path: string, folder: string): boolean {
  return (
    path === folder ||
    path.startsWith(folder.endsWith('/') ? folder : `${folder}/`) ||
    path.startsWith(`${folder}\\`)
  );
}
