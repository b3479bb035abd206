import type { SourceFile } from '../model/file.ts';
import { nameOf } from '../reading/file-type.ts';
import type { FileNode, FilesKind, FilesNode } from './node.ts';
import type { OutlineOptions } from './options.ts';
import { fileMatches } from './search.ts';

const TITLES: Readonly<Record<FilesKind, string>> = {
  failed: 'Cannot be read',
  elsewhere: 'Counted elsewhere',
  ignored: 'Without results',
};

const KINDS: readonly FilesKind[] = ['failed', 'elsewhere', 'ignored'];

/** The files that give no runs of their own, by why; groups without files are left out. */
export function filesNodes(
  files: readonly SourceFile[],
  words: readonly string[],
  isListed: OutlineOptions['isListed'],
): readonly FilesNode[] {
  const found: Record<FilesKind, SourceFile[]> = { failed: [], elsewhere: [], ignored: [] };
  for (const file of files) {
    const kind = filesKind(file, isListed);
    if (kind !== null && fileMatches(file, words)) found[kind].push(file);
  }
  return KINDS.map((of): FilesNode => {
    const own = found[of];
    return { kind: 'files', id: `files:${of}`, parent: null, title: TITLES[of], runIds: [], of, files: own };
  }).filter((node) => node.files.length > 0);
}

/** The files of one such group. */
export function fileNodes(parent: FilesNode): readonly FileNode[] {
  return parent.files.map((file) => ({
    kind: 'file',
    id: `file:${String(file.root)}:${file.path}`,
    parent,
    title: nameOf(file.path),
    runIds: [],
    file,
  }));
}

/** Under which heading a file is listed beside the runs; null: it has runs, or is not listed. */
export function filesKind(file: SourceFile, isListed: OutlineOptions['isListed']): FilesKind | null {
  switch (file.status) {
    case 'failed':
      return 'failed';
    case 'duplicate':
    case 'derived':
      return 'elsewhere';
    case 'ignored':
      return isListed(file) ? 'ignored' : null;
    case 'used':
      return null;
  }
}
