import { describe, expect, it } from 'vitest';
import { decimalOf, inUnit, quantityOf, ratioOf } from '../../../src/core/formats/benchmarkdotnet-cells.ts';
import { benchmarkDotNet } from '../../../src/core/formats/benchmarkdotnet.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('cells of BenchmarkDotNet', () => {
  it.each([
    ['24,323.172 ns', '.', { value: 24_323.172, unit: 'ns' }],
    ['1,234 B', '.', { value: 1234, unit: 'B' }],
    ['1.026,50 ms', ',', { value: 1026.5, unit: 'ms' }],
    ['1\u00a0026,50 ms', ',', { value: 1026.5, unit: 'ms' }],
    ['0.0229', '.', { value: 0.0229, unit: null }],
    ['NA', '.', null],
    ['?', '.', null],
    ['-', '.', null],
    ['Yes', '.', null],
  ] as const)('reads %s with decimal %s', (cell, decimal, quantity) => {
    expect(quantityOf(cell, decimal)).toEqual(quantity);
  });

  it('takes a comma for the decimal sign only where no group of three follows', () => {
    expect(decimalOf(['1,234 ns', '2,000,000.5 ns'])).toBe('.');
    expect(decimalOf(['NA', '1,234 ns', '26,26 ns'])).toBe(',');
    expect(decimalOf(['0,37912 ns'])).toBe(',');
  });

  it('converts between the units of a row and refuses what is no time', () => {
    expect(inUnit({ value: 35.4, unit: 'ns' }, 'μs')).toBeCloseTo(0.0354, 12);
    expect(inUnit({ value: 2, unit: 'KB' }, 'B')).toBe(2048);
    expect(inUnit({ value: 2, unit: 'B' }, 'ns')).toBeNaN();
  });

  it.each([
    ['1.07', { value: 1.07, name: 'ratio', isSlower: true }],
    ['85.3x faster', { value: 85.3, name: 'times faster', isSlower: false }],
    ['1.2x slower', { value: 1.2, name: 'times slower', isSlower: true }],
    ['-7%', { value: -7, name: 'change in %', isSlower: false }],
    ['baseline', null],
    ['3 apples', null],
  ])('reads the ratio %s', (cell, ratio) => {
    expect(ratioOf(cell, '.')).toEqual(ratio);
  });
});

describe('full JSON of BenchmarkDotNet', () => {
  const read = readFixture('benchmarkdotnet/Demo.Bench.Sorting-report-full.json', benchmarkDotNet);
  const run = onlyRun(read.result);
  const copy = benchmarkOf(run, 'Demo.Bench.Sorting.Copy', { N: 64 });

  it('tells the machine, the time, the groups and the job', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run).toMatchObject({
      tool: 'BenchmarkDotNet',
      toolVersion: '0.14.0',
      category: ['Demo.Bench', 'Sorting'],
      startedAt: { iso: '2026-11-20T10:15:30', zone: 'unknown' },
      parameters: { Job: 'Job-QWERTY(LaunchCount=2, IterationCount=3)' },
    });
    expect(run.environment).toMatchObject({
      cpu: 'Example CPU 3.00GHz',
      cpu_count: 8,
      dotnet_sdk: '8.0.110',
    });
    expect(copy.parameters).toEqual({ N: 64, Order: 'random' });
    expect(read.result.problems).toEqual([]);
  });

  it('counts results alone, with the launch that each is from', () => {
    const times = measureOf(copy, 'OriginalValues');
    const samples = samplesOf(times);
    expect(samples).toHaveLength(6);
    expect(times).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'ns', kind: 'samples' });
    for (const sample of samples) expect(Number(textAt(read, sample)) * 1e-9).toBeCloseTo(sample.value, 15);
    for (const { value } of samples) expect(Math.abs(value - 812e-9)).toBeLessThan(40e-9);
    const launches = times.samples?.labels[0];
    expect([...(launches?.codes ?? [])].map((code) => launches?.dictionary[code])).toEqual([
      ...['1', '1', '1'],
      ...['2', '2', '2'],
    ]);
  });

  it('keeps its statistics, each at its own line, and its error as an interval of 99.9 %', () => {
    const { reported, reportedPlaces } = measureOf(copy, 'OriginalValues');
    expect(reported?.n).toBe(6);
    expect(Number(textAt(read, reportedPlaces.stddev!)) * 1e-9).toBeCloseTo(reported!.stddev!, 15);
    const margin = Number(textAt(read, reportedPlaces['interval.mean']!)) * 1e-9;
    const { level, low, high } = reported!.intervals.mean!;
    expect(level).toBe(0.999);
    expect((high - low) / 2).toBeCloseTo(margin, 15);
    expect(Object.keys(reported?.percentiles ?? {})).toEqual(['25', '50', '67', '80', '85', '90', '95']);
    expect(reported?.statistics).toMatchObject({ skewness: 0.125, kurtosis: 1.5 });
  });

  it('reads memory and other diagnosers once', () => {
    const allocated = measureOf(copy, 'BytesAllocatedPerOperation');
    expect(allocated).toMatchObject({ metric: 'allocated-bytes', unit: 'B/op', value: 272, kind: 'value' });
    expect(measureOf(copy, 'Gen0').value).toBeCloseTo(4 / 65_536, 12);
    expect(measureOf(copy, 'Gen0').unit).toBe('count/op');
    expect(measureOf(copy, 'Code Size')).toMatchObject({ unit: 'B', value: 913, direction: 'lower' });
    expect(measureOf(copy, 'CacheHits/Op').direction).toBe('higher');
    expect(copy.measures.map(({ label }) => label)).not.toContain('Allocated');
  });
});

