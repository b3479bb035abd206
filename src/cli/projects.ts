import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_FILE_NAME, type ProjectFile } from '../core/project/project-file.ts';
import { Projects, type ProjectScope } from '../core/project/projects.ts';
import { readProject } from '../core/project/read-project.ts';
import { folderOf, nameOf } from '../core/reading/file-type.ts';
import { UsageError } from './errors.ts';
import { slashes } from './paths.ts';

/** A root and the paths of the files in it. */
export interface ListedRoot {
  /** Absolute. */
  readonly folder: string;
  readonly paths: readonly string[];
}

/**
 * The project files that rule the files of the roots: those among them, and for each root the nearest one above it, up to
 * the repository's root. A wrong one is a usage error with every reason: a limit that is not understood must not pass.
 */
export function projectsOf(roots: readonly ListedRoot[]): Projects {
  const files = new ProjectFiles();
  const scopes = roots.flatMap(({ folder, paths }, root): ProjectScope[] => {
    const inside = paths
      .filter((path) => nameOf(path) === PROJECT_FILE_NAME)
      .map((path) => ({
        root,
        folder: folderOf(path),
        above: '',
        project: files.read(join(folder, path)),
      }));
    const top = findAbove(folder);
    if (top === null || inside.some((scope) => scope.folder === '')) return inside;
    const above = slashes(relative(dirname(top), folder));
    return [...inside, { root, folder: '', above, project: files.read(top) }];
  });
  files.check();
  return new Projects(scopes);
}

/** Each project file is read once, so that two roots below it share one. */
class ProjectFiles {
  readonly #read = new Map<string, ProjectFile>();
  readonly #wrong: string[] = [];

  read(path: string): ProjectFile {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const { project, problems } = readProject(readFileSync(path, 'utf8'), path);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      this.#wrong.push(`${path} is not right:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
    for (const { severity, message } of problems)
      if (severity !== 'error') process.stderr.write(`${path}: ${message}\n`);
    this.#read.set(path, project);
    return project;
  }

  check(): void {
    if (this.#wrong.length > 0) throw new UsageError(this.#wrong.join('\n'));
  }
}

function findAbove(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null;
  }
}
