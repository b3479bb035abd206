import { open } from 'node:fs/promises';
import type { OpenRanges } from '../core/excerpt/byte-ranges.ts';

/** Parts of a file on disk. Rejects where it cannot be opened. */
export async function fileRanges(path: string): Promise<OpenRanges> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    ranges: {
      size,
      read: async (from, length) => {
        const buffer = new Uint8Array(Math.max(0, Math.min(length, size - from)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
        return buffer.subarray(0, bytesRead);
      },
    },
    close: () => handle.close(),
  };
}
