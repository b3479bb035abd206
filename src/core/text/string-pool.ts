import type { TextDecoderPort } from './decode.ts';

/** Texts up to this many bytes are remembered. */
const SHORT = 64;
const SLOTS = 4096;

/** Makes strings of spans of UTF-8 bytes; spans with equal bytes mostly share one string, as labels come again and again. */
export class StringPool {
  readonly #bytes: Uint8Array;
  readonly #port: TextDecoderPort;
  readonly #strings: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
  readonly #from = new Uint32Array(SLOTS);
  readonly #length = new Uint8Array(SLOTS);

  constructor(bytes: Uint8Array, port: TextDecoderPort) {
    this.#bytes = bytes;
    this.#port = port;
  }

  text(from: number, to: number): string {
    const length = to - from;
    if (length <= 0) return '';
    if (length > SHORT) return this.#decode(from, to);
    let hash = length;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (this.#bytes[i] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
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

  #isEqual(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.#bytes[a + i] !== this.#bytes[b + i]) return false;
    return true;
  }

  #decode(from: number, to: number): string {
    return this.#port.decode(this.#bytes.subarray(from, to), 'utf-8', false) ?? '';
  }
}
