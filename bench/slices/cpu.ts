/** Milliseconds of processor time that this process has used, with the threads that collect garbage and compile. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Asking for the processor time takes about two microseconds: not done for steps that are far shorter than any that matters. */
const ASKED_AFTER_MS = 0.5;

/**
 * Milliseconds that this thread worked from one lap to the next. Where others use the processors, the time on the wall says
 * how long they did; processor time alone counts the other threads of this process. The thread worked for no longer than
 * either of them, and for the lesser one nearly.
 */
export class ThreadClock {
  #wall = performance.now();
  #cpu = cpuMs();
  #cpuAt = this.#wall;

  lap(): number {
    const now = performance.now();
    const wall = now - this.#wall;
    this.#wall = now;
    if (now - this.#cpuAt < ASKED_AFTER_MS) return wall;
    const cpu = cpuMs();
    const used = cpu - this.#cpu;
    this.#cpu = cpu;
    this.#wall = this.#cpuAt = performance.now();
    return Math.min(wall, used);
  }
}
