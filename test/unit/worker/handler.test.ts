import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CancelSignal, ReadAnswer, ReadJob } from '../../../src/protocol/reading.ts';
import { isWorkerReply, isWorkerRequest } from '../../../src/protocol/reading.ts';
import { diskPort } from '../../../src/worker/disk.ts';
import { handleRead } from '../../../src/worker/handler.ts';
import { WorkerPool } from '../../../src/worker/pool.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const never: CancelSignal = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'benchtrail-worker-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function job(path: string, options: Partial<ReadJob> = {}): ReadJob {
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

function put(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

async function recordOf(answer: Promise<ReadAnswer>): Promise<Extract<ReadAnswer, { kind: 'record' }>> {
  const found = await answer;
  if (found.kind !== 'record') throw new Error(`The answer is ${JSON.stringify(found)}.`);
  return found;
}

const port = () => diskPort(() => false);

describe('reading one file', () => {
  it('gives a record and what the file system says of the file', async () => {
    put('a.csv', 'model,tokens_s\nm,1\nm,2\n');
    const { record, stat, grew } = await recordOf(handleRead(job('a.csv'), port()));
    expect([record.kind, record.size, stat.size, grew]).toEqual(['read', 23, 23, false]);
    expect(record.modifiedAt).toBe(new Date(stat.mtime).toISOString());
    const again = await handleRead(job('a.csv', { knownHash: record.hash }), port());
    expect(again).toEqual({ kind: 'same', stat, grew: false });
  });

  it('reads no more than the beginning of a large file that no format claims', async () => {
    put('notes.txt', 'word '.repeat(400_000));
    const reads: number[] = [];
    const watched = {
      ...port(),
      read: (place: string, size: number) => {
        reads.push(size);
        return port().read(place, size);
      },
    };
    const { record } = await recordOf(handleRead(job('notes.txt'), watched));
    expect([record.kind, record.hash, reads]).toEqual(['ignored', '', []]);
    const whole = await recordOf(handleRead(job('notes.txt', { onlyIfClaimed: false }), watched));
    expect([whole.record.kind, reads]).toEqual(['document', [2_000_000]]);
  });

  it('refuses what is too large, with a sentence', async () => {
    put('b.csv', 'model,tokens_s\nm,1\n'.padEnd(3 << 20, ' '));
    const { record } = await recordOf(handleRead(job('b.csv', { mostBytes: 2 << 20 }), port()));
    expect(record.reason).toMatch(/^It is larger than the 2 MB that can be read here/);
  });

  it('reads what a format wants beside it', async () => {
    put(
      'estimates.json',
      JSON.stringify({
        mean: {
          point_estimate: 5,
          standard_error: 1,
          confidence_interval: { confidence_level: 0.95, lower_bound: 4, upper_bound: 6 },
        },
        median: {
          point_estimate: 5,
          standard_error: 1,
          confidence_interval: { confidence_level: 0.95, lower_bound: 4, upper_bound: 6 },
        },
      }),
    );
    put(
      'benchmark.json',
      JSON.stringify({
        group_id: 'sort',
        function_id: 'quick',
        value_str: null,
        throughput: null,
        full_id: 'sort/quick',
        directory_name: 'sort/quick',
        title: 'sort/quick',
      }),
    );
    const { record } = await recordOf(handleRead(job('estimates.json'), port()));
    expect(record.format).toBe('criterion');
    expect(JSON.stringify(record.result?.runs)).toContain('quick');
  });

  it('tells what is gone, what may not be read, and what is not wanted any more', async () => {
    expect(await handleRead(job('nowhere.csv'), port())).toEqual({ kind: 'gone' });
    const denied = {
      ...port(),
      stat: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
    };
    expect(await handleRead(job('a.csv'), denied)).toEqual({
      kind: 'failed',
      reason: 'You have no permission to read it.',
    });
    const rows = Array.from({ length: 200_000 }, (_, i) => `m,${String(i)}`).join('\n');
    put('long.csv', `model,tokens_s\n${rows}\n`);
    const impatient = { ...diskPort(() => true), isLate: () => true };
    expect(await handleRead(job('long.csv'), impatient)).toEqual({ kind: 'cancelled' });
  });

  it('tells that a file was written to meanwhile', async () => {
    put('c.csv', 'model,tokens_s\nm,1\n');
    const growing = {
      ...port(),
      read: async (place: string, size: number) => {
        const bytes = await port().read(place, size);
        put('c.csv', 'model,tokens_s\nm,1\nm,2\n');
        return bytes;
      },
    };
    const { record, grew, stat } = await recordOf(handleRead(job('c.csv'), growing));
    expect([grew, stat.size, record.size]).toEqual([true, 19, 19]);
  });
});

describe('messages of workers', () => {
  it('are guarded', () => {
    expect(isWorkerRequest({ type: 'read', id: 1, job: job('a') })).toBe(true);
    expect(isWorkerRequest({ type: 'cancel', id: 1 })).toBe(true);
    for (const wrong of [null, {}, { type: 'read', id: 1, job: {} }, { type: 'run', id: 1 }, 'read'])
      expect(isWorkerRequest(wrong)).toBe(false);
    expect(isWorkerReply({ type: 'answer', id: 1, answer: { kind: 'gone' } })).toBe(true);
    for (const answer of [null, {}, { kind: 'failed' }, { kind: 'record', record: {} }, { kind: 'same' }])
      expect(isWorkerReply({ type: 'answer', id: 1, answer })).toBe(false);
  });
});

describe('worker threads', () => {
  let script = '';
  beforeAll(async () => {
    script = join(folder, 'worker.cjs');
    await esbuild.build({
      entryPoints: [join(root, 'src/worker/thread.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outfile: script,
      logLevel: 'warning',
    });
  });

  function pool(file = script): { pool: WorkerPool; told: string[] } {
    const told: string[] = [];
    const tell = (line: string): void => void told.push(line);
    return { pool: new WorkerPool({ script: file, threads: 2, idleMs: 50, tell }), told };
  }

  it('read files as the handler does, and again after they have rested', async () => {
    put('w.csv', 'model,tokens_s\nm,1.5\nm,2.5\n');
    const here = await recordOf(handleRead(job('w.csv'), port()));
    const { pool: threads } = pool();
    const many = await Promise.all(Array.from({ length: 12 }, () => threads.read(job('w.csv'), never)));
    for (const answer of many) expect(answer).toEqual(here);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await threads.read(job('w.csv'), never)).toEqual(here);
    threads.dispose();
    expect(await threads.read(job('w.csv'), never)).toEqual({ kind: 'cancelled' });
  });

  it('fail one file when they crash, and read the others', async () => {
    const crashing = join(folder, 'crashing.cjs');
    writeFileSync(
      crashing,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, job }) => {
         if (job.path === 'bad') throw new Error('out of memory');
         parentPort.postMessage({ type: 'answer', id, answer: { kind: 'gone' } });
       });`,
    );
    const { pool: threads, told } = pool(crashing);
    const answers = await Promise.all(
      ['good', 'bad', 'good', 'good', 'good', 'good'].map((path) => threads.read(job(path), never)),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(['gone', 'failed', 'gone', 'gone', 'gone', 'gone']);
    expect(told.join()).toContain('out of memory');
    threads.dispose();
  });

  it('stop what is not wanted any more', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `m,${String(i)}`).join('\n');
    put('huge.csv', `model,tokens_s\n${rows}\n`);
    const { pool: threads } = pool();
    const listeners: (() => void)[] = [];
    const signal: CancelSignal = {
      isCancellationRequested: false,
      onCancellationRequested: (listener) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    };
    const answers = Promise.all(Array.from({ length: 12 }, () => threads.read(job('huge.csv'), signal)));
    for (const stop of listeners) stop();
    expect((await answers).map(({ kind }) => kind)).toContain('cancelled');
    threads.dispose();
  });
});
