import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProcessReader } from '../../../src/worker/process-reader.ts';
import { NEVER, recordOf, stoppable, workerFolder } from '../../support/reading-jobs.ts';

let folder: Awaited<ReturnType<typeof workerFolder>>;
beforeAll(async () => {
  folder = await workerFolder();
});
afterAll(() => {
  folder.remove();
});

function readerOf(file = folder.script): { reader: ProcessReader; told: string[] } {
  const told: string[] = [];
  return {
    reader: new ProcessReader({ script: file, idleMs: 50, tell: (line) => void told.push(line) }),
    told,
  };
}

function csvOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `m${String(i % 3)},${String((i * 7919) % 9973)}.25,${String(i)}`,
  );
  return `model,latency_ms,tokens_s\n${lines.join('\n')}\n`;
}

describe('a reading process', () => {
  it('reads files as the handler does, with every number, and again after it has rested', async () => {
    folder.put('a.csv', csvOf(20_000));
    folder.put('b.csv', 'model,tokens_s\nm,1.5\nm,2.5\n');
    folder.put('c.txt', 'nothing to see here');
    const { reader, told } = readerOf();
    const paths = ['a.csv', 'b.csv', 'c.txt', 'nowhere.csv', 'a.csv'];
    const answers = await Promise.all(paths.map((path) => reader.read(folder.job(path), NEVER)));
    for (const [index, path] of paths.entries()) expect(answers[index]).toEqual(await folder.here(path));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const { record } = await recordOf(reader.read(folder.job('a.csv'), NEVER));
    expect(record).toEqual((await recordOf(folder.here('a.csv'))).record);
    reader.dispose();
    expect(await reader.read(folder.job('a.csv'), NEVER)).toEqual({ kind: 'cancelled' });
    expect(told).toEqual([]);
  });

  it('that crashes fails the file that it was at; the next one reads the others', async () => {
    const crashing = join(folder.path, 'crashing.cjs');
    writeFileSync(
      crashing,
      `process.on('message', ({ id, job }) => {
         if (job.path === 'bad') { console.error('no memory left'); process.exit(134); }
         process.send({ type: 'packed', id, json: '{"kind":"gone"}', shapes: [] });
       });`,
    );
    const { reader, told } = readerOf(crashing);
    const answers = await Promise.all(
      ['good', 'bad', 'good', 'good'].map((path) => reader.read(folder.job(path), NEVER)),
    );
    expect(answers.map((answer) => answer?.kind)).toEqual(['gone', 'failed', 'gone', 'gone']);
    expect(told).toEqual([expect.stringMatching(/134.* at bad\./s)]);
    reader.dispose();
  });

  it('that answers what cannot be understood fails the file', async () => {
    const strange = join(folder.path, 'strange.cjs');
    writeFileSync(
      strange,
      `process.on('message', ({ id, job, type }) => {
         if (type === 'read') process.send({ type: 'packed', id, json: '{"kind":"odd"}', shapes: JSON.parse(job.path) });
       });`,
    );
    const { reader, told } = readerOf(strange);
    const paths = ['[]', '[{"type":9,"length":1}]', '[{"type":0,"length":-1}]'];
    const answers = await Promise.all(paths.map((path) => reader.read(folder.job(path), NEVER)));
    expect(answers.map((answer) => answer?.kind)).toEqual(['failed', 'failed', 'failed']);
    expect(told).toHaveLength(2);
    reader.dispose();
  });

  it('is left out where none can be started', async () => {
    const { execPath } = process;
    const { reader, told } = readerOf();
    process.execPath = join(folder.path, 'no-such-program');
    try {
      const answers = await Promise.all([
        reader.read(folder.job('b.csv'), NEVER),
        reader.read(folder.job('b.csv'), NEVER),
      ]);
      expect(answers).toEqual([null, null]);
    } finally {
      process.execPath = execPath;
    }
    expect(told).toEqual([expect.stringContaining('a thread reads them')]);
    expect(await reader.read(folder.job('b.csv'), NEVER)).toEqual(await folder.here('b.csv'));
    reader.dispose();
  });

  it('stops what is not wanted any more, at it or waiting, and reads on', async () => {
    folder.put('huge.csv', csvOf(1_000_000));
    folder.put('next.csv', 'model,tokens_s\nm,1.5\n');
    const { reader } = readerOf();
    const { signal, stop } = stoppable();
    const stopped = [
      reader.read(folder.job('huge.csv'), signal),
      reader.read(folder.job('huge.csv'), signal),
    ];
    const next = reader.read(folder.job('next.csv'), NEVER);
    stop();
    expect(await Promise.all(stopped)).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
    expect(await next).toEqual(await folder.here('next.csv'));
    reader.dispose();
  });
});
