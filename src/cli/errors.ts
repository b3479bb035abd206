/** A failure that a person can do something about: its message is the whole story, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Exit codes of every command. */
export const EXIT = { fine: 0, checkFailed: 1, usage: 2 } as const;
