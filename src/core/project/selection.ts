import type { ReadMapping } from '../formats/mapping.ts';
import { matchesGlob } from '../normalise/globs.ts';
import { nameOf } from '../reading/file-type.ts';
import type { ProjectFile } from './project-file.ts';
import { PROJECT_FILE_NAME } from './read-project.ts';

/** True when the project's include and exclude globs let a file in; the project file itself is no result. */
export function isWanted(path: string, project: ProjectFile): boolean {
  if (nameOf(path) === PROJECT_FILE_NAME) return false;
  const included = project.include.length === 0 || project.include.some((glob) => matchesGlob(path, glob));
  return included && !project.exclude.some((glob) => matchesGlob(path, glob));
}

/** The user's words about the columns of a file; the first rule that names a column wins. */
export function mappingsFor(path: string, project: ProjectFile): ReadMapping[] {
  return project.mappings.filter(({ match }) => matchesGlob(path, match)).flatMap(({ columns }) => columns);
}
