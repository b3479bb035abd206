import { createRequire } from 'node:module';
import { TEST_LINE } from '../../test/support/mocha-run.ts';
import { Blocks, NOTICED_MS } from './blocks.ts';
import { Profile } from './profile.ts';
import { quantile } from './quantile.ts';
import type { WindowTask } from './window.ts';

/** Collects the rows of one window. */
export class Measuring {
  readonly #what: WindowTask['what'];
  readonly #profile: boolean;
  readonly #rows: (readonly [string, string])[] = [];

  constructor({ what, profile }: WindowTask) {
    this.#what = what;
    this.#profile = profile;
  }

  get rows(): readonly (readonly [string, string])[] {
    return this.#rows;
  }

  row(name: string, value: string): void {
    this.#rows.push([name, value]);
  }

  ms(name: string, ms: number): void {
    this.row(name, `${ms.toFixed(1)} ms`);
  }

  /** The 99th percentile and the longest of times. */
  times(name: string, times: readonly number[]): void {
    const [middle, p99, longest] = [0.5, 0.99, 1].map((part) => quantile(times, part).toFixed(0));
    this.row(`${name}: median, p99, longest`, `${String(middle)}, ${String(p99)}, ${String(longest)} ms`);
  }

  /** Does something, and tells how long the host was blocked meanwhile. Gives the milliseconds that it took. */
  async blocksIn(name: string, work: () => Promise<unknown>): Promise<number> {
    const profile = this.#profile ? new Profile() : undefined;
    await profile?.start();
    const blocks = new Blocks();
    const started = performance.now();
    await work();
    const took = performance.now() - started;
    const { p99, longest, noticed, busiest, busy, unspawned } = await blocks.end();
    const { ms, waitingMs, collectingMs } = longest;
    this.row(`host blocked while ${name}: p99, longest`, `${p99.toFixed(0)}, ${ms.toFixed(0)} ms`);
    this.row(
      `host blocked while ${name}: of the longest waiting for a processor, collecting memory`,
      `${waitingMs.toFixed(0)}, ${collectingMs.toFixed(0)} ms`,
    );
    this.row(`host blocked while ${name}: blocks above ${String(NOTICED_MS)} ms`, String(noticed.length));
    this.row(
      `host blocked while ${name}: the longest without waiting for a processor, and how many above ${String(NOTICED_MS)} ms`,
      `${busiest.toFixed(0)} ms, ${String(busy)}`,
    );
    this.row(
      `host blocked while ${name}: the longest without VS Code starting processes, and how many above ${String(NOTICED_MS)} ms`,
      `${unspawned.longest.toFixed(0)} ms, ${String(unspawned.noticed)}`,
    );
    const told = (await profile?.end(noticed.length > 0 ? noticed.slice(0, 5) : [longest])) ?? [];
    for (const text of told) console.log(`${TEST_LINE}${String(this.#what)}, ${name}: ${text}`);
    return took;
  }

  /** How long a bundle takes to load with those parts below a folder that it loads at once. */
  loadMs(bundle: string, folder: string): number {
    const require = createRequire(bundle);
    for (const path of Object.keys(require.cache))
      if (path.startsWith(folder)) require.cache[path] = undefined;
    const started = performance.now();
    require(bundle);
    return performance.now() - started;
  }
}
