import { describe, expect, it } from 'vitest';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import { newRunSentence, newRunsOf } from '../../../src/core/insight/new-runs.ts';
import { readFiles } from '../../support/read-folder.ts';

const snapshot = readFiles({
  'sort_20250101-120000.csv': 'case,time_ms\na,10\na,10.1\na,10.2\na,10.3\na,10.4\na,10.5\n',
  'sort_20250102-120000.csv': 'case,time_ms\na,20\na,20.1\na,20.2\na,20.3\na,20.4\na,20.5\n',
  'broken.json': '{',
});
const context = {
  baselines: new Baselines(snapshot, () => chosenBaseline(null, null)),
  noiseFloor: 0.01,
  now: Date.parse('2025-01-03T12:00:00Z'),
};

describe('new runs', () => {
  it('are those that were not known, oldest first', () => {
    const ids = newRunsOf(snapshot, new Set()).map(({ id }) => id);
    expect(ids).toEqual(['sort_20250101-120000.csv', 'sort_20250102-120000.csv']);
    expect(newRunsOf(snapshot, new Set(ids))).toEqual([]);
    expect(newRunsOf(snapshot, new Set(ids.slice(0, 1))).map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('are told with their headline, the change and no more than the verdict allows', () => {
    const [first, second] = newRunsOf(snapshot, new Set());
    if (first === undefined || second === undefined) throw new Error('no runs');
    expect(newRunSentence(first, context)).toBe(
      'New run: sort_20250101-120000.csv (sort), Latency 10.25 ms. There is nothing to hold it against.',
    );
    expect(newRunSentence(second, context)).toMatch(
      /^New run: sort_20250102-120000\.csv \(sort\), Latency 20\.25 ms\. Latency \+9\d\.\d % .*against the previous run, sort_20250101-120000\.csv \(2 days old\): differs \(one run each\)/,
    );
  });
});
