import { describe, expect, it } from 'vitest';
import { benchstat } from '../../../src/core/formats/benchstat.ts';
import { goBench } from '../../../src/core/formats/go-bench.ts';
import { benchmarkOf, measureOf, readBytes, readFixture, textAt } from '../../support/read-fixture.ts';

const runsOf = (path: string) => {
  const read = readFixture(path, benchstat);
  return { read, run: (name: string) => read.result.runs.find((run) => run.name === name)! };
};

describe('benchstat CSV of the first version', () => {
  const { read, run } = runsOf('benchstat/first.csv');

  it('is recognised by the columns of ±', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(readFixture('benchstat/first.csv', goBench).recognition).toBeNull();
  });

  it('makes a run of each input and machine', () => {
    expect(read.result.runs.map(({ name }) => name)).toEqual([
      'a.txt linux arm64',
      'b.txt linux arm64',
      'c.txt linux arm64',
      'c.txt linux 386',
    ]);
    expect(run('c.txt linux 386').environment).toEqual({ os: 'linux', arch: '386' });
  });

  it('keeps means as means, with their largest deviation', () => {
    const measure = measureOf(
      benchmarkOf(run('c.txt linux 386'), 'Find', { size: 16, gomaxprocs: 4 }),
      'time/op',
    );
    expect(measure).toMatchObject({
      kind: 'summary',
      metric: 'time-per-op',
      unit: 's/op',
      unitInFile: 'ns/op',
    });
    expect(measure.reported?.mean).toBeCloseTo(61e-9, 18);
    expect(measure.reported?.statistics).toEqual({ 'largest deviation': 0.09 });
    expect(measure.place).toEqual({ line: 6, column: 20 });
    expect(textAt(read, measure.place)).toBe('6.10000E+01');
  });

  it('does not count geometric means', () => {
    const geomean = measureOf(benchmarkOf(run('b.txt linux arm64'), 'Find'), 'time/op');
    expect(geomean.reported?.mean).toBeCloseTo(30e-9, 18);
    const sums = read.result.runs
      .flatMap(({ benchmarks }) => benchmarks)
      .filter(({ name }) => name === 'geomean');
    expect(sums).not.toEqual([]);
    for (const { measures } of sums)
      expect(measures[0]).toMatchObject({ kind: 'value', notCountedBecause: expect.any(String) as string });
  });

  it('reads each table with its own unit', () => {
    const speed = measureOf(benchmarkOf(run('a.txt linux arm64'), 'Find'), 'speed');
    expect(speed).toMatchObject({ metric: 'bandwidth', unit: 'B/s' });
    expect(speed.reported?.mean).toBeCloseTo(640e6, 3);
  });

  it('reads the layout for two inputs without their difference', () => {
    const two = runsOf('benchstat/first-two.csv');
    expect(two.read.result.runs.map(({ name }) => name)).toEqual(['old', 'new']);
    const measure = measureOf(benchmarkOf(two.run('new'), 'Find', { gomaxprocs: 4 }), 'time/op');
    expect(measure.reported).toMatchObject({ n: 4 });
    expect(measure.reported?.mean).toBeCloseTo(40e-9, 18);
  });
});

describe('benchstat CSV of the second version', () => {
  const { read, run } = runsOf('benchstat/second.csv');

  it('keeps medians as medians, with 95 % intervals', () => {
    const measure = measureOf(benchmarkOf(run('old.txt'), 'Find', { size: 16, gomaxprocs: 8 }), 'sec/op');
    expect(measure.reported).toMatchObject({ n: 7, mean: null, median: 2.5000000000000002e-8 });
    expect(measure.reported?.intervals.median?.low).toBeCloseTo(24.5e-9, 15);
    expect(measure.place).toEqual({ line: 6, column: 16 });
  });

  it('gives no interval where there is none, and no number where the cell is empty', () => {
    const measure = measureOf(benchmarkOf(run('new.txt'), 'Find'), 'sec/op');
    expect(measure.reported).toMatchObject({ median: 2e-8, intervals: {} });
    expect(run('new.txt').benchmarks.map(({ name }) => name)).toEqual(['Find', 'geomean']);
  });

  it('knows package and machine', () => {
    expect(read.result.runs[0]).toMatchObject({
      parameters: { pkg: 'example.org/ledger' },
      environment: { os: 'linux', arch: 'amd64' },
    });
    expect(measureOf(benchmarkOf(run('new.txt'), 'Find'), 'B/op').reported?.median).toBe(16);
  });
});

describe('benchstat tables for people', () => {
  const { read, run } = runsOf('benchstat/second.txt');

  it('reads prefixes of values, decimal and binary', () => {
    const slow = measureOf(benchmarkOf(run('new.txt'), 'Find'), 'sec/op');
    expect(slow.reported?.median).toBeCloseTo(2.1e-6, 15);
    expect(textAt(read, slow.place)).toBe('2100.00n');
    expect(measureOf(benchmarkOf(run('old.txt'), 'Find'), 'B/s').reported?.median).toBeCloseTo(
      610.4 * 2 ** 20,
      0,
    );
  });

  it('gives no interval where the tool gives none', () => {
    const store = measureOf(benchmarkOf(run('old.txt'), 'Store'), 'sec/op');
    expect(store.reported).toMatchObject({ intervals: {}, n: null });
    expect(measureOf(benchmarkOf(run('new.txt'), 'Store'), 'sec/op').reported?.n).toBe(7);
  });
});

it('leaves other tables with bars alone', () => {
  const text = '│ name │ time │\n│ a │ 3 ± 1 │\n';
  expect(readBytes('x.txt', new TextEncoder().encode(text), benchstat).recognition).toBeNull();
});
