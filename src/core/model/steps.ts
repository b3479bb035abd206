/**
 * Work in slices. A generator that yields about every megabyte of input (or every few milliseconds of work), so that its
 * driver can cancel it, show progress, or give the event loop a turn. The return value is the result.
 */
export type Steps<T> = Generator<void, T, void>;

/** Runs slices to the end without a pause: for workers, the command line and tests. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
