import * as vscode from 'vscode';
import { DEFAULT_PROJECT, PROJECT_FILE_NAME, type ProjectFile } from '../../core/project/project-file.ts';
import { Projects, type ProjectScope } from '../../core/project/projects.ts';
import { readProject } from '../../core/project/read-project.ts';
import type { Problem } from '../../core/model/problem.ts';
import { folderOf, nameOf } from '../../core/reading/file-type.ts';

/** A root and the project files that were found in it, by path. */
export interface ListedRoot {
  readonly folder: vscode.Uri;
  readonly projectPaths: readonly string[];
}

/** What is wrong in a project file; what is right in it holds all the same. */
export interface ProjectProblems {
  readonly uri: vscode.Uri;
  /** At least one. */
  readonly problems: readonly Problem[];
}

/** The rules for the files of all roots, and where they stand. */
export interface FoundProjects {
  readonly projects: Projects;
  readonly problems: readonly ProjectProblems[];
}

/** The project files among paths. */
export function projectPathsOf(paths: readonly string[]): string[] {
  return paths.filter((path) => nameOf(path) === PROJECT_FILE_NAME);
}

/** Reads the project files in the roots and, for each root, the nearest one above it, up to the repository's root. */
export async function projectsOf(roots: readonly ListedRoot[]): Promise<FoundProjects> {
  const reader = new ProjectReader();
  const scopes = await Promise.all(roots.map((root, index) => scopesOf(root, index, reader)));
  return { projects: new Projects(scopes.flat()), problems: reader.problems };
}

async function scopesOf(
  { folder, projectPaths }: ListedRoot,
  root: number,
  reader: ProjectReader,
): Promise<ProjectScope[]> {
  const inside = await Promise.all(
    projectPaths.map(async (path) => ({
      root,
      folder: folderOf(path),
      above: '',
      project: (await reader.read(vscode.Uri.joinPath(folder, path))) ?? DEFAULT_PROJECT,
    })),
  );
  if (inside.some((scope) => scope.folder === '')) return inside;
  const above = await nearestAbove(folder, reader);
  return above === null ? inside : [...inside, { root, folder: '', ...above }];
}

async function nearestAbove(
  folder: vscode.Uri,
  reader: ProjectReader,
): Promise<{ readonly above: string; readonly project: ProjectFile } | null> {
  const below: string[] = [];
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    const project = await reader.read(vscode.Uri.joinPath(at, PROJECT_FILE_NAME));
    if (project !== null) return { above: below.join('/'), project };
    if (at.path === '/' || at.path === '' || (await exists(vscode.Uri.joinPath(at, '.git')))) return null;
    below.unshift(nameOf(at.path));
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Each project file is read once, so that two roots below it share one. */
class ProjectReader {
  readonly problems: ProjectProblems[] = [];
  readonly #read = new Map<string, Promise<ProjectFile | null>>();

  /** Null where there is none, or it cannot be read. */
  read(uri: vscode.Uri): Promise<ProjectFile | null> {
    const key = uri.toString();
    const known = this.#read.get(key) ?? this.#readOnce(uri);
    this.#read.set(key, known);
    return known;
  }

  async #readOnce(uri: vscode.Uri): Promise<ProjectFile | null> {
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      return null;
    }
    const { project, problems } = readProject(text, uri.path);
    if (problems.length > 0) this.problems.push({ uri, problems });
    return project;
  }
}
