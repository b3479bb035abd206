import { DEFAULT_PROJECT, type ProjectFile } from './project-file.ts';

/** A project file in its place: it rules the files of one root that lie below its folder. */
export interface ProjectScope {
  /** Index of the root whose files it rules. */
  readonly root: number;
  /** Its folder, relative to the root; '' where it lies in the root or above it. */
  readonly folder: string;
  /** The way from its folder down to the root ("bench/results"); '' unless it lies above the root. */
  readonly above: string;
  readonly project: ProjectFile;
}

/** The rules that hold for a file, and the path that their globs are held against: relative to the project file's folder. */
export interface FileRules {
  readonly project: ProjectFile;
  readonly path: string;
}

/**
 * The project files of all roots. A file is ruled by the nearest one above it, whole: nothing is inherited from those further
 * up. So a folder gives the same results whether it is read alone or as a part of one above it.
 */
export class Projects {
  readonly #scopes: readonly ProjectScope[];
  readonly #byRoot = new Map<number, ProjectScope[]>();

  constructor(scopes: readonly ProjectScope[] = []) {
    this.#scopes = scopes;
    for (const scope of scopes.toSorted((a, b) => b.folder.length - a.folder.length)) {
      const list = this.#byRoot.get(scope.root);
      if (list === undefined) this.#byRoot.set(scope.root, [scope]);
      else list.push(scope);
    }
  }

  /** One project file at the top of each of the first `roots` roots. */
  static atTop(project: ProjectFile, roots = 1): Projects {
    return new Projects(
      Array.from({ length: roots }, (_, root) => ({ root, folder: '', above: '', project })),
    );
  }

  /** True where all files have the same rules, however often they were read. */
  equals(other: Projects): boolean {
    return JSON.stringify(this.#scopes) === JSON.stringify(other.#scopes);
  }

  /** The rules for a file of a root; those of no project file where none lies above it. */
  of(root: number, path: string): FileRules {
    const scope = this.#byRoot.get(root)?.find(({ folder }) => isBelow(path, folder));
    if (scope === undefined) return { project: DEFAULT_PROJECT, path };
    return { project: scope.project, path: ruledPath(path, scope) };
  }

  /** The project file in the root's folder or above it. */
  atRoot(root: number): ProjectFile {
    return this.#byRoot.get(root)?.find(({ folder }) => folder === '')?.project ?? DEFAULT_PROJECT;
  }

  /**
   * What holds for all roots together, as reports and comparisons need it: title, noise floor and baseline of the first root's
   * project file, and the limits of all of them, each for its own files.
   */
  together(): ProjectFile {
    const first = this.atRoot(0);
    const projects = [...new Set(this.#scopes.map(({ project }) => project))];
    if (projects.every((project) => project === first || project.limits.length === 0)) return first;
    const limits = projects.flatMap((project) =>
      project.limits.map((limit) => ({
        ...limit,
        holdsFor: (root: number, path: string) => this.of(root, path).project === project,
      })),
    );
    return { ...first, limits };
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function ruledPath(path: string, { folder, above }: ProjectScope): string {
  if (above !== '') return `${above}/${path}`;
  return folder === '' ? path : path.slice(folder.length + 1);
}
