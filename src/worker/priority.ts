import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Leaves the processors to the editor where both want one: a reader has time. Linux takes it for single threads: a process
 * has to name all that it has by now, and only there may a thread of the editor's own process ask for itself.
 */
export function stepBack(isThread: boolean): void {
  const threads = process.platform === 'linux' && !isThread ? threadsOfProcess() : [];
  if (isThread && process.platform !== 'linux') return;
  // 0 is whoever calls.
  for (const thread of [0, ...threads]) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Not allowed here, or a thread that has ended: what is left runs as everything else does.
    }
  }
}

/** The collector's threads among them, which would otherwise take what the reading leaves. */
function threadsOfProcess(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [];
  }
}
