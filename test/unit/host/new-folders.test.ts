import { describe, expect, it } from 'vitest';
import { NewFolders } from '../../../src/host/results/new-folders.ts';

class Clock {
  time = 0;
  readonly looks: { at: number; folders: string[] }[] = [];
  readonly answers: boolean[] = [];
  took = 0;
  reading = 0;
  #calls: { at: number; call: () => void }[] = [];

  readonly folders = new NewFolders({
    now: () => this.time,
    after: (ms, call) => {
      const one = { at: this.time + ms, call };
      this.#calls.push(one);
      return () => {
        this.#calls = this.#calls.filter((other) => other !== one);
      };
    },
    find: (folders) => {
      this.looks.push({ at: this.time, folders: [...folders] });
      this.time += this.took;
      return Promise.resolve(folders);
    },
    read: () => {
      this.time += this.reading;
      return Promise.resolve(this.answers.shift() ?? false);
    },
  });

  /** Runs everything that is due until then. */
  async until(time: number): Promise<void> {
    for (;;) {
      const [next] = this.#calls.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#calls = this.#calls.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.call();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = Math.max(this.time, time);
  }

  get times(): number[] {
    return this.looks.map(({ at }) => at / 1000);
  }
}

describe('folders that were made while they were watched', () => {
  it('are looked at less and less often while nothing changes', async () => {
    const clock = new Clock();
    await clock.until(10_000);
    expect(clock.looks).toEqual([]);
    clock.folders.add('file:///w/a');
    await clock.until(60_000);
    expect(clock.times).toEqual([10.5, 11.5, 13.5, 17.5, 25.5, 33.5, 41.5, 49.5, 57.5]);
  });

  it('are looked at often again after a change', async () => {
    const clock = new Clock();
    clock.answers.push(false, false, true, false);
    clock.folders.add('file:///w/a');
    await clock.until(5000);
    expect(clock.times).toEqual([0.5, 1.5, 3.5, 4, 5]);
  });

  it('are looked at once where one lies in another one', async () => {
    const clock = new Clock();
    for (const path of ['a/b', 'ab', 'a', 'a/c']) clock.folders.add(`file:///w/${path}`);
    await clock.until(600);
    expect(clock.looks).toEqual([{ at: 500, folders: ['file:///w/ab', 'file:///w/a'] }]);
  });

  it('are not looked at for more than a twentieth of the time', async () => {
    const clock = new Clock();
    clock.took = 10_000;
    clock.folders.add('file:///w/a');
    await clock.until(500_000);
    expect(clock.times).toEqual([0.5, 210.5, 420.5]);
  });

  it('are looked at again soon, however long it took to read what had changed', async () => {
    const clock = new Clock();
    clock.reading = 30_000;
    clock.answers.push(true, true);
    clock.folders.add('file:///w/a');
    await clock.until(70_000);
    expect(clock.times).toEqual([0.5, 31, 61.5]);
  });

  it('are left alone once they are not watched any more', async () => {
    const clock = new Clock();
    clock.folders.add('file:///w/a');
    await clock.until(600);
    clock.folders.clear();
    await clock.until(100_000);
    expect(clock.looks).toHaveLength(1);
  });
});
