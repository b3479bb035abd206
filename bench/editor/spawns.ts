import { ChildProcess } from 'node:child_process';

interface Span {
  readonly at: number;
  readonly ms: number;
}

/**
 * Notes when this process starts another one, which keeps its thread until the other one runs. In the extension host of a
 * server VS Code does so every few seconds, to look for open ports; the extension starts none.
 */
export class Spawns {
  readonly #spans: Span[] = [];
  readonly #original: unknown = Reflect.get(ChildProcess.prototype, 'spawn');

  constructor() {
    const original = this.#original;
    const spans = this.#spans;
    if (typeof original !== 'function') throw new Error('This Node starts processes in another way.');
    Reflect.set(ChildProcess.prototype, 'spawn', function (this: unknown, ...args: unknown[]): unknown {
      const at = performance.now();
      try {
        const started: unknown = Reflect.apply(original, this, args);
        return started;
      } finally {
        spans.push({ at, ms: performance.now() - at });
      }
    });
  }

  end(): void {
    Reflect.set(ChildProcess.prototype, 'spawn', this.#original);
  }

  /** How much of a time went into starting processes, in milliseconds. */
  within({ at, ms }: Span): number {
    return this.#spans.reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.at + span.ms, at + ms) - Math.max(span.at, at)),
      0,
    );
  }
}
