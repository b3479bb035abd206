import type { Source } from '../model/figure.ts';
import { linkTarget } from './markdown-text.ts';

/** Where a place of a file is reached from the report: a target of a Markdown link, fragment included. */
export type LinkResolver = (
  place: Pick<Source, 'root' | 'file'> & {
    line: number | null;
    endLine: number | null;
    column: number | null;
  },
) => string;

/** "#L12" or "#L12-L15": what GitHub and VS Code read as lines. */
export function lineFragment(line: number | null, endLine: number | null): string {
  if (line === null) return '';
  return endLine === null || endLine <= line ? `#L${String(line)}` : `#L${String(line)}-L${String(endLine)}`;
}

/**
 * Links relative to the folder that the report is saved in. `rootPaths` are the absolute paths of the roots and `folder`
 * that of the report, all with forward slashes.
 */
export function relativeLinks(rootPaths: readonly string[], folder: string): LinkResolver {
  return ({ root, file, line, endLine }) => {
    const path = relativePath(folder, `${rootPaths[root] ?? ''}/${file}`);
    return linkTarget(path) + lineFragment(line, endLine);
  };
}

/** The way from one absolute folder to an absolute path; the path itself where they share no root (another drive). */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  if (/^[a-z]:$/i.test(from[0] ?? '') && from[0]?.toLowerCase() !== to[0]?.toLowerCase()) return path;
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
