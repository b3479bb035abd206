import { parentPort } from 'node:worker_threads';
import { inOneBuffer } from '../core/cache/one-buffer.ts';
import { numberArraysOf } from '../core/cache/pack.ts';
import { isWorkerRequest, type ReadAnswer, type WorkerReply } from '../protocol/reading.ts';
import { diskPort } from './disk.ts';
import { handleRead } from './handler.ts';

/** The shell of a worker thread: one job after the other, typed arrays handed over instead of copied. */
const cancelled = new Set<number>();
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  if (!isWorkerRequest(message)) return;
  const { id } = message;
  if (message.type === 'cancel') {
    cancelled.add(id);
    return;
  }
  const { job } = message;
  last = last.then(async () => {
    const isCancelled = (): boolean => cancelled.has(id);
    reply(id, isCancelled() ? { kind: 'cancelled' } : await handleRead(job, diskPort(isCancelled)));
    cancelled.delete(id);
  });
});

/** Records with more bytes of numbers go as they are: copying them would cost more than handing over their buffers. */
const MOST_COPIED = 1 << 20;

function reply(id: number, answer: ReadAnswer): void {
  const message: WorkerReply = { type: 'answer', id, answer };
  const arrays = numberArraysOf(answer);
  if (arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) <= MOST_COPIED) {
    const { data, buffer } = inOneBuffer(message);
    parentPort?.postMessage(data, [buffer]);
    return;
  }
  const buffers = new Set(arrays.map(({ buffer }) => buffer));
  try {
    parentPort?.postMessage(
      message,
      [...buffers].filter((buffer) => buffer instanceof ArrayBuffer),
    );
  } catch {
    // A buffer that cannot be handed over, because it is of a pool, is copied.
    parentPort?.postMessage(message);
  }
}
