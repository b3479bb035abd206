import { ARRAY_TYPES, emptyArray, type ArrayShape, type NumberArray } from '../core/cache/pack.ts';

/**
 * Arrays whose bytes come one after the other, in pieces of any size. Each is made when the one before it is full: making a
 * large one lets the collector of memory run, and all at once would add up to a long block.
 */
export class ArrayFill {
  readonly #shapes: readonly ArrayShape[];
  readonly #arrays: NumberArray[] = [];
  /** The bytes of the last array that was made. */
  #bytes: Uint8Array = new Uint8Array();
  #at = 0;
  #isFull = false;

  /** Throws a RangeError for a shape that no array has, or without memory for the first one. */
  constructor(shapes: readonly ArrayShape[]) {
    const wrong = shapes.find(({ type, length }) => ARRAY_TYPES[type] === undefined || length < 0);
    if (wrong !== undefined) throw new RangeError(`No array has the shape ${JSON.stringify(wrong)}.`);
    this.#shapes = shapes;
    this.#pass();
  }

  /** Complete once it is full. */
  get arrays(): readonly NumberArray[] {
    return this.#arrays;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** Takes the next bytes; what comes after the last array is dropped. Throws a RangeError without memory for the next array. */
  take(piece: Uint8Array): void {
    let from = 0;
    while (!this.#isFull && from < piece.length) {
      const part = piece.subarray(from, from + this.#bytes.length - this.#at);
      this.#bytes.set(part, this.#at);
      this.#at += part.length;
      from += part.length;
      this.#pass();
    }
  }

  /** Goes on to the next array that has a byte to take. */
  #pass(): void {
    while (this.#at === this.#bytes.length) {
      const shape = this.#shapes[this.#arrays.length];
      const array = shape === undefined ? null : emptyArray(shape);
      if (array === null) {
        this.#isFull = true;
        return;
      }
      this.#arrays.push(array);
      this.#bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      this.#at = 0;
    }
  }
}
