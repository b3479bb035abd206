import { keyOf } from '../../core/catalogue/assemble.ts';

/** True where the path or a folder above it is among these. */
export function isBelowAny(root: number, path: string, keys: ReadonlySet<string>): boolean {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
    if (keys.has(keyOf(root, path.slice(0, end)))) return true;
  return keys.has(keyOf(root, path)) || keys.has(keyOf(root, ''));
}