describe('brief, old and odd JSON of BenchmarkDotNet', () => {
  it('tells jobs apart and keeps a failed benchmark', () => {
    const read = readFixture('benchmarkdotnet/Demo.Bench.Sorting-report-brief.json', benchmarkDotNet);
    const run = onlyRun(read.result);
    expect(run.parameters).toEqual({});
    const short = benchmarkOf(run, 'Demo.Bench.Sorting.Sum', { Job: 'ShortRun(IterationCount=3)' });
    expect(samplesOf(measureOf(short, 'OriginalValues'))).toHaveLength(3);
    expect(measureOf(short, 'Gen0Collections')).toMatchObject({ value: 7, unit: 'count' });
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'Demo.Bench.Sorting.Broken'), 'OriginalValues'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2 });
    expect(failed?.error).toContain('gives no statistics');
    expect(textAt(read, failed!)).toBe('"Demo.Bench.Sorting.Broken"');
    expect(read.result.problems.map(({ line, message }) => [line, message])).toEqual([
      [13, 'A debugger was attached: the times are not representative.'],
    ]);
  });

  it('takes results from the measurements where no values are given', () => {
    const { result } = readFixture('benchmarkdotnet/odd.json', benchmarkDotNet);
    const crc = measureOf(benchmarkOf(onlyRun(result), 'Demo.Old.Crc'), 'OriginalValues');
    expect(samplesOf(crc).map(({ value }) => Math.round(value * 1e10))).toEqual([25, 35]);
    expect(crc.reported?.intervals.mean).toMatchObject({ level: 0.99 });
    const hash = measureOf(benchmarkOf(onlyRun(result), 'Demo.Old.Hash'), 'OriginalValues');
    expect(samplesOf(hash).map(({ value }) => Math.round(value * 1e9))).toEqual([10, 12]);
    expect(result.problems.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/Benchmarks/2', 'This benchmark has no name and was not read.'],
      ['/Benchmarks/0/Statistics/Mean', 'The mean is given as 14 ns, but that of its values is 11 ns.'],
    ]);
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('benchmarkdotnet/cut.json', benchmarkDotNet);
    expect(cut.recognition?.score).toBe(0.95);
    expect(
      samplesOf(measureOf(benchmarkOf(onlyRun(cut.result), 'Demo.Old.Hash'), 'OriginalValues')),
    ).toHaveLength(2);
  });
});

