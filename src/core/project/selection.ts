import type { ReadMapping } from '../formats/mapping.ts';
import { matchesGlob } from '../normalise/globs.ts';
import { nameOf } from '../reading/file-type.ts';
import { ruledCategory } from '../normalise/categories.ts';
import type { FileRules } from './projects.ts';
import { PROJECT_FILE_NAME } from './project-file.ts';

/** True when the include and exclude globs of the rules let the file in; the project file itself is no result. */
export function isWanted({ path, project }: FileRules): boolean {
  if (nameOf(path) === PROJECT_FILE_NAME) return false;
  const included = project.include.length === 0 || project.include.some((glob) => matchesGlob(path, glob));
  return included && !project.exclude.some((glob) => matchesGlob(path, glob));
}

/** The user's words about the columns of the file; the first rule that names a column wins. */
export function mappingsFor({ path, project }: FileRules): ReadMapping[] {
  return project.mappings.filter(({ match }) => matchesGlob(path, match)).flatMap(({ columns }) => columns);
}

/** Why the user leaves a run out; null: it is not left out. `suffix` is what the run's id adds to the path of its file. */
export function exclusionFor({ path, project }: FileRules, suffix: string): string | null {
  const rule = project.excluded.find(({ match }) => match === `${path}${suffix}` || matchesGlob(path, match));
  return rule?.reason ?? null;
}

/** The category that the user gives the file; null: none. */
export function categoryFor({ path, project }: FileRules): readonly string[] | null {
  return ruledCategory(path, project.categories);
}

/**
 * The baseline that the rules of a file name, as it is written, and as a path from the file's root where the project file
 * lies elsewhere; that path is null where it leads out of the root. `from` is the path of the file in its root.
 */
export function baselineRule(
  { project: { baseline }, path }: FileRules,
  from: string,
): { readonly text: string; readonly path?: string | null } | null {
  if (baseline === null) return null;
  const isRooted = /^\d+:/u.test(baseline);
  if (isRooted || path.length === from.length) return { text: baseline };
  const written = baseline.replace(/^\.\/|\/$/gu, '');
  if (path.length < from.length) {
    const folder = from.slice(0, from.length - path.length);
    return { text: baseline, path: written === '.' ? folder.slice(0, -1) : `${folder}${written}` };
  }
  const above = path.slice(0, path.length - from.length);
  if (written === '.' || `${written}/` === above) return { text: baseline, path: '.' };
  return { text: baseline, path: written.startsWith(above) ? written.slice(above.length) : null };
}
