import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { sortedSteps } from '../../../src/core/stats/sorted-steps.ts';
import { summarize, summarizeSteps } from '../../../src/core/stats/summary.ts';
import { seeded } from '../../support/dashboard/many.ts';

/** Below, at and above what is sorted at a time, and a number of slices that is no power of two. */
const LENGTHS = [0, 1, 2, 1 << 15, (1 << 15) + 1, 3 * (1 << 15), 5 * (1 << 15) - 7];

describe('sorting in slices', () => {
  it.each(LENGTHS)('sorts %i values as the platform does, and leaves the input', (length) => {
    const random = seeded(length);
    const values = Float64Array.from({ length }, () => Math.round(1000 * random()) - 500);
    const before = values.slice();
    expect(runToEnd(sortedSteps(values))).toEqual(values.toSorted());
    expect(values).toEqual(before);
  });

  it('gives turns', () => {
    const steps = sortedSteps(new Float64Array(4 * (1 << 15)));
    let turns = 0;
    while (steps.next().done !== true) turns++;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('makes the same summary', () => {
    const random = seeded(3);
    const values = Float64Array.from({ length: 100_000 }, () => random() ** 3);
    expect(runToEnd(summarizeSteps(values))).toEqual(summarize(values));
  });
});