describe('CSV of BenchmarkDotNet', () => {
  const read = readFixture('benchmarkdotnet/Demo.Bench.Sorting-report.csv', benchmarkDotNet);
  const run = onlyRun(read.result);

  it('takes what jobs share for the run and leaves out defaults', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.category).toEqual(['Demo.Bench', 'Sorting']);
    expect(run.parameters).toEqual({
      AnalyzeLaunchVariance: 'False',
      Platform: 'X64',
      Runtime: '.NET 8.0',
      UnrollFactor: 16,
    });
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['Copy, then sort', { Size: 64, Job: 'DefaultJob' }],
      ['Sum', { Size: 64, Job: 'DefaultJob' }],
      ['Merge', { Size: 64, Job: 'DefaultJob' }],
      ['Broken', { Size: 64, Job: 'DefaultJob' }],
      ['Merge', { Size: 64, Job: 'ShortRun' }],
    ]);
  });

  it('reads units in cells, digits in groups and units that differ within a row', () => {
    const copy = measureOf(benchmarkOf(run, 'Copy, then sort'), 'Mean');
    expect(copy.reported?.mean).toBeCloseTo(1812.5e-9, 15);
    expect(copy.reported?.median).toBeCloseTo(1805e-9, 15);
    expect(copy.place.line).toBe(2);
    expect(textAt(read, copy.place)).toBe('1');
    const merge = measureOf(benchmarkOf(run, 'Merge', { Job: 'DefaultJob' }), 'Mean');
    expect(merge).toMatchObject({ unit: 's', unitInFile: 'μs', kind: 'summary', column: 'Mean' });
    expect(merge.reported?.stddev).toBeCloseTo(35.4e-9, 15);
    expect(merge.reported?.intervals.mean?.level).toBe(0.999);
    expect(merge.reported?.intervals.mean?.low).toBeCloseTo(1.885e-6, 15);
  });

  it('keeps ratios as statistics and as checks against the baseline', () => {
    const merge = measureOf(benchmarkOf(run, 'Merge', { Job: 'ShortRun' }), 'Mean');
    expect(merge.reported?.statistics).toEqual({ ratio: 1.11, ratiosd: 0.03, rank: 4 });
    expect(run.checks).toEqual([
      { name: 'Sum (Size=64, Job=DefaultJob) is no slower than its baseline', passed: true, line: 3 },
      { name: 'Merge (Size=64, Job=DefaultJob) is no slower than its baseline', passed: false, line: 4 },
      { name: 'Merge (Size=64, Job=ShortRun) is no slower than its baseline', passed: false, line: 6 },
    ]);
  });

  it('reads memory in units of 1024 bytes, and nothing from "-" and "NA"', () => {
    const merge = benchmarkOf(run, 'Merge', { Job: 'DefaultJob' });
    expect(measureOf(merge, 'Allocated')).toMatchObject({ value: 1536, unit: 'B/op', column: 'Allocated' });
    expect(benchmarkOf(run, 'Sum').measures.map(({ label }) => label)).toEqual(['Mean']);
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'Broken'), 'Mean'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, line: 5 });
    expect(textAt(read, failed!)).toBe('NA');
  });

  it('reads numbers of a locale with a decimal comma', () => {
    const locale = onlyRun(readFixture('benchmarkdotnet/locale.csv', benchmarkDotNet).result);
    const all = measureOf(benchmarkOf(locale, 'ReadAll'), 'Mean');
    expect(all.reported?.mean).toBeCloseTo(1.0265, 12);
    expect(all.reported?.stddev).toBeCloseTo(0.0125, 12);
    const one = measureOf(benchmarkOf(locale, 'ReadOne'), 'Mean');
    expect(one.reported?.intervals.mean?.high).toBeCloseTo(0.026639, 12);
    expect(one.reported?.stddev).toBeCloseTo(316.5e-6, 12);
  });
});

describe('Markdown of BenchmarkDotNet', () => {
  const read = readFixture('benchmarkdotnet/groups-report-github.md', benchmarkDotNet);
  const run = onlyRun(read.result);

  it('reads the machine above the table and what all jobs share', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.toolVersion).toBe('0.14.0');
    expect(run.environment).toEqual({
      os: 'Ubuntu 24.04.1 LTS (Noble Numbat)',
      cpu: 'Intel Core i5-0000 CPU 3.00GHz',
      cpu_count: '8',
      dotnet_sdk: '8.0.110',
      runtime: '.NET 8.0.10 (8.0.1024.46610)',
    });
    expect(run.parameters).toEqual({ Server: 'True', LaunchCount: 2 });
  });

  it('reads rows in bold, entities and blank rows between groups', () => {
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters.Size])).toEqual([
      ['Copy, then sort', 64],
      ['Sum', 64],
      ['Copy, then sort', '1K'],
      ['Sum', '1K'],
      ['Broken', '1K'],
    ]);
    const copy = measureOf(benchmarkOf(run, 'Copy, then sort', { Size: 64 }), 'Mean');
    expect(read.lines[13]?.slice(copy.place.column - 1)).toMatch(/^1,812\.50 ns/);
    expect(run.checks.map(({ passed, line }) => [passed, line])).toEqual([
      [true, 15],
      [false, 18],
    ]);
    const sum = measureOf(benchmarkOf(run, 'Sum', { Size: 64 }), 'Mean');
    expect(sum.reported?.statistics).toEqual({ 'times faster': 85.3, ratiosd: 1.2 });
  });

  it('reads a table without outer pipes', () => {
    const plain = readFixture('benchmarkdotnet/plain-report-default.md', benchmarkDotNet);
    expect(plain.recognition?.score).toBe(0.95);
    const old = onlyRun(plain.result);
    expect(old).toMatchObject({ toolVersion: '0.10.13', parameters: { Job: 'Core', Runtime: 'Core' } });
    const md5 = measureOf(benchmarkOf(old, 'Md5'), 'Mean');
    expect(md5.reported?.mean).toBeCloseTo(97.58e-6, 12);
    expect(textAt(plain, md5.place)).toBe('97.58');
  });
});

it('does not claim other tables', () => {
  const claim = (name: string, text: string): unknown =>
    readBytes(name, new TextEncoder().encode(text), benchmarkDotNet).recognition;
  expect(claim('x.csv', 'Method,Mean,Error\nA,1,2\nB,2,3\n')).toBeNull();
  expect(claim('x.md', '| Method | Mean |\n|---|---|\n| A | 3 |\n')).toBeNull();
  expect(claim('x.json', '{"Benchmarks": [{"FullName": "a"}]}')).toBeNull();
});
