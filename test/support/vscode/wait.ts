import { setTimeout as pause } from 'node:timers/promises';

/** How long the effect of one step of a person may take, in milliseconds. It costs only who waits in vain. */
export const STEP_MS = 40_000;

/**
 * Polls until `condition` answers something other than false, null or undefined, and returns it.
 * Rejects after `timeoutMs` with a sentence that names what was waited for.
 */
export async function waitFor<T>(
  condition: () => Promise<T> | T,
  timeoutMs: number,
  what: string,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) {
      return value as Exclude<T, false | null | undefined>;
    }
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
    await pause(40);
  }
}

/** Settles as the work does, or rejects after `timeoutMs` with a sentence that names the work. */
export async function within<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  const alarm = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: alarm.signal }).then(() => {
    throw new Error(`${what} took more than ${timeoutMs / 1000} s.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    alarm.abort();
    late.catch(() => undefined);
  }
}

/** For what may vanish at any moment: false when it did. */
export async function tried(action: Promise<void>): Promise<boolean> {
  return await action.then(
    () => true,
    () => false,
  );
}
