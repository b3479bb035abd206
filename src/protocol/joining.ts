import type { NumberArray } from '../core/cache/pack.ts';
import { isBytes, isFloats, isRecord } from './guards.ts';
import { isNumberArray, type ArrayPiece, type Way } from './pieces.ts';

/** Puts data together again from their pieces, in the order in which they were taken apart. */
export class Joining {
  readonly #root: { data?: unknown } = {};

  /** What was put together so far. */
  get data(): unknown {
    return this.#root.data;
  }

  /** Lets what stands at the way grow by this. Throws where nothing stands there that could. */
  grow(way: Way, more: unknown): void {
    const { holder, key } = this.#placeOf(way);
    const there: unknown = Reflect.get(holder, key);
    if (holder === this.#root && there === undefined) put(holder, key, more);
    else if (typeof there === 'string' && typeof more === 'string') put(holder, key, there + more);
    else if (isList(there) && isList(more)) there.push(...more);
    else if (isRecord(there) && isRecord(more))
      for (const [name, value] of Object.entries(more)) put(there, name, value);
    else throw nowhere();
  }

  /** Puts these numbers where they belong. Throws where the array that stands there is of another type or too short. */
  fill({ way, length, from, values }: ArrayPiece): void {
    const { holder, key } = this.#placeOf(way);
    if (from === 0) put(holder, key, emptyLike(values, length));
    const there: unknown = Reflect.get(holder, key);
    if (!isNumberArray(there) || there.constructor !== values.constructor) throw nowhere();
    there.set(values, from);
  }

  #placeOf(way: Way): { readonly holder: object; readonly key: string | number } {
    let holder: object = this.#root;
    let key: string | number = 'data';
    for (const next of way) {
      const inner: unknown = Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
      if (typeof inner !== 'object' || inner === null) throw nowhere();
      [holder, key] = [inner, next];
    }
    if (way.length > 0 && !Object.hasOwn(holder, key)) throw nowhere();
    return { holder, key };
  }
}

/** As JSON does it: a member of any name is the object's own. */
function put(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function emptyLike(values: NumberArray, length: number): NumberArray {
  if (isFloats(values)) return new Float64Array(length);
  return isBytes(values) ? new Uint8Array(length) : new Uint32Array(length);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function nowhere(): RangeError {
  return new RangeError('A piece of the data belongs nowhere.');
}
