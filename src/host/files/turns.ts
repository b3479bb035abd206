/** The host gets back to its own work after at most this much of ours. */
export const SLICE_MS = 8;

export interface TurnsPorts {
  /** Calls back once the host has done what waits. */
  after(call: () => void): void;
  /** Milliseconds, rising. */
  now(): number;
}

/** Shares the thread of the host among works that run at the same time: one of them has a slice, then the host, then the next one. */
export class Turns {
  readonly #ports: TurnsPorts;
  readonly #waiting: (() => void)[] = [];
  #until = 0;

  constructor(ports: TurnsPorts) {
    this.#ports = ports;
  }

  /** True when whoever works has to ask for the next turn. */
  get isOver(): boolean {
    return this.#ports.now() > this.#until;
  }

  /** Resolves when it is the caller's turn. Turns come in the order in which they were asked for. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#ports.after(this.#give);
    });
  }

  readonly #give = (): void => {
    const next = this.#waiting.shift();
    if (this.#waiting.length > 0) this.#ports.after(this.#give);
    this.#until = this.#ports.now() + SLICE_MS;
    next?.();
  };
}
