import type { Steps } from './steps.ts';

/**
 * Work that is done once for each object, in slices. For objects that are never changed: what a change replaces is another
 * object and asks anew, and what nobody holds any more is forgotten.
 */
export function remembered<K extends object, V extends object>(
  make: (key: K) => Steps<V>,
): (key: K) => Steps<V> {
  const known = new WeakMap<K, V>();
  return function* (key) {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = yield* make(key);
    known.set(key, made);
    return made;
  };
}
