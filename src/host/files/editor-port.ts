import * as vscode from 'vscode';
import type { ReadAnswer } from '../../protocol/reading.ts';
import type { ReadPort } from '../../worker/handler.ts';
import { webDecoder } from './decoder.ts';

/** The host gets a turn after at most this much work. */
const SLICE_MS = 12;

/** Reads through the editor's file systems, whatever the scheme, in slices. Places are URIs as text. */
export function editorPort(isCancelled: () => boolean): ReadPort {
  let turnAt = performance.now() + SLICE_MS;
  return {
    decoder: webDecoder,
    stat: (place) => Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.parse(place))),
    head: () => Promise.resolve(undefined),
    read: async (place) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(place));
      turnAt = performance.now() + SLICE_MS;
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
    isLate: () => performance.now() > turnAt,
    turn: async () => {
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 0);
      });
      turnAt = performance.now() + SLICE_MS;
      if (isCancelled()) throw new vscode.CancellationError();
    },
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
