import { emptyArray, type ArrayShape, type NumberArray } from '../core/cache/pack.ts';

/** Arrays whose bytes come one after the other, in pieces of any size. */
export class ArrayFill {
  readonly arrays: readonly NumberArray[];
  readonly #bytes: readonly Uint8Array[];
  #index = 0;
  #at = 0;

  /** Throws a RangeError where there is no memory for them, or no such type. */
  constructor(shapes: readonly ArrayShape[]) {
    this.arrays = shapes.map((shape) => {
      const array = emptyArray(shape);
      if (array === null) throw new RangeError(`There is no type ${String(shape.type)} of arrays.`);
      return array;
    });
    this.#bytes = this.arrays.map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    );
    this.#pass();
  }

  get isFull(): boolean {
    return this.#index === this.#bytes.length;
  }

  /** Takes the next bytes; what comes after the last array is dropped. */
  take(piece: Uint8Array): void {
    let from = 0;
    for (let bytes = this.#bytes[this.#index]; bytes !== undefined; bytes = this.#bytes[this.#index]) {
      const part = piece.subarray(from, from + bytes.length - this.#at);
      bytes.set(part, this.#at);
      this.#at += part.length;
      from += part.length;
      this.#pass();
      if (from === piece.length) return;
    }
  }

  /** Goes on to the next array that has a byte to take. */
  #pass(): void {
    while (this.#index < this.#bytes.length && this.#at === this.#bytes[this.#index]?.length) {
      this.#index++;
      this.#at = 0;
    }
  }
}
