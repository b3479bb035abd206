import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LargeFileReader } from '../../../src/protocol/reading.ts';
import { WorkerPool } from '../../../src/worker/pool.ts';
import { NEVER, NO_PROCESS, stoppable, workerFolder } from '../../support/reading-jobs.ts';

let folder: Awaited<ReturnType<typeof workerFolder>>;
beforeAll(async () => {
  folder = await workerFolder();
});
afterAll(() => {
  folder.remove();
});

function poolOf(options: { file?: string; reader?: LargeFileReader; above?: number } = {}): {
  pool: WorkerPool;
  told: string[];
} {
  const { file = folder.script, reader = NO_PROCESS, above = 1 << 26 } = options;
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const pool = new WorkerPool({ script: file, threads: 2, large: { above, reader }, idleMs: 50, tell });
  return { pool, told };
}

describe('worker threads', () => {
  it('read files as the handler does, and again after they have rested', async () => {
    folder.put('w.csv', 'model,tokens_s\nm,1.5\nm,2.5\n');
    const expected = await folder.here('w.csv');
    const { pool } = poolOf();
    const many = await Promise.all(Array.from({ length: 12 }, () => pool.read(folder.job('w.csv'), NEVER)));
    for (const answer of many) expect(answer).toEqual(expected);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await pool.read(folder.job('w.csv'), NEVER)).toEqual(expected);
    pool.dispose();
    expect(await pool.read(folder.job('w.csv'), NEVER)).toEqual({ kind: 'cancelled' });
  });

  it('fail one file when they crash, and read the others', async () => {
    const crashing = join(folder.path, 'crashing.cjs');
    writeFileSync(
      crashing,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, job }) => {
         if (job.path === 'bad') throw new Error('out of memory');
         parentPort.postMessage({ type: 'answer', id, answer: { kind: 'gone' } });
       });`,
    );
    const { pool, told } = poolOf({ file: crashing });
    const answers = await Promise.all(
      ['good', 'bad', 'good', 'good', 'good', 'good'].map((path) => pool.read(folder.job(path), NEVER)),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(['gone', 'failed', 'gone', 'gone', 'gone', 'gone']);
    expect(told.join()).toContain('out of memory');
    pool.dispose();
  });

  it('stop what is not wanted any more', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `m,${String(i)}`).join('\n');
    folder.put('huge.csv', `model,tokens_s\n${rows}\n`);
    const { pool } = poolOf();
    const { signal, stop } = stoppable();
    const answers = Promise.all(Array.from({ length: 12 }, () => pool.read(folder.job('huge.csv'), signal)));
    stop();
    expect((await answers).map(({ kind }) => kind)).toContain('cancelled');
    pool.dispose();
  });

  it('leave large files to the reader of those, and read them where it cannot', async () => {
    folder.put('large.csv', 'model,tokens_s\nm,1.5\nm,2.5\n');
    folder.put('small.csv', 'model,tokens_s\n');
    const asked: string[] = [];
    let canRead = true;
    let isEnded = false;
    const reader: LargeFileReader = {
      read: ({ path }) => {
        asked.push(path);
        return Promise.resolve(canRead ? { kind: 'gone' } : null);
      },
      dispose: () => {
        isEnded = true;
      },
    };
    const { pool } = poolOf({ reader, above: 20 });
    expect(await pool.read(folder.job('large.csv'), NEVER)).toEqual({ kind: 'gone' });
    expect(await pool.read(folder.job('small.csv'), NEVER)).toEqual(await folder.here('small.csv'));
    canRead = false;
    expect(await pool.read(folder.job('large.csv'), NEVER)).toEqual(await folder.here('large.csv'));
    expect(asked).toEqual(['large.csv', 'large.csv']);
    pool.dispose();
    expect(isEnded).toBe(true);
  });
});
