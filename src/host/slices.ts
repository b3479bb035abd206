import * as vscode from 'vscode';
import type { Steps } from '../core/model/steps.ts';

/** The host gets a turn after at most this much work. */
const SLICE_MS = 15;

/**
 * Runs slices of work without blocking the extension host: after each SLICE_MS the event loop gets a turn, and a cancelled
 * token ends the work with a CancellationError.
 */
export async function inSlices<T>(steps: Steps<T>, token: vscode.CancellationToken): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await nextTurn(token);
    until = performance.now() + SLICE_MS;
  }
}

/** Lets the event loop run once; rejects when the token was cancelled meanwhile. */
export async function nextTurn(token: vscode.CancellationToken): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
  if (token.isCancellationRequested) throw new vscode.CancellationError();
}
