import { isWorkerRequest, type LeftToOthers, type ReadAnswer } from '../protocol/reading.ts';
import { diskPort } from './disk.ts';
import { handleRead } from './handler.ts';

/** What a shell does with an answer, and with the leave to send what belongs to it. */
export interface JobPorts {
  readonly reply: (id: number, answer: ReadAnswer | LeftToOthers) => Promise<void> | void;
  readonly take?: (id: number) => void;
}

/** Takes the requests of whoever has work: one job after the other, cancelled where it is not wanted any more. */
export function takeJobs({ reply, take }: JobPorts): (message: unknown) => void {
  const cancelled = new Set<number>();
  let last: Promise<void> = Promise.resolve();
  return (message) => {
    if (!isWorkerRequest(message)) return;
    const { id } = message;
    if (message.type === 'cancel') cancelled.add(id);
    if (message.type === 'take') take?.(id);
    if (message.type !== 'read') return;
    const { job, leaveAbove } = message;
    const leave = (bytes: number): LeftToOthers | null =>
      leaveAbove === null || bytes <= leaveAbove ? null : { kind: 'large' };
    last = last.then(async () => {
      const isCancelled = (): boolean => cancelled.has(id);
      const answer = isCancelled()
        ? ({ kind: 'cancelled' } as const)
        : await handleRead(job, diskPort(isCancelled), leave);
      await reply(id, answer);
      cancelled.delete(id);
    });
  };
}
