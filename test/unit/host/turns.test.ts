import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src/host/files/turns.ts';

describe('turns of the host', () => {
  it('are given one by one, with the host between them', async () => {
    const calls: (() => void)[] = [];
    let time = 0;
    const turns = new Turns({ after: (call) => void calls.push(call), now: () => time });
    const said: string[] = [];
    const work = async (name: string): Promise<void> => {
      for (let slice = 1; slice <= 2; slice++) {
        await turns.next();
        said.push(`${name}${String(slice)}`);
        expect(turns.isOver).toBe(false);
        time += 13;
        expect(turns.isOver).toBe(true);
      }
    };
    const all = Promise.all(['a', 'b', 'c'].map(work));
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      const before = said.length;
      call();
      await new Promise((resolve) => setImmediate(resolve));
      expect(said.length).toBe(before + 1);
    }
    await all;
    expect(said).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });
});
