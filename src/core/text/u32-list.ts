/** A growing list of unsigned 32-bit numbers. */
export class U32List {
  length = 0;
  #data: Uint32Array;

  constructor(capacity: number) {
    this.#data = new Uint32Array(Math.max(16, Math.ceil(capacity)));
  }

  push(value: number): void {
    if (this.length === this.#data.length) this.reserve(this.#data.length * 1.5);
    this.#data[this.length++] = value;
  }

  /** Makes room for so many numbers in all. */
  reserve(capacity: number): void {
    if (capacity <= this.#data.length) return;
    const wider = new Uint32Array(Math.ceil(capacity));
    wider.set(this.#data);
    this.#data = wider;
  }

  at(index: number): number {
    return this.#data[index] ?? 0;
  }

  /** What was written so far, not copied. */
  view(): Uint32Array {
    return this.#data.subarray(0, this.length);
  }
}
