import { describe, expect, it } from 'vitest';
import { mostMovedSteps } from '../../../src/core/dashboard/most-moved.ts';
import { groupEntries } from '../../../src/core/dashboard/grouping.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFiles } from '../../support/read-folder.ts';

/** One file a run; the values of each benchmark over the runs, null where it was not measured. */
function chosen(histories: Readonly<Record<string, readonly (number | null)[]>>, count: number): string[] {
  const runs = Math.max(...Object.values(histories).map(({ length }) => length));
  const files = Object.fromEntries(
    Array.from({ length: runs }, (_, run) => [
      `nightly/bench_202601${String(run + 1).padStart(2, '0')}-030000.csv`,
      [
        'benchmark,latency_ms',
        ...Object.entries(histories).flatMap(([name, values]) => {
          const value = values[run] ?? null;
          return value === null ? [] : [`${name},${String(value)}`];
        }),
        '',
      ].join('\n'),
    ]),
  );
  const entries = readFiles(files).runs.flatMap(({ measures }) => measures);
  const groups = groupEntries(entries, ({ benchmark }) => benchmark.name);
  return runToEnd(mostMovedSteps(groups, count)).map(({ name }) => name);
}

const STILL = [10, 10.1, 9.9, 10, 10.1, 9.9];
const NOISY = [10, 14, 9, 12, 15, 8];
const STEP = [10, 10.1, 9.9, 12, 12.1, 11.9];

describe('the histories that are drawn where there are too many', () => {
  it('are those that moved most, in the order of their names', () => {
    const all = { a: STILL, b: NOISY, c: STEP, d: STILL.map((value) => value + 1), e: STEP.toReversed() };
    expect(chosen(all, 2)).toEqual(['c', 'e']);
    expect(chosen(all, 5)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are those of the most runs first', () => {
    const all = { a: [...STEP.slice(0, 5), null], b: STILL, c: NOISY };
    expect(chosen(all, 2)).toEqual(['b', 'c']);
  });

  it('are told apart where the first value is zero', () => {
    expect(chosen({ a: [0, 0, 0, 0, 0, 0], b: [0, 0, 0, 3, 3, 3] }, 1)).toEqual(['b']);
  });
});
