import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { quantile } from './quantile.ts';
import { Spawns } from './spawns.ts';

const TICK_MS = 2;

/** People notice a host that is away for longer. */
export const NOTICED_MS = 50;

/** A time in which the event loop of this thread could not run a timer, in milliseconds of `performance.now()`. */
export interface Block {
  readonly at: number;
  readonly ms: number;
  /** Of it, waiting for a processor that others had; 0 where the system does not tell. */
  readonly waitingMs: number;
  /** Of it, the collector of memory. */
  readonly collectingMs: number;
}

/** How late a timer of TICK_MS was over a while: the 99th percentile, the longest, and how often later than NOTICED_MS. */
export interface Lateness {
  readonly p99: number;
  readonly longest: Block;
  /** Later than NOTICED_MS, those first of which most is left without the start of other processes. */
  readonly noticed: readonly Block[];
  /** The longest that it ran itself without a turn for others, in milliseconds: without what it waited for a processor. */
  readonly busiest: number;
  /** How often that was longer than NOTICED_MS. */
  readonly busy: number;
  /** The longest of what is left of each without the start of other processes, and how often that was above NOTICED_MS. */
  readonly unspawned: { readonly longest: number; readonly noticed: number };
}

/** Measures how long the event loop of this thread was kept from running a timer. */
export class Blocks {
  #last = performance.now();
  #waited = waitedMs();
  readonly #late: number[] = [];
  readonly #long: Omit<Block, 'collectingMs'>[] = [];
  readonly #collected: { readonly startTime: number; readonly duration: number }[] = [];
  readonly #spawns = new Spawns();
  readonly #observer = new PerformanceObserver((list) => {
    this.#collected.push(...list.getEntries());
  });
  readonly #timer = setInterval(() => {
    this.#tick();
  }, TICK_MS);

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Ends the measuring, once what the collector did has been told. */
  async end(): Promise<Lateness> {
    clearInterval(this.#timer);
    this.#tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.#observer.disconnect();
    this.#spawns.end();
    const blocks = this.#long
      .map((block) => ({ ...block, collectingMs: this.#collectingIn(block) }))
      .sort((a, b) => b.ms - a.ms);
    const longest = blocks[0] ?? { at: 0, ms: 0, waitingMs: 0, collectingMs: 0 };
    const unspawned = blocks.map((block) => block.ms - this.#spawns.within(block));
    return {
      p99: quantile(this.#late, 0.99),
      longest,
      noticed: blocks
        .filter(({ ms }) => ms > NOTICED_MS)
        .sort((a, b) => b.ms - this.#spawns.within(b) - (a.ms - this.#spawns.within(a))),
      busiest: Math.max(0, ...blocks.map(runningMs)),
      busy: blocks.filter((block) => runningMs(block) > NOTICED_MS).length,
      unspawned: {
        longest: Math.max(0, ...unspawned),
        noticed: unspawned.filter((ms) => ms > NOTICED_MS).length,
      },
    };
  }

  #tick(): void {
    const now = performance.now();
    const waited = waitedMs();
    const ms = Math.max(0, now - this.#last - TICK_MS);
    this.#late.push(ms);
    if (ms > 10) this.#long.push({ at: this.#last, ms, waitingMs: waited - this.#waited });
    this.#last = now;
    this.#waited = waited;
  }

  #collectingIn({ at, ms }: Omit<Block, 'collectingMs'>): number {
    return this.#collected.reduce((sum, { startTime, duration }) => {
      const shared = Math.min(startTime + duration, at + ms) - Math.max(startTime, at);
      return sum + Math.max(0, shared);
    }, 0);
  }
}

function runningMs({ ms, waitingMs }: Block): number {
  return ms - waitingMs;
}

/** How long this thread has waited for a processor; Linux alone tells. */
function waitedMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
