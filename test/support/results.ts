import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One test as it ended; `milliseconds` is null for a test that did not run. */
export interface TestOutcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number | null;
  readonly error: string | null;
}

/** The counts of one level of tests, as `npm test` adds them up. */
export interface LevelResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly TestOutcome[];
}

export function resultOf(tests: readonly TestOutcome[]): LevelResult {
  const count = (state: TestOutcome['state']): number => tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), tests };
}

/** A run that gave no result at all counts as one failed test. */
export function crashed(title: string, error: string): LevelResult {
  return resultOf([{ title, state: 'failed', milliseconds: null, error }]);
}

/** A run that what is here does not allow counts as one skipped test. */
export function skipped(title: string): LevelResult {
  return resultOf([{ title, state: 'skipped', milliseconds: null, error: null }]);
}

/** Several runs of one level, each title preceded by the name of its run. */
export function merged(runs: ReadonlyMap<string, LevelResult>): LevelResult {
  return resultOf(
    [...runs].flatMap(([name, run]) =>
      run.tests.map((test) => ({ ...test, title: `${name}: ${test.title}` })),
    ),
  );
}

export function levelFile(level: string): string {
  return join('out', 'test-results', `${level}.json`);
}

export async function writeResult(file: string, result: LevelResult): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(result, undefined, 2) + '\n');
}

/** The result that a run wrote, or undefined when it wrote none. */
export async function readResult(file: string): Promise<LevelResult | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LevelResult;
  } catch {
    return undefined;
  }
}

/** The closing line of a level. */
export function summaryLine({ passed, failed, skipped }: LevelResult): string {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '');
}
