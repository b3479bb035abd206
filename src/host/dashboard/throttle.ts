import type { Disposable } from '../lifecycle.ts';

/** News of reading come by the hundred; a panel draws them a few times a second. */
const PAUSE_MS = 200;

/** Runs work at once and then at most once per pause; the last call is never lost. */
export class Throttle implements Disposable {
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  constructor(work: () => void) {
    this.#work = work;
  }

  run(): void {
    if (this.#timer !== undefined) {
      this.#again = true;
      return;
    }
    this.#work();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.run();
    }, PAUSE_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = false;
  }
}
