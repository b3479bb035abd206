import * as vscode from 'vscode';
import { lineFragment, relativeLinks, type LinkResolver } from '../../core/report/links.ts';

/** Links relative to the folder that a report is saved in; absolute ones where it is saved on another file system. */
export function savedLinks(roots: readonly vscode.Uri[], target: vscode.Uri): LinkResolver {
  const folder = vscode.Uri.joinPath(target, '..');
  const near = roots.every((root) => root.scheme === target.scheme && root.authority === target.authority);
  return near
    ? relativeLinks(
        roots.map(({ path }) => path),
        folder.path,
      )
    : absoluteLinks(roots);
}

function absoluteLinks(roots: readonly vscode.Uri[]): LinkResolver {
  return ({ root, file, line, endLine }) => {
    const base = roots[root];
    return base === undefined
      ? '#'
      : vscode.Uri.joinPath(base, file).toString() + lineFragment(line, endLine);
  };
}
