import { matchesGlob } from '../normalise/globs.ts';
import type { FileRules } from '../project/projects.ts';
import { isWanted } from '../project/selection.ts';
import { isProfilerReport, mayHoldResults } from '../reading/file-type.ts';
import type { FileRecord } from '../reading/read-file.ts';

/** Which files of a root may hold results, by their paths relative to the root. */
export interface DiscoveryRules {
  /** Globs of files that are looked into. */
  readonly include: readonly string[];
  /** Globs of files and folders that are not. */
  readonly exclude: readonly string[];
  /** Folders that the user added, relative to the root; '' is the root itself. Every file below them is looked into. */
  readonly added: readonly string[];
}

/** Why a file is looked into; `no`: it is not. */
export type Nomination = 'no' | 'by name' | 'added';

/** True for a file or folder that is excluded itself; of a folder, all that is below is excluded too. */
export function isExcluded(path: string, { exclude }: DiscoveryRules): boolean {
  return exclude.some((glob) => matchesGlob(path, glob));
}

/** True for a path that is excluded, or lies in an excluded folder. */
export function liesInExcluded(path: string, rules: DiscoveryRules): boolean {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
    if (isExcluded(path.slice(0, end), rules)) return true;
  return isExcluded(path, rules);
}

/**
 * Names only nominate: whether a file appears is decided by what is in it. The project file has the last word: its `include`
 * nominates, and one without says that there are results below it, whatever their names.
 */
export function nominationOf(path: string, discovery: DiscoveryRules, rules: FileRules): Nomination {
  if (!isWanted(rules)) return 'no';
  if (discovery.added.some((folder) => folder === '' || path.startsWith(`${folder}/`))) return 'added';
  if (rules.project.include.length > 0) return 'by name';
  if (!mayHoldResults(path)) return 'no';
  if (rules.project.path !== null) return 'by name';
  return discovery.include.some((glob) => matchesGlob(path, glob)) ? 'by name' : 'no';
}

/**
 * Whether a file that was looked into appears: always where the user added its folder, else where a format claims it, or
 * where its name says data and nothing in it can be read.
 */
export function appears(record: FileRecord, nomination: Nomination): boolean {
  if (nomination === 'added' || record.format !== null) return true;
  if (record.kind !== 'refused') return false;
  return isProfilerReport(record.path) || (record.fileType !== 'other' && record.fileType !== 'text');
}
