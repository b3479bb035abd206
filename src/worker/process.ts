import { pack, shapeOf, type NumberArray } from '../core/cache/pack.ts';
import type { LeftToOthers, PackedReply, ReadAnswer } from '../protocol/reading.ts';
import { takeJobs } from './jobs.ts';

/** The shell of a reading process: answers by messages, the numbers in them by standard output when they are asked for. */
export function serveProcess(): void {
  const takes = new Map<number, () => void>();
  const reply = async (id: number, answer: ReadAnswer | LeftToOthers): Promise<void> => {
    const { json, arrays } = pack(answer);
    const message: PackedReply = { type: 'packed', id, json, shapes: arrays.map(shapeOf) };
    const taken = new Promise<void>((resolve) => takes.set(id, resolve));
    process.send?.(message);
    if (arrays.length === 0) return;
    await taken;
    for (const array of arrays) await written(array);
  };
  const take = (id: number): void => {
    takes.get(id)?.();
    takes.delete(id);
  };
  process.on('message', takeJobs({ reply, take }));
  process.on('disconnect', () => process.exit());
}

function written({ buffer, byteOffset, byteLength }: NumberArray): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(new Uint8Array(buffer, byteOffset, byteLength), () => {
      resolve();
    });
  });
}
