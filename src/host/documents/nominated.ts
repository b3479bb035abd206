import type * as vscode from 'vscode';
import { Projects } from '../../core/project/projects.ts';
import { Discovery } from '../results/discovery.ts';
import { isWithin, pathWithin, rootFolders } from '../results/root-folders.ts';

/** True for a file that reading would look into; project files are not known yet, so their rules are not asked. */
export function isNominated(uri: vscode.Uri): boolean {
  const roots = rootFolders();
  const root = roots.find((one) => isWithin(uri, one.uri));
  if (root === undefined) return false;
  const path = pathWithin(uri, root.uri);
  const discovery = new Discovery(root, roots);
  return (
    !discovery.isHidden(path) && discovery.nomination(path, new Projects(), roots.indexOf(root)) !== 'no'
  );
}
