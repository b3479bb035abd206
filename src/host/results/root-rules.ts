import * as vscode from 'vscode';
import type { Nomination } from '../../core/discovery/nominate.ts';
import type { Steps } from '../../core/model/steps.ts';
import { Projects } from '../../core/project/projects.ts';
import { PROJECT_FILE_NAME } from '../../core/project/project-file.ts';
import { isWanted } from '../../core/project/selection.ts';
import { nameOf } from '../../core/reading/file-type.ts';
import type { FileRecord } from '../../core/reading/read-file.ts';
import { projectPathsOf, projectsOf, type ProjectProblems } from '../files/projects.ts';
import type { FoundUri } from '../files/walk.ts';
import { Discovery } from './discovery.ts';
import { isWithin, pathWithin, type RootFolder } from './root-folders.ts';

/** A file or folder of a root. */
export type FilePlace = Pick<FileRecord, 'root' | 'path'>;

/** A file of a root that is to be looked into. */
export interface Candidate extends FoundUri {
  readonly root: number;
  readonly nomination: Nomination;
}

/** So many files are held against the rules in one step. */
const STEP_FILES = 64;

/** Which files below some roots are looked into, by the settings and by the project files that lie there. */
export class RootRules {
  readonly roots: readonly RootFolder[];
  #discoveries: readonly Discovery[];
  #projects = new Projects();
  #problems: readonly ProjectProblems[] = [];
  /** Project files in the roots, as URIs. */
  #projectUris = new Set<string>();

  constructor(roots: readonly RootFolder[]) {
    this.roots = roots;
    this.#discoveries = roots.map((root) => new Discovery(root, roots));
  }

  get projects(): Projects {
    return this.#projects;
  }

  get problems(): readonly ProjectProblems[] {
    return this.#problems;
  }

  get projectUris(): readonly string[] {
    return [...this.#projectUris];
  }

  /** Takes the settings as they are now. */
  renew(): void {
    this.#discoveries = this.roots.map((root) => new Discovery(root, this.roots));
  }

  /** True for a file or folder of a root that walks pass over. */
  skips({ root, path }: FilePlace): boolean {
    return this.#discoveries[root]?.skips(path) ?? false;
  }

  nomination({ root, path }: FilePlace): Nomination {
    return this.#discoveries[root]?.nomination(path, this.#projects, root) ?? 'no';
  }

  /** What keeps a file from being looked into; null: nothing does. */
  against(place: FilePlace): 'project' | 'excluded' | 'name' | null {
    if (this.nomination(place) !== 'no') return null;
    if (!isWanted(this.#projects.of(place.root, place.path))) return 'project';
    return this.skips(place) ? 'excluded' : 'name';
  }

  /** Those of the files that are looked into. */
  *candidates(found: readonly FoundUri[], root: number): Steps<Candidate[]> {
    const candidates: Candidate[] = [];
    for (const [index, file] of found.entries()) {
      if (index % STEP_FILES === 0) yield;
      const nomination = this.nomination({ root, path: file.path });
      if (nomination !== 'no') candidates.push({ ...file, root, nomination });
    }
    return candidates;
  }

  /** The place of a URI below the roots; the innermost root wins. Undefined outside, and where nothing is looked into. */
  placeOf(uri: vscode.Uri): FilePlace | undefined {
    let best: FilePlace | undefined;
    this.roots.forEach((folder, root) => {
      if (!isWithin(uri, folder.uri)) return;
      const path = pathWithin(uri, folder.uri);
      if (best === undefined || path.length < best.path.length) best = { root, path };
    });
    return best === undefined || this.#discoveries[best.root]?.isHidden(best.path) === true
      ? undefined
      : best;
  }

  uriOf({ root, path }: FilePlace): vscode.Uri {
    const folder = this.roots[root];
    if (folder === undefined) throw new RangeError(`There is no root ${String(root)}.`);
    return path === '' ? folder.uri : vscode.Uri.joinPath(folder.uri, path);
  }

  /** Reads these project files; true where they say something else than before. */
  async read(projectUris: Iterable<string>): Promise<boolean> {
    this.#projectUris = new Set(projectUris);
    const roots = this.roots.map(({ uri }, root) => ({
      folder: uri,
      projectPaths: [...this.#projectUris]
        .map((text) => vscode.Uri.parse(text))
        .filter((project) => this.placeOf(project)?.root === root)
        .map((project) => pathWithin(project, uri)),
    }));
    const found = await projectsOf(roots);
    this.#problems = found.problems;
    if (found.projects.equals(this.#projects)) return false;
    this.#projects = found.projects;
    return true;
  }

  /** The project files among the files of a root. */
  projectsAmong(found: readonly FoundUri[], root: number): string[] {
    return projectPathsOf(found.map(({ path }) => path)).map((path) => this.uriOf({ root, path }).toString());
  }

  /** The known project files below a folder. */
  projectsBelow(folder: vscode.Uri): string[] {
    return [...this.#projectUris].filter((text) => isWithin(vscode.Uri.parse(text), folder));
  }

  /** True for a project file that is not among those that were read. */
  isNewProject(uri: vscode.Uri): boolean {
    return nameOf(uri.path) === PROJECT_FILE_NAME && !this.#projectUris.has(uri.toString());
  }
}
