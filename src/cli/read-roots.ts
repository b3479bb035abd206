import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Catalogue } from '../core/catalogue/catalogue.ts';
import type { Snapshot } from '../core/catalogue/snapshot.ts';
import { runToEnd } from '../core/model/steps.ts';
import type { ProjectFile } from '../core/project/project-file.ts';
import type { Projects } from '../core/project/projects.ts';
import { isWanted, mappingsFor } from '../core/project/selection.ts';
import { readFile, unreadRecord, type FileRecord } from '../core/reading/read-file.ts';
import { nodeDecoder } from './decoder.ts';
import { UsageError } from './errors.ts';
import type { Progress } from './progress.ts';
import { projectsOf } from './projects.ts';
import { reasonOf, walk, walkedFile, type Walked, type WalkedFile } from './walk.ts';

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
  /** What holds for all of it. */
  readonly project: ProjectFile;
  /** What holds for each file. */
  readonly projects: Projects;
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

/** Reads all files of the roots into one catalogue, with the rules of the project files in them and above them. */
export function readRoots(paths: readonly string[], progress: Progress): ReadRoots {
  const roots = rootsOf(paths);
  const walked = roots.map((root) =>
    root.only === null ? walk(root.folder) : { files: [onlyFile(root, root.only)], unreadable: [] },
  );
  const projects = projectsOf(
    roots.map(({ folder }, index) => ({
      folder,
      paths: (walked[index]?.files ?? []).map((file) => file.path),
    })),
  );
  const catalogue = new Catalogue(projects);
  walked.forEach((found, index) => {
    const root = roots[index];
    if (root === undefined) return;
    for (const record of readRoot({ ...root, index }, found, projects, progress)) catalogue.put(record);
  });
  progress.done();
  return { roots, snapshot: catalogue.snapshot(), project: projects.together(), projects };
}

interface NumberedRoot extends Root {
  readonly index: number;
}

function* readRoot(
  root: NumberedRoot,
  { files, unreadable }: Walked,
  projects: Projects,
  progress: Progress,
): Generator<FileRecord> {
  const wanted = files.filter((file) => root.only !== null || isWanted(projects.of(root.index, file.path)));
  for (const { path, reason } of unreadable)
    yield unreadRecord({ root: root.index, path, size: 0, modifiedAt: null }, reason);
  for (const [at, file] of wanted.entries()) {
    progress.step(at, wanted.length, file.path);
    yield readOne(root, file, projects);
  }
}

function onlyFile(root: Root, name: string): WalkedFile {
  const absolute = join(root.folder, name);
  return walkedFile(name, absolute, statSync(absolute));
}

function readOne({ folder, index }: NumberedRoot, file: WalkedFile, projects: Projects): FileRecord {
  const found = { root: index, path: file.path, size: file.bytes, modifiedAt: file.modifiedAt };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file.absolute);
  } catch (error) {
    return unreadRecord(found, reasonOf(error));
  }
  const context = {
    decoder: nodeDecoder,
    sibling: (path: string): string | null => readText(join(folder, path)),
    mappings: mappingsFor(projects.of(index, file.path)),
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
