import { describe, expect, it } from 'vitest';
import { isCrowded } from '../../../src/core/charts/log-scale.ts';
import { choicesSteps, type ChartChoices } from '../../../src/core/dashboard/choices.ts';
import { chartSteps } from '../../../src/core/dashboard/chart.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function choices(files: TestFiles): ChartChoices {
  return runToEnd(choicesSteps(readFiles(files), NO_FILTER));
}

/** What the bars of the first chart are called. */
function names(files: TestFiles): readonly string[] {
  const snapshot = readFiles(files);
  const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER));
  if (query === null) throw new Error('nothing to draw');
  const chart = runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, query));
  const spec = chart.kind === 'chart' ? chart.views[0]?.spec : undefined;
  return spec?.type === 'bars-with-intervals' ? spec.categories : [];
}

function goBench(benchmarks: number, time: (at: number) => number): string {
  const line = (at: number): string => `BenchmarkCase${String(at)}-8   \t 1000\t ${String(time(at))} ns/op`;
  return `goos: linux\ngoarch: amd64\npkg: acme/cases\n${Array.from({ length: benchmarks }, (_, at) => line(at)).join('\n')}\nPASS\n`;
}

describe('the axis of values where nobody chose', () => {
  it('is logarithmic where a linear one would show a third of the bars as nothing', () => {
    const query = (time: (at: number) => number): boolean | undefined =>
      choices({ 'bench.txt': goBench(9, time) }).query?.logScale;
    expect(query((at) => 10 ** at)).toBe(true);
    expect(query((at) => 100 + at)).toBe(false);
  });

  it('is linear where a value is zero, which a log axis cannot show', () => {
    expect(isCrowded([1, 1000, 2, 3])).toBe(true);
    expect(isCrowded([0, 1000, 2, 3])).toBe(false);
    expect(isCrowded([1, 1000])).toBe(false);
    expect(isCrowded([900, 1000, 2, 950, 960])).toBe(false);
  });
});

describe('the first chart', () => {
  it('pools no different benchmarks, however many there are', () => {
    const { query } = choices({
      'a.txt': goBench(70, (at) => 100 + at),
      'b.json': JSON.stringify({
        results: [{ command: 'x', mean: 1, times: [1, 1, 1], user: 1, system: 0 }],
      }),
    });
    expect(query).toMatchObject({ grouping: 'configuration', split: null });
  });

  it('is no distribution where part of the results are summaries without samples', () => {
    const csv = 'command,mean,stddev,median,user,system,min,max\n';
    const summaries = `${csv}a,1.0,0.1,1.0,0.9,0.1,0.9,1.1\nb,2.0,0.1,2.0,1.9,0.1,1.9,2.1\n`;
    const sampled = JSON.stringify({
      results: ['c', 'd', 'e'].map((command, at) => ({
        command,
        ...{ mean: 2 + at, stddev: 1, median: 2 + at, user: 1, system: 0.5, min: 1 + at, max: 3 + at },
        times: [1 + at, 2 + at, 3 + at],
      })),
    });
    expect(choices({ 'one.csv': summaries, 'two.json': sampled }).query?.type).toBe('bars');
    expect(choices({ 'two.json': sampled }).query?.type).toBe('distribution');
  });

  it('names a bar by what tells it from its like, not by every setting of its tool', () => {
    const settings = (value: string): string =>
      ['A', 'B', 'C', 'D', 'E'].map((key) => `${key}${value}`).join(',');
    const table = (name: string, value: string, rows: readonly string[]): string =>
      [
        `benchmark,alpha,beta,gamma,delta,epsilon,batch_size,latency_ms`,
        ...rows.map((row) => `${name},${settings(value)},${row}`),
      ].join('\n');
    const found = names({
      'sort.csv': table('sort', '1', ['1,5', '2,6']),
      'hash.csv': table('hash', '2', ['1,7', '2,8']),
    });
    expect(found).toHaveLength(4);
    for (const name of found) {
      expect(name).toMatch(/batch_size=[12]/);
      expect(name).not.toContain('alpha');
    }
  });
});

describe('the first pivot table', () => {
  it('is a list where each row of every table would have one number', () => {
    const table = (name: string): string => `benchmark,latency_ms\n${name}1,5\n${name}2,6\n`;
    expect(choices({ 'x.csv': table('sort'), 'y.csv': table('hash') }).pivot).toEqual({
      rows: 'configuration',
      columns: 'tool',
    });
  });

  it('takes a parameter that some measures lack rather than a diagonal', () => {
    const rows = ['sort', 'hash'].flatMap((name) => [1, 2, 4].map((size) => `${name},${String(size)},5`));
    const found = choices({ 'x.csv': `benchmark,size,latency_ms\n${rows.join('\n')}\nnoop,,1\n` }).pivot;
    expect([found?.rows, found?.columns].sort()).toEqual(['benchmark', 'parameter:size']);
  });
});
