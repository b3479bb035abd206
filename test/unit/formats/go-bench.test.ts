import { describe, expect, it } from 'vitest';
import { goBench } from '../../../src/core/formats/go-bench.ts';
import { splitGoName } from '../../../src/core/formats/go-bench-name.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('names of Go benchmarks', () => {
  it.each([
    ['BenchmarkFoo/size=10-8', 'BenchmarkFoo', { size: 10, gomaxprocs: 8 }],
    ['BenchmarkFoo/a_b/text=x=1', 'BenchmarkFoo/a_b', { text: 'x=1' }],
    ['BenchmarkFoo', 'BenchmarkFoo', {}],
  ])('takes %s apart', (full, name, parameters) => {
    expect(splitGoName(full)).toEqual({ name, parameters });
  });
});

describe('go-bench, repeated by -count and -cpu', () => {
  const read = readFixture('go-bench/counts.txt', goBench);
  const run = onlyRun(read.result);

  it('keeps repeated names as samples at their places', () => {
    const sum = benchmarkOf(run, 'BenchmarkSum', { algo: 'crc32', size: 16, gomaxprocs: 2 });
    const samples = samplesOf(measureOf(sum, 'ns/op'));
    expect(samples.map((sample) => textAt(read, sample))).toEqual(['25.94', '25.69', '10.93']);
    expect(samples.map(({ line, column }) => [line, column])).toEqual([
      [8, 61],
      [9, 61],
      [10, 61],
    ]);
    expect(samples[0]?.value).toBeCloseTo(25.94e-9, 18);
  });

  it('knows the units of the testing package', () => {
    const sum = benchmarkOf(run, 'BenchmarkSum', { size: 1024, gomaxprocs: 2 });
    expect(sum.measures.map(({ label, metric, unit }) => [label, metric, unit])).toEqual([
      ['ns/op', 'time-per-op', 's/op'],
      ['MB/s', 'bandwidth', 'B/s'],
      ['B/op', 'allocated-bytes', 'B/op'],
      ['allocs/op', 'allocations', 'alloc/op'],
    ]);
    expect(samplesOf(measureOf(sum, 'MB/s'))[0]?.value).toBeCloseTo(15665.28e6, 3);
  });

  it('keeps GOMAXPROCS 1, which the tool leaves out, apart', () => {
    const names = run.benchmarks.filter(({ name }) => name === 'BenchmarkParallel');
    expect(names.map(({ parameters }) => parameters)).toEqual([{}, { gomaxprocs: 2 }]);
  });

  it('keeps units that the program made up', () => {
    const names = benchmarkOf(run, 'BenchmarkNames/short_key', { gomaxprocs: 2 });
    expect(measureOf(names, 'ratio')).toMatchObject({ unit: '1' });
    expect(samplesOf(measureOf(names, 'lookups/s')).map(({ value }) => value)).toEqual([12000, 12000, 12000]);
  });

  it('keeps a failed benchmark with its reason', () => {
    const broken = samplesOf(measureOf(benchmarkOf(run, 'BenchmarkBroken'), 'ns/op'));
    expect(broken).toEqual([{ value: NaN, line: 29, column: 11, outcome: 2, error: 'no such table' }]);
  });

  it('takes machine and package from the lines above', () => {
    expect(run).toMatchObject({
      tool: 'go test',
      environment: { os: 'linux', arch: 'amd64', cpu: 'AMD EPYC' },
      parameters: { pkg: 'example.org/ledger/hash' },
    });
  });
});

it('reads verbose output, where names stand alone before their results', () => {
  const run = onlyRun(readFixture('go-bench/verbose.txt', goBench).result);
  expect(run.benchmarks.map(({ name }) => name)).toEqual([
    'BenchmarkSum',
    'BenchmarkSum',
    'BenchmarkNames/short_key',
  ]);
  expect(samplesOf(measureOf(benchmarkOf(run, 'BenchmarkSum', { size: 16 }), 'ns/op'))).toHaveLength(2);
});

describe('go-bench, several packages and machines in one file', () => {
  const read = readFixture('go-bench/several.txt', goBench);

  it('makes a run of each machine and a parameter of each package', () => {
    expect(read.result.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['linux arm64 Cortex-Q9', { commit: '4f2a' }],
      ['linux amd64 Ryzen 77', { commit: '4f2a', pkg: 'example.org/ledger/store' }],
    ]);
    const finds = read.result.runs[0]?.benchmarks.filter(({ name }) => name === 'BenchmarkFind');
    expect(finds?.map(({ parameters }) => parameters.pkg)).toEqual([
      'example.org/ledger/index',
      'example.org/ledger/store',
    ]);
  });

  it('joins a line of results that the output of the program cut', () => {
    const find = benchmarkOf(read.result.runs[0]!, 'BenchmarkFind', { pkg: 'example.org/ledger/index' });
    expect(samplesOf(measureOf(find, 'ns/op')).map(({ line, column }) => [line, column])).toEqual([[8, 17]]);
    expect(samplesOf(measureOf(find, 'B/op'))).toHaveLength(2);
  });

  it('says what was skipped and what is no number', () => {
    expect(read.result.problems.map(({ line, severity, message }) => [line, severity, message])).toEqual([
      [11, 'info', 'BenchmarkRemote-4 was skipped: needs a network'],
      [9, 'warning', 'BenchmarkFind-4: NaN ns/op is no finite number.'],
    ]);
  });

  it('takes no heading for configuration', () => {
    for (const run of read.result.runs) expect(Object.keys(run.parameters)).not.toContain('loading');
  });
});

describe('go-bench recognition', () => {
  const claim = (path: string, text: string) =>
    readBytes(path, new TextEncoder().encode(text), goBench).recognition?.score ?? null;

  it('claims results by content alone', () => {
    expect(claim('any.bench', 'BenchmarkX \t 12\t 4.5 ns/op\n')).toBe(0.95);
    expect(claim('any.txt', 'BenchmarkX \t 12\t 4.5 widgets\n')).toBe(0.8);
  });

  it('leaves documents and other texts alone', () => {
    expect(claim('notes.md', 'BenchmarkX \t 12\t 4.5 ns/op\n')).toBeNull();
    expect(claim('notes.txt', 'Benchmark results: 12 of 14 ns/op\n')).toBeNull();
  });
});
