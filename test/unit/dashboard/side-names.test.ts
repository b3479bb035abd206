import { describe, expect, it } from 'vitest';
import type { CompareSide } from '../../../src/core/compare/side.ts';
import { sideNames, type NamingRun } from '../../../src/core/dashboard/side-names.ts';

function runs(folder: string, ...days: readonly (string | null)[]): NamingRun[] {
  return days.map((startedAt, at) => ({
    startedAt,
    file: { path: `${folder}${folder === '' ? '' : '/'}run${String(at)}.json` },
  }));
}

const chosen: CompareSide = { kind: 'runs', ids: ['a', 'b'] };

describe('the names of sides', () => {
  it('tell chosen runs by their days', () => {
    const before = runs('all', '2026-01-01T03:00:00', '2026-01-02T03:00:00');
    const after = runs('all', '2026-01-03T03:00:00', '2026-01-03T04:00:00');
    expect(sideNames([chosen, chosen], [before, after])).toEqual([
      '2 runs, 2026-01-01 to 2026-01-02',
      '2 runs, 2026-01-03',
    ]);
  });

  it('tell them by their folder where the days are the same, or unknown', () => {
    const day = '2026-01-01T03:00:00';
    const names = ['2 runs in results/before/', '2 runs in results/after/'];
    for (const own of [day, null]) {
      const sides = [runs('results/before', own, own), runs('results/after', own, own)];
      expect(sideNames([chosen, chosen], sides)).toEqual(names);
    }
  });

  it('say no more than the number where nothing tells the runs apart', () => {
    expect(sideNames([chosen, chosen], [runs('', null, null), runs('', null, null)])).toEqual([
      '2 runs',
      '2 runs',
    ]);
  });

  it('are those of the one run, the series or the folder otherwise', () => {
    const one: CompareSide = { kind: 'runs', ids: ['a.json'] };
    const folder: CompareSide = { kind: 'folder', root: 0, path: 'results/before' };
    expect(sideNames([one, folder], [runs('', null), runs('results/before', null, null)])).toEqual([
      'a.json',
      'results/before/',
    ]);
  });
});
