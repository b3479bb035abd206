/** Tells at run time whether a value that arrived is what its type says. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value): value is string => typeof value === 'string';
export const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
/** NaN and infinities are no numbers here: JSON has none, and no drawing could use them. */
export const isFinite: Guard<number> = (value): value is number => Number.isFinite(value);
/** A whole number from 0 on: a count, an index, a version. */
export const isCount: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
export const isNothing: Guard<undefined> = (value): value is undefined =>
  value === undefined || value === null;
export const isFloats: Guard<Float64Array> = (value): value is Float64Array => value instanceof Float64Array;
export const isIndexes: Guard<Uint32Array> = (value): value is Uint32Array => value instanceof Uint32Array;
export const isBytes: Guard<Uint8Array> = (value): value is Uint8Array => value instanceof Uint8Array;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of at most so many characters: what comes from a page is not kept or shown without end. */
export function textUpTo(length: number): Guard<string> {
  return (value): value is string => typeof value === 'string' && value.length <= length;
}

/** One of these texts. */
export function oneOf<const T extends string>(...texts: readonly T[]): Guard<T> {
  const known: ReadonlySet<unknown> = new Set(texts);
  return (value): value is T => known.has(value);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** For keys that may be left out. */
export function maybe<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>, most = Infinity): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= most && value.every(guard);
}

export function pairOf<A, B>(first: Guard<A>, second: Guard<B>): Guard<readonly [A, B]> {
  return (value): value is readonly [A, B] =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);
}

/** Either of several shapes. */
export function anyOf<T>(...guards: readonly ((value: unknown) => value is T)[]): Guard<T> {
  return (value): value is T => guards.some((guard) => guard(value));
}

/** One guard for each key of `T`: a key that the type gains is missing here at compile time. */
export type Fields<T> = { readonly [K in keyof Required<T>]: Guard<T[K]> };

/** An object with these fields; others that it may have are not looked at. */
export function shape<T extends object>(fields: Fields<T>): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(fields);
  return (value): value is T => isRecord(value) && entries.every(([key, guard]) => guard(value[key]));
}
