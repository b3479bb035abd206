import * as vscode from 'vscode';
import { Catalogue } from '../../core/catalogue/catalogue.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import { FORMATS } from '../../core/formats/registry.ts';
import type { Projects } from '../../core/project/projects.ts';
import { isWanted, mappingsFor } from '../../core/project/selection.ts';
import { readFile, unreadRecord, type FileRecord } from '../../core/reading/read-file.ts';
import { resolvePath } from '../../core/reading/input.ts';
import { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ReportProgress } from '../report/engine.ts';
import { inSlices } from '../slices.ts';
import { webDecoder } from './decoder.ts';
import { projectPathsOf, projectsOf, type ProjectProblems } from './projects.ts';
import { filesBelow, type FoundUri } from './walk.ts';

/** Everything that was read from some folders. */
export interface ReadFolders {
  readonly roots: readonly vscode.Uri[];
  readonly snapshot: Snapshot;
  readonly projects: Projects;
}

/** Files larger than this are not read through the editor's file system, which has no ranges and no streams. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Reads folders and files into one catalogue, in slices, with progress and cancel. A file is its own root's only file. */
export async function readFolders(
  uris: readonly vscode.Uri[],
  log: Log,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<ReadFolders> {
  const targets = await Promise.all(uris.map((uri) => targetOf(uri)));
  const listings = await Promise.all(targets.map((target) => listingOf(target, token)));
  const { projects, problems } = await projectsOf(
    listings.map(({ found }, root) => ({
      folder: targets[root]?.folder ?? vscode.Uri.file('/'),
      projectPaths: projectPathsOf(found.map(({ path }) => path)),
    })),
  );
  logProblems(problems, log);
  const catalogue = new Catalogue(projects);
  for (const [root, target] of targets.entries()) {
    const { found, unreadable } = listings[root] ?? { found: [], unreadable: [] };
    for (const { path, error } of unreadable) {
      log.warn(`${path}: ${String(error)}`);
      catalogue.put(unreadRecord({ root, path, size: 0, modifiedAt: null }, 'This folder cannot be listed.'));
    }
    const wanted = found.filter(({ path }) => target.only !== null || isWanted(projects.of(root, path)));
    for (const [index, file] of wanted.entries()) {
      progress.report({
        message: `${String(index + 1)} / ${String(wanted.length)}: ${file.path}`,
        increment: 100 / wanted.length / targets.length,
      });
      const record = await readOne(file, { root, folder: target.folder, projects }, token);
      logRecord(record, log);
      catalogue.put(record);
    }
  }
  return {
    roots: targets.map(({ folder }) => folder),
    snapshot: await inSlices(catalogue.assemble(), token),
    projects,
  };
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
  readonly found: readonly FoundUri[];
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
}

async function listingOf({ folder, only }: Target, token: vscode.CancellationToken): Promise<Listing> {
  if (only !== null) return { found: only, unreadable: [] };
  const unreadable: { path: string; error: unknown }[] = [];
  const found = await filesBelow(folder, token, (path, error) => unreadable.push({ path, error }));
  return { found, unreadable };
}

interface FileScope {
  readonly root: number;
  readonly folder: vscode.Uri;
  readonly projects: Projects;
}

async function readOne(
  { uri, path }: FoundUri,
  { root, folder, projects }: FileScope,
  token: vscode.CancellationToken,
): Promise<FileRecord> {
  const place = { root, path };
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    const modifiedAt = mtime > 0 ? new Date(mtime).toISOString() : null;
    if (size > MOST_BYTES) {
      return unreadRecord(
        { ...place, size, modifiedAt },
        'It is larger than the editor can read; the benchtrail command line reads it.',
      );
    }
    const bytes = await vscode.workspace.fs.readFile(uri);
    const siblings = await siblingTexts(path, folder);
    const context = {
      decoder: webDecoder,
      sibling: (wanted: string) => siblings.get(wanted) ?? null,
      mappings: mappingsFor(projects.of(root, path)),
    };
    return await inSlices(readFile({ ...place, bytes, modifiedAt }, context), token);
  } catch (error) {
    if (error instanceof vscode.CancellationError) throw error;
    const reason =
      error instanceof vscode.FileSystemError
        ? 'It cannot be read: it is gone, or you have no permission.'
        : String(error);
    return unreadRecord({ ...place, size: 0, modifiedAt: null }, reason);
  }
}

/** What formats may ask for beside a file; the editor's file system cannot be asked while a format reads. */
const SIBLINGS = [...new Set(FORMATS.flatMap(({ siblings }) => siblings ?? []))];

async function siblingTexts(path: string, folder: vscode.Uri): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  await Promise.all(
    SIBLINGS.map(async (name) => {
      const wanted = resolvePath(path, name.replace('{stem}', stem));
      if (wanted === path) return;
      try {
        texts.set(
          wanted,
          new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, wanted))),
        );
      } catch {
        // Most files have no companion.
      }
    }),
  );
  return texts;
}

function logProblems(found: readonly ProjectProblems[], log: Log): void {
  for (const { uri, problems } of found) {
    for (const { message } of problems) log.warn(`${uri.path}: ${message}`);
  }
}

function logRecord(record: FileRecord, log: Log): void {
  const what = record.format === null ? record.kind : `${record.format} (${record.recognised ?? ''})`;
  log.info(`${record.path}: ${what}${record.reason === null ? '' : `: ${record.reason}`}`);
  for (const { format, score, reason } of record.otherClaims) {
    log.debug(`${record.path}: ${format} claimed it too (${String(score)}): ${reason}`);
  }
  for (const { line, message } of record.problems)
    log.info(`${record.path}${line === null ? '' : `:${String(line)}`}: ${message}`);
}
