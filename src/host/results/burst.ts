/** A timer, as the platform has it. */
export interface Timer {
  /** Calls back once after `ms`; the result takes it back. */
  after(ms: number, call: () => void): () => void;
}

/** What a burst of events came to. */
export interface Changes {
  /** URIs as text, each once. */
  readonly uris: ReadonlySet<string>;
  /** There were too many to follow one by one: everything must be looked at. */
  readonly tooMany: boolean;
}

/** A burst is over after so much silence, but is told after MOST_MS at the latest. */
const SILENCE_MS = 120;
const MOST_MS = 1000;

/** More events than this are not followed one by one. */
export const MOST_EVENTS = 500;

/** Gathers events that come in bursts. Each burst is told once; no event is lost. */
export class Burst {
  readonly #timer: Timer;
  readonly #tell: (changes: Changes) => void;
  #uris = new Set<string>();
  #events = 0;
  #silence: (() => void) | undefined;
  #latest: (() => void) | undefined;

  constructor(timer: Timer, tell: (changes: Changes) => void) {
    this.#timer = timer;
    this.#tell = tell;
  }

  /** True while events wait to be told. */
  get isOpen(): boolean {
    return this.#events > 0;
  }

  add(uri: string): void {
    this.#events++;
    if (this.#events <= MOST_EVENTS) this.#uris.add(uri);
    this.#silence?.();
    this.#silence = this.#timer.after(SILENCE_MS, () => {
      this.flush();
    });
    this.#latest ??= this.#timer.after(MOST_MS, () => {
      this.flush();
    });
  }

  /** Tells at once what has been gathered. */
  flush(): void {
    this.#silence?.();
    this.#latest?.();
    this.#silence = undefined;
    this.#latest = undefined;
    if (this.#events === 0) return;
    const changes = { uris: this.#uris, tooMany: this.#events > MOST_EVENTS };
    this.#uris = new Set();
    this.#events = 0;
    this.#tell(changes);
  }

  dispose(): void {
    this.#silence?.();
    this.#latest?.();
    this.#events = 0;
  }
}
