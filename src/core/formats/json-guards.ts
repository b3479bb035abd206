/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; null for arrays, scalars and null. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as an array; null for everything else. */
export function asArray(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** What stands under an own key of an object; undefined where `value` is no object or has no such key. */
export function valueAt(value: unknown, key: string): unknown {
  const object = asObject(value);
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The object under a key, else null. */
export function objectAt(value: unknown, key: string): JsonObject | null {
  return asObject(valueAt(value, key));
}

/** The array under a key, else null. */
export function arrayAt(value: unknown, key: string): readonly unknown[] | null {
  return asArray(valueAt(value, key));
}

/** The finite number under a key, else null. */
export function numberAt(value: unknown, key: string): number | null {
  const found = valueAt(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** The text under a key, blanks around it removed; null where it is empty or no text. */
export function stringAt(value: unknown, key: string): string | null {
  const found = valueAt(value, key);
  if (typeof found !== 'string') return null;
  const text = found.trim();
  return text === '' ? null : text;
}

/** true or false under a key, else null. */
export function booleanAt(value: unknown, key: string): boolean | null {
  const found = valueAt(value, key);
  return typeof found === 'boolean' ? found : null;
}
