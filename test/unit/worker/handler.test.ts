import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadJob } from '../../../src/protocol/reading.ts';
import { isPackedReply, isWorkerReply, isWorkerRequest } from '../../../src/protocol/reading.ts';
import { diskPort } from '../../../src/worker/disk.ts';
import { handleRead } from '../../../src/worker/handler.ts';
import { jobIn, recordOf } from '../../support/reading-jobs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'benchtrail-worker-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const job = (path: string, options: Partial<ReadJob> = {}): ReadJob => jobIn(folder, path, options);

function put(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
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

  it('leaves a file to others by its size, once its beginning does not suffice', async () => {
    put('d.csv', 'model,tokens_s\n'.padEnd(2 << 20, 'm,1.5\n'));
    put('large.txt', 'word '.repeat(400_000));
    const leave = (bytes: number): string | null => (bytes > 1000 ? `${String(bytes)} bytes` : null);
    expect(await handleRead(job('d.csv'), port(), leave)).toBe('2097152 bytes');
    expect(await handleRead(job('large.txt'), port(), leave)).toMatchObject({ kind: 'record' });
    expect(await handleRead(job('a.csv'), port(), leave)).toMatchObject({ kind: 'record' });
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
  it('of a process are guarded', () => {
    const packed = { type: 'packed', id: 1, json: '{}', shapes: [{ type: 0, length: 2 }] };
    expect(isPackedReply(packed)).toBe(true);
    for (const wrong of [
      null,
      { ...packed, json: 1 },
      { ...packed, shapes: [{ type: 0 }] },
      { ...packed, id: 'a' },
    ])
      expect(isPackedReply(wrong)).toBe(false);
  });

  it('are guarded', () => {
    expect(isWorkerRequest({ type: 'read', id: 1, job: job('a'), leaveAbove: null })).toBe(true);
    expect(isWorkerRequest({ type: 'read', id: 1, job: job('a'), leaveAbove: 5 })).toBe(true);
    expect(isWorkerRequest({ type: 'take', id: 1 })).toBe(true);
    expect(isWorkerRequest({ type: 'cancel', id: 1 })).toBe(true);
    for (const wrong of [
      null,
      {},
      { type: 'read', id: 1, job: {} },
      { type: 'read', id: 1, job: job('a') },
      { type: 'run', id: 1 },
      'read',
    ])
      expect(isWorkerRequest(wrong)).toBe(false);
    expect(isWorkerReply({ type: 'answer', id: 1, answer: { kind: 'gone' } })).toBe(true);
    expect(isWorkerReply({ type: 'answer', id: 1, answer: { kind: 'large' } })).toBe(true);
    for (const answer of [null, {}, { kind: 'failed' }, { kind: 'record', record: {} }, { kind: 'same' }])
      expect(isWorkerReply({ type: 'answer', id: 1, answer })).toBe(false);
  });
});
