import { describe, expect, it } from 'vitest';
import { candidatesFor } from '../../../src/core/compare/candidates.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import { readFiles } from '../../support/read-folder.ts';

const run = (day: string, time: number): Record<string, string> => ({
  [`sort_202501${day}-120000.csv`]: `case,time_ms\na,${String(time)}\na,${String(time + 1)}\n`,
});
const snapshot = readFiles({
  ...run('01', 1),
  ...run('02', 2),
  ...run('03', 3),
  ...run('04', 4),
  'other_20250105-120000.csv': 'case,time_ms\na,17\na,29\n',
  'broken.json': '{',
});

function named(baseline: string | null, day: string): string[] {
  const baselines = new Baselines(snapshot, () =>
    chosenBaseline(baseline === null ? null : { text: baseline }, null),
  );
  const chosen = snapshot.runs.filter(({ id }) => id.includes(`202501${day}`));
  return candidatesFor(chosen, snapshot, baselines).map(
    ({ reason, runs }) => `${reason}: ${runs.map(({ id }) => id.replace('-120000.csv', '')).join(', ')}`,
  );
}

describe('what a run may be compared with', () => {
  it('begins with the run before it, then the series from the newest, then others', () => {
    expect(named(null, '03')).toEqual([
      'previous: sort_20250102',
      'series: sort_20250104',
      'series: sort_20250101',
      'other: other_20250105',
    ]);
  });

  it('names a baseline once, and not where it is the run before', () => {
    expect(named('sort_20250101-120000.csv', '03').slice(0, 2)).toEqual([
      'previous: sort_20250102',
      'baseline: sort_20250101',
    ]);
    expect(named('sort_20250102-120000.csv', '03').filter((text) => text.startsWith('baseline'))).toEqual([]);
  });

  it('offers everything for a first run, and for nothing chosen', () => {
    expect(named(null, '01')[0]).toBe('series: sort_20250104');
    expect(
      candidatesFor([], snapshot, new Baselines(snapshot, () => chosenBaseline(null, null))),
    ).toHaveLength(5);
  });
});
