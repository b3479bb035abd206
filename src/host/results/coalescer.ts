/**
 * Runs work that is asked for again and again: one run at a time, at most one waiting, and what is asked for while one runs
 * goes into the next. Nothing that was asked for is lost.
 */
export class Coalescer<T> {
  readonly #run: (jobs: readonly T[]) => Promise<void>;
  #waiting: { readonly jobs: T[]; readonly done: Promise<void> } | undefined;
  #running: Promise<void> | undefined;

  /** `run` gets everything that was asked for since the last run started, in that order. */
  constructor(run: (jobs: readonly T[]) => Promise<void>) {
    this.#run = run;
  }

  /** Resolves or rejects with the run that the job goes into. */
  request(job: T): Promise<void> {
    if (this.#waiting !== undefined) {
      this.#waiting.jobs.push(job);
      return this.#waiting.done;
    }
    const jobs = [job];
    const before = this.#running ?? Promise.resolve();
    const done = before.catch(() => undefined).then(() => this.#start(jobs));
    this.#waiting = { jobs, done };
    return done;
  }

  /** Resolves once nothing runs and nothing waits, however it ended. */
  async settled(): Promise<void> {
    for (;;) {
      const last = this.#waiting?.done ?? this.#running;
      if (last === undefined) return;
      await last.catch(() => undefined);
    }
  }

  async #start(jobs: readonly T[]): Promise<void> {
    this.#waiting = undefined;
    const running = this.#run(jobs);
    this.#running = running;
    try {
      await running;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
