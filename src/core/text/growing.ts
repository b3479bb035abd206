/** A growing list of 64-bit numbers. */
export class F64List {
  length = 0;
  #data = new Float64Array(8);

  push(value: number): void {
    if (this.length === this.#data.length) {
      const wider = new Float64Array(Math.ceil(this.length * 1.5));
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.length++] = value;
  }

  /** A copy of exactly what was written. */
  exact(): Float64Array {
    return this.#data.slice(0, this.length);
  }
}

/** A growing list of signed 32-bit numbers. */
export class I32List {
  length = 0;
  #data = new Int32Array(8);

  push(value: number): void {
    if (this.length === this.#data.length) {
      const wider = new Int32Array(Math.ceil(this.length * 1.5));
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.length++] = value;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return index < this.length ? (this.#data[index] ?? 0) : 0;
  }

  /** Writes an entry that was pushed before. */
  set(index: number, value: number): void {
    if (index < this.length) this.#data[index] = value;
  }
}
