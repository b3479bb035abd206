/** The typed arrays that records hold. */
export type NumberArray = Float64Array | Uint32Array | Uint8Array;

/** Their types, each at its number in what is written down of an array. */
export const ARRAY_TYPES = [Float64Array, Uint32Array, Uint8Array] as const;

/** What is told of an array whose elements come by themselves. */
export interface ArrayShape {
  /** Index into `ARRAY_TYPES`. */
  readonly type: number;
  /** Elements. */
  readonly length: number;
}

export function shapeOf(array: NumberArray): ArrayShape {
  return { type: ARRAY_TYPES.findIndex((type) => array instanceof type), length: array.length };
}

/** An array of this shape, filled with zeros; null for a type that there is none of. Throws a RangeError without memory for it. */
export function emptyArray({ type, length }: ArrayShape): NumberArray | null {
  const made = ARRAY_TYPES[type];
  return made === undefined ? null : new made(length);
}

/** Plain data as a text of JSON, and its typed arrays beside it. */
export interface Packed {
  readonly json: string;
  /** Each array once, however often the data holds it. */
  readonly arrays: readonly NumberArray[];
}

/** Stands for what JSON cannot say, in an array whose first element is this and whose second is no text. */
const MARK = '\u0000';

/**
 * Turns plain data (objects, arrays, texts, numbers, booleans, null, typed arrays) into JSON and typed arrays. Numbers keep
 * their value, NaN and infinities too; arrays that are shared stay shared. Undefined members are left out.
 */
export function pack(data: unknown): Packed {
  const indices = new Map<NumberArray, number>();
  const json = JSON.stringify(data, (_, value: unknown) => {
    if (isNumberArray(value)) {
      const index = indices.get(value) ?? indices.size;
      indices.set(value, index);
      return [MARK, index];
    }
    if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
    return [MARK, null, Object.is(value, -0) ? '-0' : String(value)];
  });
  return { json, arrays: [...indices.keys()] };
}

/** What was packed. Throws where the text is no JSON or names an array that is not there. */
export function unpack({ json, arrays }: Packed): unknown {
  return restored(JSON.parse(json), arrays);
}

/** Every typed array in the data, once. */
export function numberArraysOf(data: unknown): readonly NumberArray[] {
  const found = new Set<NumberArray>();
  const visit = (value: unknown): void => {
    if (isNumberArray(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(data);
  return [...found];
}

export function isNumberArray(value: unknown): value is NumberArray {
  return value instanceof Float64Array || value instanceof Uint32Array || value instanceof Uint8Array;
}

function restored(value: unknown, arrays: readonly NumberArray[]): unknown {
  if (Array.isArray(value)) {
    const [mark, index, number] = value as readonly unknown[];
    if (mark === MARK && index === null) return Number(number);
    if (mark === MARK && typeof index === 'number') return arrayAt(arrays, index);
    return value.map((element: unknown) => restored(element, arrays));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, restored(member, arrays)]));
}

function arrayAt(arrays: readonly NumberArray[], index: number): NumberArray {
  const found = arrays[index];
  if (found === undefined) throw new RangeError(`There is no array ${String(index)}.`);
  return found;
}
