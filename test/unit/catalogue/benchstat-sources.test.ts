import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { benchstatCenter } from '../../../src/core/stats/benchstat-center.ts';
import { readFiles } from '../../support/read-folder.ts';

function raw(find: readonly number[], store: readonly number[]): string {
  const head = 'goos: linux\ngoarch: amd64\npkg: example.org/ledger\ncpu: Ryzen 77\n';
  const lines = (name: string, values: readonly number[]): string[] =>
    values.map((value) => `Benchmark${name}-8 \t 90000\t ${String(value)} ns/op\t 32 B/op`);
  return `${head}${[...lines('Find/size=16', find), ...lines('Store', store)].join('\n')}\nPASS\n`;
}

const OLD = raw([25.1, 24.9, 25, 25.3, 24.7], [1500, 1498, 1502, 1510, 1490]);
const NEW = raw([20.2, 20, 19.8, 20.1, 19.7], [1402, 1400, 1396, 1405, 1399]);

function table(columns: readonly { readonly input: string; readonly cells: readonly string[] }[]): string {
  const row = (texts: readonly string[]): string => texts.join('│');
  const head = columns.map(({ input }) => ` ${input.padEnd(18)} `);
  const lines = ['Find/size=16-8', 'Store-8'].map(
    (name, index) =>
      name.padEnd(15) + columns.map(({ cells }) => `   ${(cells[index] ?? '').padEnd(17)} `).join(''),
  );
  return [
    'goos: linux\ngoarch: amd64\npkg: example.org/ledger\ncpu: Ryzen 77',
    `${' '.repeat(15)}│${row(head)}│`,
    `${' '.repeat(15)}│${row(columns.map(() => '      sec/op        '))}│`,
    ...lines,
    `${'geomean'.padEnd(15)}${columns.map(() => '   193.6n            ').join('')}`,
    '',
  ].join('\n');
}

const OF_OLD = { input: 'old.txt', cells: ['25.00n ± 2%', '1.500µ ± 1%'] };
const OF_NEW = { input: 'new.txt', cells: ['20.00n ± 1%', '1.400µ ± 1%'] };

function file(snapshot: Snapshot, path: string): Snapshot['files'][number] {
  const found = snapshot.files.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

function counted(snapshot: Snapshot, path: string): string[] {
  return snapshot.measures
    .filter((entry) => entry.counted && entry.run.file.path === path)
    .map(({ run, benchmark }) => `${run.name} ${benchmark.name}`);
}

describe('tables of benchstat beside the results that they were made of', () => {
  it('are derived, and agree with them', () => {
    const snapshot = readFiles({
      'b/old.txt': OLD,
      'b/new.txt': NEW,
      'b/compared.txt': table([OF_OLD, OF_NEW]),
    });
    expect(file(snapshot, 'b/compared.txt')).toMatchObject({
      format: 'benchstat',
      status: 'derived',
      of: 'b/old.txt',
      reason: 'It sums up the results of “b/old.txt” and “b/new.txt”.',
      problems: [],
    });
    expect(counted(snapshot, 'b/compared.txt')).toEqual([]);
  });

  it('are warned of at the number that the results do not give', () => {
    const wrong = { ...OF_OLD, cells: ['25.00n ± 2%', '1.400µ ± 1%'] };
    const snapshot = readFiles({ 'old.txt': OLD, 'compared.txt': table([wrong]) });
    const { status, problems } = file(snapshot, 'compared.txt');
    expect(status).toBe('derived');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning', line: 8, code: 'summary-disagrees' });
    expect(problems[0]?.message).toBe(
      'sec/op says 1.4 µs/op, but the median of the 5 results in “old.txt” is 1.5 µs/op.',
    );
  });

  it('count where the results are not there', () => {
    const snapshot = readFiles({ 'old.txt': OLD, 'compared.txt': table([OF_OLD, OF_NEW]) });
    expect(file(snapshot, 'compared.txt').status).toBe('used');
    expect(counted(snapshot, 'compared.txt')).toEqual(['new.txt Find', 'new.txt Store']);
    const reasons = snapshot.measures.flatMap(({ run, notCountedBecause }) =>
      run.name === 'old.txt' ? [notCountedBecause] : [],
    );
    expect(reasons).toContain('It sums up the results of “old.txt”.');
  });

  it('are found by a path from a folder above', () => {
    const columns = [{ ...OF_OLD, input: './runs/old.txt' }];
    const snapshot = readFiles({ 'a/runs/old.txt': OLD, 'a/reports/stat.txt': table(columns) });
    expect(file(snapshot, 'a/reports/stat.txt')).toMatchObject({ status: 'derived', of: 'a/runs/old.txt' });
  });

  it('are not taken for those of another folder with the same name', () => {
    const snapshot = readFiles({ 'monday/old.txt': OLD, 'tuesday/stat.txt': table([OF_OLD]) });
    expect(file(snapshot, 'tuesday/stat.txt').status).toBe('used');
  });

  it('are found by their numbers where the columns have other labels', () => {
    const csv = (store: string): string =>
      `goos: linux\npkg: example.org/ledger\n,before\n,sec/op,CI\nFind/size=16-8,2.5e-08,2%\nStore-8,${store},1%\n\n,before\n,B/op,CI\nFind/size=16-8,32,0%\nStore-8,32,0%\n`;
    const snapshot = readFiles({ 'old.txt': OLD, 'new.txt': NEW, 'stat.csv': csv('1.5e-06') });
    expect(file(snapshot, 'stat.csv')).toMatchObject({ status: 'derived', of: 'old.txt', problems: [] });
    const other = readFiles({ 'old.txt': OLD, 'new.txt': NEW, 'stat.csv': csv('1.51e-06') });
    expect(file(other, 'stat.csv').status).toBe('used');
  });
});

describe('the number that benchstat gives', () => {
  it('is the median of all results in the second version', () => {
    expect(benchstatCenter([4, 1, 3, 90], 'median')).toEqual({ value: 3.5, n: 4, outliers: 0 });
  });

  it('is the mean of those within Tukey’s fences in the first, with quartiles of type 8', () => {
    // Of ten values, type 8 takes the 2.92th and the 8.08th: 43.68 and 45.02, which puts the fences at 41.68 and 47.02.
    const values = [43.2, 43.5, 43.7, 44, 44.2, 44.4, 44.6, 45, 45.2, 60];
    expect(benchstatCenter(values, 'mean')).toEqual({
      value: expect.closeTo(44.2, 1) as number,
      n: 9,
      outliers: 1,
    });
    expect(benchstatCenter([7], 'mean')).toEqual({ value: 7, n: 1, outliers: 0 });
  });
});
