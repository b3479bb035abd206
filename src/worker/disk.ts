import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextDecoderPort } from '../core/text/decode.ts';
import type { ReadAnswer } from '../protocol/reading.ts';
import type { ReadPort } from './handler.ts';

const decoder: TextDecoderPort = {
  decode(bytes, encoding, fatal) {
    try {
      return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
};

/** A worker only gives turns to hear that it shall stop. */
const TURN_MS = 50;

/** Thrown between slices of work that is not wanted any more. */
export class Cancelled extends Error {}

/** Reads files on disk by their paths. */
export function diskPort(isCancelled: () => boolean): ReadPort {
  let turnAt = performance.now() + TURN_MS;
  return {
    decoder,
    stat: async (place) => {
      const { size, mtime } = await stat(place);
      return { size, mtime: mtime.getTime() };
    },
    head: (place, bytes) => readStart(place, bytes),
    read: (place, size) => readStart(place, size),
    sibling: async ({ folder }, path) => {
      try {
        return await readFile(join(folder, path), 'utf8');
      } catch {
        return null;
      }
    },
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    isLate: () => performance.now() > turnAt,
    turn: async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      turnAt = performance.now() + TURN_MS;
      if (isCancelled()) throw new Cancelled();
    },
    failure,
  };
}

/** Up to `size` bytes from the start: fewer where the file has been cut meanwhile, and none of what has been added. */
async function readStart(path: string, size: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const bytes = new Uint8Array(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function failure(error: unknown): ReadAnswer {
  if (error instanceof Cancelled) return { kind: 'cancelled' };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'gone' };
  if (code === 'EACCES' || code === 'EPERM')
    return { kind: 'failed', reason: 'You have no permission to read it.' };
  if (code === 'ELOOP') return { kind: 'failed', reason: 'It is a link that leads to itself.' };
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
