import * as vscode from 'vscode';
import { Catalogue } from '../../core/catalogue/catalogue.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import type { Projects } from '../../core/project/projects.ts';
import { isWanted, mappingsFor } from '../../core/project/selection.ts';
import { unreadRecord } from '../../core/reading/read-file.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import type { ReportProgress } from '../report/engine.ts';
import { inSlices } from '../slices.ts';
import { inLanes } from './lanes.ts';
import { MANY } from './result-files.ts';
import { logRecord } from './log-record.ts';
import { projectPathsOf, projectsOf } from './projects.ts';
import { filesBelow, type FoundUri } from './walk.ts';

/** Everything that was read from some folders. */
export interface ReadFolders {
  readonly roots: readonly vscode.Uri[];
  readonly snapshot: Snapshot;
  readonly projects: Projects;
}

/**
 * Reads folders and files into one catalogue, with progress and cancel. A file is its own root's only file. Every file below
 * a folder is looked into, whatever its name; what the window has read already is not read again.
 */
export async function readFolders(
  uris: readonly vscode.Uri[],
  context: Pick<HostContext, 'files' | 'log' | 'runtime'>,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<ReadFolders> {
  const { log } = context;
  const targets = await Promise.all(uris.map((uri) => targetOf(uri)));
  const listings = await Promise.all(targets.map((target) => listingOf(target, context, token)));
  const { projects, problems } = await projectsOf(
    listings.map(({ folder, found }) => ({
      folder,
      projectPaths: projectPathsOf(found.map(({ path }) => path)),
    })),
  );
  for (const { uri, problems: wrong } of problems)
    for (const { message } of wrong) log.warn(`${uri.path}: ${message}`);
  const catalogue = new Catalogue(projects);
  const wanted = listings.flatMap(({ found, isFile, folder, unreadable }, root) => {
    for (const path of unreadable)
      catalogue.put(unreadRecord({ root, path, size: 0, modifiedAt: null }, 'This folder cannot be listed.'));
    return found
      .filter(({ path }) => isFile || isWanted(projects.of(root, path)))
      .map((file) => ({ ...file, root, folder, mappings: mappingsFor(projects.of(root, file.path)) }));
  });
  const isOneOfMany = wanted.length > MANY;
  await inLanes(wanted, {
    lanes: context.files.lanes,
    token,
    work: async (file) => {
      const { record } = await context.files.read({ ...file, onlyIfClaimed: false, isOneOfMany }, token);
      if (record === null) return;
      logRecord(record, log);
      catalogue.put(record);
    },
    told: (done, total) => {
      progress.report({ message: `${String(done)} / ${String(total)}`, increment: 100 / total });
    },
  });
  const snapshot = await inSlices(catalogue.assemble(), token);
  return { roots: targets.map(({ folder }) => folder), snapshot, projects };
}

interface Target {
  readonly folder: vscode.Uri;
  /** Set where a file was chosen instead of a folder. */
  readonly only: readonly FoundUri[] | null;
}

async function targetOf(uri: vscode.Uri): Promise<Target> {
  let stat: vscode.FileStat;
  try {
    stat = await vscode.workspace.fs.stat(uri);
  } catch {
    throw new ExpectedError(
      vscode.l10n.t(
        '{0} cannot be opened; it may have been moved or deleted.',
        vscode.workspace.asRelativePath(uri),
      ),
    );
  }
  if ((stat.type & vscode.FileType.Directory) !== 0) return { folder: uri, only: null };
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return { folder: vscode.Uri.joinPath(uri, '..'), only: [{ uri, path: name }] };
}

interface Listing {
  readonly folder: vscode.Uri;
  readonly isFile: boolean;
  readonly found: readonly FoundUri[];
  /** Paths of folders that cannot be listed. */
  readonly unreadable: readonly string[];
}

async function listingOf(
  { folder, only }: Target,
  { log, runtime }: Pick<HostContext, 'log' | 'runtime'>,
  token: vscode.CancellationToken,
): Promise<Listing> {
  if (only !== null) return { folder, isFile: true, found: only, unreadable: [] };
  const unreadable: string[] = [];
  const found = await filesBelow(folder, token, {
    realPath: runtime.realPath,
    unreadable: (path, error) => {
      log.warn(`${path}: ${String(error)}`);
      unreadable.push(path);
    },
  });
  return { folder, isFile: false, found, unreadable };
}
