import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';

/**
 * Runs of a text that may hold the output of several executions one after the other: where the same case comes again, its
 * summary belongs to the next run. The first run has the name of `facts`, the others "2", "3"… behind it.
 */
export class OccurrenceRuns {
  readonly #out: ResultBuilder;
  readonly #facts: RunFacts;
  readonly #seen = new Map<string, number>();
  readonly #runs: RunBuilder[] = [];

  constructor(out: ResultBuilder, facts: RunFacts) {
    this.#out = out;
    this.#facts = facts;
  }

  /** The run that the next occurrence of a case belongs to. */
  next(key: string): RunBuilder {
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    let run = this.#runs[count];
    if (run === undefined) {
      const name = this.#facts.name ?? '';
      run = this.#out.run({ ...this.#facts, name: count === 0 ? name : `${name} ${count + 1}`.trim() });
      this.#runs[count] = run;
    }
    return run;
  }
}
