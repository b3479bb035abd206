import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { CancelSignal, LargeFileReader, ReadAnswer, ReadJob } from '../../src/protocol/reading.ts';

/** Nobody ever cancels. */
export const NEVER: CancelSignal = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** A signal, and what sets it. */
export function stoppable(): { readonly signal: CancelSignal; readonly stop: () => void } {
  const listeners: (() => void)[] = [];
  return {
    signal: {
      isCancellationRequested: false,
      onCancellationRequested: (listener) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    },
    stop: () => {
      for (const listener of listeners) listener();
    },
  };
}

/** The job to read a file of a folder, found by its name. */
export function jobIn(folder: string, path: string, options: Partial<ReadJob> = {}): ReadJob {
  return {
    place: join(folder, path),
    folder,
    root: 0,
    path,
    mappings: [],
    knownHash: null,
    onlyIfClaimed: true,
    mostBytes: 1 << 26,
    ...options,
  };
}

/** The record of an answer that has to have one. */
export async function recordOf(
  answer: Promise<ReadAnswer | null>,
): Promise<Extract<ReadAnswer, { kind: 'record' }>> {
  const found = await answer;
  if (found?.kind !== 'record') throw new Error(`The answer is ${JSON.stringify(found)}.`);
  return found;
}

/** Builds the workers' bundle into a folder, and answers with its path. */
export async function buildWorker(folder: string): Promise<string> {
  const script = join(folder, 'worker.cjs');
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, '..', '..', 'src/worker/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: script,
    logLevel: 'warning',
  });
  return script;
}

/** A reader of large files that cannot read any. */
export const NO_PROCESS: LargeFileReader = {
  read: () => Promise.resolve(null),
  dispose: () => undefined,
};
