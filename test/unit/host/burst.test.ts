import { describe, expect, it } from 'vitest';
import { Burst, MOST_EVENTS, type Changes, type Timer } from '../../../src/host/results/burst.ts';

/** A clock that the test turns. */
class TestTimer implements Timer {
  #now = 0;
  #calls: { readonly at: number; readonly call: () => void }[] = [];

  after(ms: number, call: () => void): () => void {
    const entry = { at: this.#now + ms, call };
    this.#calls.push(entry);
    return () => {
      this.#calls = this.#calls.filter((one) => one !== entry);
    };
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#calls = this.#calls.filter((one) => one !== next);
      this.#now = next.at;
      next.call();
    }
    this.#now = end;
  }
}

function make(): { timer: TestTimer; burst: Burst; told: Changes[] } {
  const timer = new TestTimer();
  const told: Changes[] = [];
  return { timer, burst: new Burst(timer, (changes) => told.push(changes)), told };
}

describe('bursts of file events', () => {
  it('are told once, each file once, after they have ended', () => {
    const { timer, burst, told } = make();
    for (const uri of ['a', 'b', 'a']) {
      burst.add(uri);
      timer.pass(50);
    }
    expect(told).toEqual([]);
    expect(burst.isOpen).toBe(true);
    timer.pass(100);
    expect(told).toEqual([{ uris: new Set(['a', 'b']), tooMany: false }]);
    expect(burst.isOpen).toBe(false);
    timer.pass(5000);
    expect(told).toHaveLength(1);
  });

  it('that do not end are told all the same, and no event is lost', () => {
    const { timer, burst, told } = make();
    for (let i = 0; i < 40; i++) {
      burst.add(`f${String(i)}`);
      timer.pass(50);
    }
    timer.pass(500);
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told.flatMap(({ uris }) => [...uris])).size).toBe(40);
  });

  it('of too many events ask for a look at everything', () => {
    const { burst, told } = make();
    for (let i = 0; i <= MOST_EVENTS; i++) burst.add(`f${String(i)}`);
    burst.flush();
    expect(told.map(({ tooMany }) => tooMany)).toEqual([true]);
    burst.add('a');
    burst.flush();
    expect(told[1]).toEqual({ uris: new Set(['a']), tooMany: false });
  });

  it('are forgotten with their watcher', () => {
    const { timer, burst, told } = make();
    burst.add('a');
    burst.dispose();
    timer.pass(5000);
    expect(told).toEqual([]);
  });
});
