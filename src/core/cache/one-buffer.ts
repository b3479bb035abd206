import { numberArraysOf, type NumberArray } from './pack.ts';

/** Arrays start where each kind of them may. */
const ALIGNED = 8;

/**
 * The same plain data with all its typed arrays in one new buffer; what is shared stays shared. Handing a buffer to another
 * thread costs the same whatever its size: a record has a dozen small ones.
 */
export function inOneBuffer(data: unknown): { readonly data: unknown; readonly buffer: ArrayBuffer } {
  const arrays = numberArraysOf(data);
  const buffer = new ArrayBuffer(arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0));
  const moved = new Map<object, unknown>();
  let at = 0;
  for (const array of arrays) {
    moved.set(array, movedTo(buffer, at, array));
    at += aligned(array.byteLength);
  }
  return { data: copied(data, moved), buffer };
}

/** `known` holds what each object and array has become. */
function copied(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const made = known.get(value);
  if (made !== undefined) return made;
  const copy = Array.isArray(value)
    ? value.map((element: unknown) => copied(element, known))
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member, known)]));
  known.set(value, copy);
  return copy;
}

function movedTo(buffer: ArrayBuffer, at: number, array: NumberArray): NumberArray {
  const copy = viewOf(buffer, at, array);
  copy.set(array);
  return copy;
}

function viewOf(buffer: ArrayBuffer, at: number, { length, constructor }: NumberArray): NumberArray {
  if (constructor === Float64Array) return new Float64Array(buffer, at, length);
  return constructor === Uint32Array
    ? new Uint32Array(buffer, at, length)
    : new Uint8Array(buffer, at, length);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}
