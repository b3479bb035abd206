import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { isSkippedFolder } from '../core/discovery/skipped-folders.ts';
import { compareText } from '../core/format/compare.ts';

/** A file that was found, or could not be looked at. */
export interface WalkedFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  readonly modifiedAt: string;
}

/** What could not be opened, and why. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly unreadable: readonly Unreadable[];
}

/** All files below a folder in a stable order. Links are followed once: a loop ends where it began. */
export function walk(root: string): Walked {
  const files: WalkedFile[] = [];
  const unreadable: Unreadable[] = [];
  const visited = new Set<string>();
  const visit = (folder: string, relative: string): void => {
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for (const name of readdirSync(folder).sort(compareText)) {
      const path = relative === '' ? name : `${relative}/${name}`;
      try {
        const stats = statSync(join(folder, name));
        if (stats.isDirectory()) {
          if (!isSkippedFolder(name)) visit(join(folder, name), path);
        } else if (stats.isFile()) files.push(walkedFile(path, join(folder, name), stats));
      } catch (error) {
        unreadable.push({ path, reason: reasonOf(error) });
      }
    }
  };
  visit(root, '');
  return { files, unreadable };
}

export function walkedFile(path: string, absolute: string, stats: Stats): WalkedFile {
  return { path, absolute, bytes: stats.size, modifiedAt: stats.mtime.toISOString() };
}

/** A file system's error as a sentence. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'It does not exist (any more).';
    case 'EACCES':
    case 'EPERM':
      return 'You have no permission to read it.';
    case 'ELOOP':
      return 'It is a link that leads to itself.';
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'It is larger than two gigabytes.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
