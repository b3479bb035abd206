import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file on disk. */
export interface DiskFile {
  /** Absolute, as the system writes it. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** So many files are asked for at the same time. */
const LANES = 16;

/**
 * Size and time of all files below a folder; links to folders are not followed. What is gone, or may not be looked at, is left
 * out.
 */
export async function statsBelow(folder: string, skips: (name: string) => boolean): Promise<DiskFile[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name);
      if (!entry.isDirectory()) files.push(path);
      else if (!skips(entry.name)) folders.push(path);
    }
  }
  const found: DiskFile[] = [];
  let at = 0;
  const lane = async (): Promise<void> => {
    for (let path = files[at++]; path !== undefined; path = files[at++]) {
      const stats = await stat(path).catch(() => null);
      if (stats?.isFile() === true) found.push({ path, size: stats.size, mtime: stats.mtime.getTime() });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
}
