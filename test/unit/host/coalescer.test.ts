import { describe, expect, it } from 'vitest';
import { Coalescer } from '../../../src/host/results/coalescer.ts';

/** A run that ends when the test says so. */
interface Run {
  readonly jobs: readonly string[];
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

function make(): { coalescer: Coalescer<string>; runs: Run[] } {
  const runs: Run[] = [];
  const coalescer = new Coalescer<string>(
    (jobs) =>
      new Promise((resolve, reject) => {
        runs.push({ jobs, end: resolve, fail: reject });
      }),
  );
  return { coalescer, runs };
}

async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe('work that is asked for again and again', () => {
  it('runs once at a time, with all that was asked for meanwhile in one run', async () => {
    const { coalescer, runs } = make();
    const first = coalescer.request('a');
    await turns();
    const second = coalescer.request('b');
    const third = coalescer.request('c');
    await turns();
    expect(runs.map(({ jobs }) => jobs)).toEqual([['a']]);
    runs[0]?.end();
    await first;
    await turns();
    expect(runs.map(({ jobs }) => jobs)).toEqual([['a'], ['b', 'c']]);
    const fourth = coalescer.request('d');
    runs[1]?.end();
    await Promise.all([second, third]);
    await turns();
    runs[2]?.end();
    await fourth;
    expect(runs.map(({ jobs }) => jobs)).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('goes on after a run that failed, and tells it to those who asked for it', async () => {
    const { coalescer, runs } = make();
    const first = coalescer.request('a');
    await turns();
    const second = coalescer.request('b');
    runs[0]?.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await turns();
    runs[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });

  it('is settled once nothing runs and nothing waits', async () => {
    const { coalescer, runs } = make();
    await coalescer.settled();
    void coalescer.request('a');
    await turns();
    void coalescer.request('b');
    let settled = false;
    const wait = coalescer.settled().then(() => {
      settled = true;
    });
    runs[0]?.end();
    await turns();
    expect(settled).toBe(false);
    runs[1]?.end();
    await wait;
    expect(runs).toHaveLength(2);
  });
});
