import { constants, setPriority } from 'node:os';

/**
 * Leaves the processors to the editor where both want one: a reader has time. Only Linux takes it for the thread that calls;
 * elsewhere it would be the priority of the whole process.
 */
export function stepBack(isThread: boolean): void {
  if (isThread && process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: then it runs as everything else does.
  }
}
