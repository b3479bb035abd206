import type { TextDecoderPort } from './decode.ts';

/** Texts up to this many bytes are remembered. */
const SHORT = 64;
const MOST_SLOTS = 4096;

/** Makes strings of spans of UTF-8 bytes; spans with equal bytes mostly share one string, as labels come again and again. */
export class StringPool {
  readonly #bytes: Uint8Array;
  readonly #port: TextDecoderPort;
  /** A power of two less one: a small text gets a small pool, made when the first text is asked for. */
  readonly #mask: number;
  #strings: (string | undefined)[] = [];
  #from = new Uint32Array();
  #length = new Uint8Array();

  constructor(bytes: Uint8Array, port: TextDecoderPort) {
    this.#bytes = bytes;
    this.#port = port;
    this.#mask =
      (1 << Math.min(Math.log2(MOST_SLOTS), Math.max(6, Math.ceil(Math.log2(1 + bytes.length / 8))))) - 1;
  }

  text(from: number, to: number): string {
    const length = to - from;
    if (length <= 0) return '';
    if (length > SHORT) return this.#decode(from, to);
    let hash = length;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (this.#bytes[i] ?? 0)) | 0;
    if (this.#from.length === 0) this.#open();
    const slot = (hash ^ (hash >>> 12)) & this.#mask;
    const known = this.#strings[slot];
    if (
      known !== undefined &&
      this.#length[slot] === length &&
      this.#isEqual(this.#from[slot] ?? 0, from, length)
    )
      return known;
    const made = this.#decode(from, to);
    this.#strings[slot] = made;
    this.#from[slot] = from;
    this.#length[slot] = length;
    return made;
  }

  #open(): void {
    const slots = this.#mask + 1;
    this.#strings = new Array<string | undefined>(slots).fill(undefined);
    this.#from = new Uint32Array(slots);
    this.#length = new Uint8Array(slots);
  }

  #isEqual(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.#bytes[a + i] !== this.#bytes[b + i]) return false;
    return true;
  }

  #decode(from: number, to: number): string {
    return this.#port.decode(this.#bytes.subarray(from, to), 'utf-8', false) ?? '';
  }
}
