import Mocha from 'mocha';
import { resultOf } from './results.ts';
import type { LevelResult, TestOutcome } from './results.ts';

/** Begins each line that tests print inside VS Code, so that the launcher can tell it from VS Code's own log. */
export const TEST_LINE = '[test] ';

export interface MochaRun {
  /** Imports the files that define the tests; Mocha's globals are there when it is called. */
  readonly load: () => Promise<unknown>;
  readonly timeoutMs: number;
  /** How often a failed test is tried again, 0 by default. Each failure is printed, so that nothing is hidden. */
  readonly retries?: number;
  readonly print: (line: string) => void;
}

/** Runs all tests that `load` defines, prints each as it ends, and answers with the counts; never throws for a test. */
export async function runMocha(options: MochaRun): Promise<LevelResult> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: options.timeoutMs,
    retries: options.retries ?? 0,
    forbidOnly: process.env.CI !== undefined,
    reporter: Mocha.reporters.Base,
  });
  mocha.suite.emit('pre-require', globalThis as Mocha.MochaGlobals, '', mocha);
  await options.load();
  const outcomes: TestOutcome[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('retry', (test: Mocha.Test, error: unknown) => {
      options.print(`  ~ ${test.fullTitle()}: tried again after\n${textOf(error).replace(/^/gm, '      ')}`);
    });
    collect(runner, (outcome) => {
      outcomes.push(outcome);
      options.print(lineOf(outcome));
    });
  });
  if (outcomes.length === 0) throw new Error('No test ran.');
  return resultOf(outcomes);
}

function collect(runner: Mocha.Runner, ended: (outcome: TestOutcome) => void): void {
  runner.on('pass', (test) => {
    ended({ title: test.fullTitle(), state: 'passed', milliseconds: test.duration ?? 0, error: null });
  });
  runner.on('pending', (test) => {
    ended({ title: test.fullTitle(), state: 'skipped', milliseconds: null, error: null });
  });
  runner.on('fail', (test, error: unknown) => {
    ended({
      title: test.fullTitle(),
      state: 'failed',
      milliseconds: test.duration ?? 0,
      error: textOf(error),
    });
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const MARK = { passed: '✓', failed: '✗', skipped: '-' } as const;

function lineOf({ title, state, milliseconds, error }: TestOutcome): string {
  const time = milliseconds === null ? '' : ` (${milliseconds} ms)`;
  const reason = error === null ? '' : `\n${error.replace(/^/gm, '      ')}`;
  return `  ${MARK[state]} ${title}${time}${reason}`;
}
