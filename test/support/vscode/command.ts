import { spawn } from 'node:child_process';

/** What a finished command left behind; `tail` is the end of both output streams, at most 2 000 characters. */
export interface CommandResult {
  readonly code: number;
  readonly tail: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Runs a program to its end; a program that cannot start or runs out of time answers with a code other than 0. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      shell: process.platform === 'win32',
    });
    let tail = '';
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString()).slice(-2000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ code: 127, tail: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, tail: tail.trim() });
    });
  });
}
