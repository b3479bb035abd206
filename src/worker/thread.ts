import type { MessagePort } from 'node:worker_threads';
import { inOneBuffer } from '../core/cache/one-buffer.ts';
import { numberArraysOf } from '../core/cache/pack.ts';
import type { LeftToOthers, ReadAnswer, WorkerReply } from '../protocol/reading.ts';
import { takeJobs } from './jobs.ts';

/** Records with more bytes of numbers go as they are: copying them would cost more than handing over their buffers. */
const MOST_COPIED = 1 << 20;

/** The shell of a worker thread: typed arrays are handed over instead of copied. */
export function serveThread(port: MessagePort): void {
  port.on(
    'message',
    takeJobs({
      reply: (id, answer) => {
        reply(port, id, answer);
      },
    }),
  );
}

function reply(port: MessagePort, id: number, answer: ReadAnswer | LeftToOthers): void {
  const message: WorkerReply = { type: 'answer', id, answer };
  const arrays = numberArraysOf(answer);
  if (arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) <= MOST_COPIED) {
    const { data, buffer } = inOneBuffer(message);
    port.postMessage(data, [buffer]);
    return;
  }
  const buffers = new Set(arrays.map(({ buffer }) => buffer));
  try {
    port.postMessage(
      message,
      [...buffers].filter((buffer) => buffer instanceof ArrayBuffer),
    );
  } catch {
    // A buffer that cannot be handed over, because it is of a pool, is copied.
    port.postMessage(message);
  }
}
