const TICK_MS = 2;

/** Measures how long the event loop of this thread was kept from running a timer. */
export class Blocks {
  #last = performance.now();
  #longest = 0;
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#last - TICK_MS);
    this.#last = now;
  }, TICK_MS);

  /** Ends the measuring; the longest block in milliseconds. */
  end(): number {
    clearInterval(this.#timer);
    return Math.max(this.#longest, performance.now() - this.#last - TICK_MS);
  }
}
