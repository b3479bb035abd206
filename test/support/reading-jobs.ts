import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { CancelSignal, LargeFileReader, ReadAnswer, ReadJob } from '../../src/protocol/reading.ts';
import { diskPort } from '../../src/worker/disk.ts';
import { handleRead } from '../../src/worker/handler.ts';

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
async function buildWorker(folder: string): Promise<string> {
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

/** A folder for the surrounding tests to put files into, with the workers' bundle in it. */
export interface WorkerFolder {
  readonly path: string;
  /** The workers' bundle. */
  readonly script: string;
  put(file: string, text: string): void;
  job(file: string): ReadJob;
  /** What reading the file in this thread answers. */
  here(file: string): Promise<ReadAnswer>;
}

/** Makes one; `remove` takes it away. */
export async function workerFolder(): Promise<WorkerFolder & { readonly remove: () => void }> {
  const path = mkdtempSync(join(tmpdir(), 'benchtrail-worker-'));
  const job = (file: string): ReadJob => jobIn(path, file);
  return {
    path,
    script: await buildWorker(path),
    put: (file, text) => {
      writeFileSync(join(path, file), text);
    },
    job,
    here: (file) =>
      handleRead(
        job(file),
        diskPort(() => false),
      ),
    remove: () => {
      rmSync(path, { recursive: true });
    },
  };
}

/** A reader of large files that cannot read any. */
export const NO_PROCESS: LargeFileReader = {
  read: () => Promise.resolve(null),
  dispose: () => undefined,
};
