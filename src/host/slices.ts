import * as vscode from 'vscode';
import type { Steps } from '../core/model/steps.ts';
import { Turns } from './files/turns.ts';

/** Everything that runs in slices shares the turns of the host: works at the same time do not add up to a long block. */
export const hostTurns = new Turns({
  after: (call) => void setTimeout(call, 0),
  now: () => performance.now(),
});

/**
 * Runs work without blocking the extension host: it waits for its turn, and gives it back after each slice. A cancelled token
 * ends the work with a CancellationError; without one it cannot be cancelled.
 */
export async function inSlices<T>(steps: Steps<T>, token?: vscode.CancellationToken): Promise<T> {
  await nextTurn(token);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (hostTurns.isOver) await nextTurn(token);
  }
}

/** Waits for the next turn; rejects when the token was cancelled meanwhile. */
export async function nextTurn(token?: vscode.CancellationToken): Promise<void> {
  await hostTurns.next();
  if (token?.isCancellationRequested === true) throw new vscode.CancellationError();
}
