import { keyOf } from '../../core/catalogue/assemble.ts';
import { FORMATS } from '../../core/formats/registry.ts';
import { stemOf } from '../../core/reading/file-type.ts';
import { resolvePath } from '../../core/reading/input.ts';
import type { FileRecord } from '../../core/reading/read-file.ts';

const SIBLINGS = new Map(FORMATS.map(({ id, siblings }) => [id, siblings ?? []]));

/** The records whose formats read a file beside them that has changed, unless they have changed themselves. `changed` holds keys. */
export function dependentsOf(
  changed: ReadonlySet<string>,
  records: Iterable<FileRecord>,
): Pick<FileRecord, 'root' | 'path'>[] {
  if (changed.size === 0) return [];
  return [...records].filter(({ root, path, format }) => {
    const siblings = format === null ? [] : (SIBLINGS.get(format) ?? []);
    if (siblings.length === 0 || changed.has(keyOf(root, path))) return false;
    return siblings.some((name) =>
      changed.has(keyOf(root, resolvePath(path, name.replace('{stem}', stemOf(path))))),
    );
  });
}
