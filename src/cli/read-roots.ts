import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Catalogue } from '../core/catalogue/catalogue.ts';
import type { Snapshot } from '../core/catalogue/snapshot.ts';
import { runToEnd } from '../core/model/steps.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../core/project/project-file.ts';
import { PROJECT_FILE_NAME, readProject } from '../core/project/read-project.ts';
import { isWanted, mappingsFor } from '../core/project/selection.ts';
import { readFile, unreadRecord, type FileRecord } from '../core/reading/read-file.ts';
import { nodeDecoder } from './decoder.ts';
import { UsageError } from './errors.ts';
import type { Progress } from './progress.ts';
import { reasonOf, walk, walkedFile, type WalkedFile } from './walk.ts';

/** A PATH argument. */
export interface Root {
  /** As given. */
  readonly given: string;
  /** Absolute folder that paths of files are relative to. */
  readonly folder: string;
  /** The one file that is meant, where the argument is a file. */
  readonly only: string | null;
}

/** Everything that was read. */
export interface ReadRoots {
  readonly roots: readonly Root[];
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
}

/** Turns PATH arguments into roots; a missing one is a usage error. */
export function rootsOf(paths: readonly string[]): Root[] {
  return paths.map((given) => {
    const absolute = resolve(given);
    if (!existsSync(absolute)) throw new UsageError(`There is no file or folder ${given}.`);
    if (statSync(absolute).isDirectory()) return { given, folder: absolute, only: null };
    return { given, folder: dirname(absolute), only: basename(absolute) };
  });
}

/** Reads all files of the roots into one catalogue, with the rules of the project file of the first root. */
export function readRoots(paths: readonly string[], progress: Progress): ReadRoots {
  const roots = rootsOf(paths);
  const project = projectOf(roots);
  const catalogue = new Catalogue(project);
  roots.forEach((root, index) => {
    for (const record of readRoot(root, index, project, progress)) catalogue.put(record);
  });
  progress.done();
  return { roots, snapshot: catalogue.snapshot(), project };
}

function* readRoot(
  root: Root,
  index: number,
  project: ProjectFile,
  progress: Progress,
): Generator<FileRecord> {
  const { files, unreadable } =
    root.only === null ? walk(root.folder) : { files: [onlyFile(root, root.only)], unreadable: [] };
  const wanted = files.filter((file) => root.only !== null || isWanted(file.path, project));
  for (const { path, reason } of unreadable)
    yield unreadRecord({ root: index, path, size: 0, modifiedAt: null }, reason);
  for (const [at, file] of wanted.entries()) {
    progress.step(at, wanted.length, file.path);
    yield readOne(root, index, file, project);
  }
}

function onlyFile(root: Root, name: string): WalkedFile {
  const absolute = join(root.folder, name);
  return walkedFile(name, absolute, statSync(absolute));
}

function readOne(root: Root, index: number, file: WalkedFile, project: ProjectFile): FileRecord {
  const found = { root: index, path: file.path, size: file.bytes, modifiedAt: file.modifiedAt };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file.absolute);
  } catch (error) {
    return unreadRecord(found, reasonOf(error));
  }
  const context = {
    decoder: nodeDecoder,
    sibling: (path: string): string | null => readText(join(root.folder, path)),
    mappings: mappingsFor(file.path, project),
  };
  return runToEnd(readFile({ root: index, path: file.path, bytes, modifiedAt: file.modifiedAt }, context));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The project file beside the results, or in a folder above them up to the repository's root. */
function projectOf(roots: readonly Root[]): ProjectFile {
  const path = roots[0] === undefined ? null : findProject(roots[0].folder);
  if (path === null) return DEFAULT_PROJECT;
  const { project, problems } = readProject(readFileSync(path, 'utf8'), path);
  const wrong = problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0)
    throw new UsageError(`${path} is not right:\n${wrong.map(({ message }) => `  ${message}`).join('\n')}`);
  for (const { message } of problems) process.stderr.write(`${path}: ${message}\n`);
  return project;
}

function findProject(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null;
  }
}
