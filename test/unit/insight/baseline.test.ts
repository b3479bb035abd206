import { describe, expect, it } from 'vitest';
import type { CatalogueRun, Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import {
  Baselines,
  chosenBaseline,
  PREVIOUS,
  type BaselineChoice,
} from '../../../src/core/insight/baseline.ts';
import { againstText, describeBaseline } from '../../../src/core/insight/baseline-words.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { readFiles } from '../../support/read-folder.ts';

const one = (mean: number): string => hyperfineExport([{ command: 'sort', times: [mean, mean * 1.01] }]);

const FILES = {
  'runs/sort_20250101_100000.json': one(1),
  'runs/sort_20250102_100000.json': one(2),
  'runs/sort_20250105_100000.json': one(3),
  'before/sort.json': one(4),
  'other/grep.json': hyperfineExport([{ command: 'grep', times: [1, 2] }]),
};

const choose = (text: string): BaselineChoice => ({ text, origin: 'person' });

function baselinesOf(snapshot: Snapshot, text: string): Baselines {
  return new Baselines(snapshot, () => choose(text));
}

function run(snapshot: Snapshot, path: string): CatalogueRun {
  return snapshot.runs.find(({ file }) => file.path === path)!;
}

describe('a baseline', () => {
  const snapshot = readFiles(FILES);
  const second = run(snapshot, 'runs/sort_20250102_100000.json');
  const third = run(snapshot, 'runs/sort_20250105_100000.json');

  it('is the word of the project, then of the person, then the previous run', () => {
    expect(chosenBaseline({ text: 'runs' }, 'x')).toEqual({ text: 'runs', origin: 'project' });
    expect(chosenBaseline(null, 'x')).toEqual({ text: 'x', origin: 'person' });
    expect(chosenBaseline(null, null)).toEqual({ text: PREVIOUS, origin: 'default' });
  });

  it('is the run before in the same series', () => {
    const baselines = baselinesOf(snapshot, PREVIOUS);
    expect(baselines.of(third)).toMatchObject({ kind: 'previous', runs: [{ id: second.id }] });
    expect(baselines.of(run(snapshot, 'runs/sort_20250101_100000.json'))).toBeNull();
    expect(baselines.seriesOf(third)).toHaveLength(4);
  });

  it('leaves out runs that are excluded', () => {
    const project = { ...DEFAULT_PROJECT, excluded: [{ match: second.id, reason: 'noisy neighbor' }] };
    const changed = readFiles(FILES, project);
    const found = baselinesOf(changed, PREVIOUS).of(run(changed, third.id));
    expect(found?.runs.map(({ id }) => id)).toEqual(['runs/sort_20250101_100000.json']);
    expect(baselinesOf(changed, second.id).of(run(changed, third.id))).toBeNull();
  });

  it('is a run by its id, which has no baseline itself', () => {
    const baselines = baselinesOf(snapshot, second.id);
    expect(baselines.of(third)).toMatchObject({ kind: 'run', runs: [{ id: second.id }] });
    expect(baselines.of(second)).toBeNull();
    expect(baselines.isBaseline(second)).toBe(true);
    expect(baselines.isBaseline(third)).toBe(false);
  });

  it('is a folder, from which the runs of a like name are taken, and of no other tool or benchmark', () => {
    const baselines = baselinesOf(snapshot, 'before');
    expect(baselines.of(third)).toMatchObject({
      kind: 'folder',
      runs: [{ id: 'before/sort.json' }],
    });
    const grep = run(snapshot, 'other/grep.json');
    const found = baselines.of(grep)!;
    expect(baselines.measuresOf(grep.measures[0]!, found)).toEqual([]);
  });

  it('is every run of a series', () => {
    const files = { ...FILES, 'new/sort.json': hyperfineExport([{ command: 'sort', times: [9, 9] }]) };
    const project = { ...DEFAULT_PROJECT, categories: [{ match: 'new/*', category: ['fresh'] }] };
    const changed = readFiles(files, project);
    const fresh = run(changed, 'new/sort.json');
    const baselines = baselinesOf(changed, third.series);
    const found = baselines.of(fresh);
    expect(found).toMatchObject({ kind: 'series' });
    expect(found?.runs).toHaveLength(4);
    expect(baselines.measuresOf(fresh.measures[0]!, found!)).toHaveLength(4);
    expect(describeBaseline(found!, fresh, 0).name).toBe('4 runs of hyperfine / sort');
  });

  it('is nothing where no run, series or path has that name', () => {
    expect(baselinesOf(snapshot, 'gone/away').of(third)).toBeNull();
    expect(baselinesOf(snapshot, 'gone/away').meaning({ text: 'gone/away' }, 0).kind).toBe('nothing');
    expect(baselinesOf(snapshot, 'befor').meaning({ text: 'befor' }, 0).kind).toBe('nothing');
  });

  it('tells its age and what speaks against it', () => {
    const found = baselinesOf(snapshot, PREVIOUS).of(third)!;
    const soon = describeBaseline(found, third, Date.parse('2025-01-05T12:00:00Z'));
    expect(againstText(soon)).toBe('the previous run, sort_20250102_100000.json (3 days old)');
    expect(soon.hints).toEqual([]);
    const late = describeBaseline(found, third, Date.parse('2025-07-05T12:00:00Z'));
    expect(late.hints).toEqual(['The baseline is old; a newer one may say more.']);
    const folder = describeBaseline(baselinesOf(snapshot, 'before').of(third)!, third, 0);
    expect(folder.age).toBeNull();
    expect(folder.hints[0]).toMatch(/file’s time/);
  });
});
