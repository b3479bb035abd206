/** Parts of a file, read on demand: what a host gives so that a large file need not be in memory. */
export interface ByteRanges {
  /** In bytes. */
  readonly size: number;
  /** Up to `length` bytes from `from` on; fewer at the end of the file. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** Ranges of a file that stays open until it is closed. */
export interface OpenRanges {
  readonly ranges: ByteRanges;
  readonly close: () => Promise<void>;
}

/** The ranges of what is in memory already. */
export function rangesOf(bytes: Uint8Array): ByteRanges {
  return {
    size: bytes.length,
    read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
  };
}
