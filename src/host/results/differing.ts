import * as vscode from 'vscode';
import type { Steps } from '../../core/model/steps.ts';
import type { HostRuntime } from '../context.ts';

/** What the file system tells of the files below a folder. */
export type FoundStats = NonNullable<Awaited<ReturnType<NonNullable<HostRuntime['statsBelow']>>>>;

/** What is known of the files below a folder. */
export interface KnownFiles {
  /** Size and time when the file was read; undefined for one that was not. */
  known(uri: vscode.Uri): { readonly size: number; readonly mtime: number } | undefined;
  /** Whether a file that was not read is to be looked into. */
  isWanted(uri: vscode.Uri): boolean;
  /** The files below the folder that appear, or were looked into. */
  below(folder: vscode.Uri): Iterable<vscode.Uri>;
}

/** So many files are held against what is known in one step. */
const STEP_FILES = 64;

/** The files that are new, others than before, or gone, as URIs. */
export function* differing(folder: vscode.Uri, stats: FoundStats, files: KnownFiles): Steps<Set<string>> {
  const found = new Set<string>();
  const there = new Set<string>();
  for (const [index, { path, size, mtime }] of stats.entries()) {
    if (index % STEP_FILES === 0) yield;
    const uri = vscode.Uri.file(path);
    const text = uri.toString();
    there.add(text);
    const known = files.known(uri);
    const isSame = known === undefined ? !files.isWanted(uri) : known.size === size && known.mtime === mtime;
    if (!isSame) found.add(text);
  }
  yield;
  for (const uri of files.below(folder)) if (!there.has(uri.toString())) found.add(uri.toString());
  return found;
}
