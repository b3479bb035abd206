import * as vscode from 'vscode';
import type { ReadAnswer } from '../../protocol/reading.ts';
import type { ReadPort } from '../../worker/handler.ts';
import { hostTurns } from '../slices.ts';
import { webDecoder } from './decoder.ts';

/** Reads through the editor's file systems, whatever the scheme, in slices. Places are URIs as text. */
export function editorPort(isCancelled: () => boolean): ReadPort {
  const turn = async (): Promise<void> => {
    await hostTurns.next();
    if (isCancelled()) throw new vscode.CancellationError();
  };
  return {
    decoder: webDecoder,
    stat: (place) => Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.parse(place))),
    head: () => Promise.resolve(undefined),
    read: async (place) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(place));
      // Several files may arrive at once: each waits for a turn of its own.
      await turn();
      return bytes;
    },
    sibling: async ({ folder }, path) => {
      try {
        const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), path);
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      } catch {
        return null;
      }
    },
    hash: () => undefined,
    isLate: () => hostTurns.isOver,
    turn,
    failure,
  };
}

function failure(error: unknown): ReadAnswer {
  if (error instanceof vscode.CancellationError) return { kind: 'cancelled' };
  if (!(error instanceof vscode.FileSystemError)) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  switch (error.code) {
    case 'FileNotFound':
      return { kind: 'gone' };
    case 'NoPermissions':
      return { kind: 'failed', reason: 'You have no permission to read it.' };
    default:
      return { kind: 'failed', reason: 'It cannot be read: it is gone, or you have no permission.' };
  }
}
