import { describe, expect, it } from 'vitest';
import { cargoBench } from '../../../src/core/formats/cargo-bench.ts';
import { divan } from '../../../src/core/formats/divan.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('cargo bench, Rust’s own harness', () => {
  const read = readFixture('cargo-bench/harness.txt', cargoBench);
  const run = onlyRun(read.result);

  it('keeps medians and ranges, with thousands commas', () => {
    const measure = measureOf(benchmarkOf(run, 'sums::long'), 'time');
    expect(measure).toMatchObject({ kind: 'summary', unit: 's/iter', unitInFile: 'ns/iter' });
    expect(measure.reported?.median).toBeCloseTo(53_633.51e-9, 15);
    expect(measure.reported?.mean).toBeNull();
    expect(measure.reported?.statistics['max - min']).toBeCloseTo(97_836.8e-9, 15);
    expect(textAt(read, measure.place)).toBe('53');
    expect(measureOf(benchmarkOf(run, 'sums::long'), 'throughput')).toMatchObject({
      value: 5966e6,
      unit: 'B/s',
    });
  });

  it('keeps what failed with its panic, and nothing of what was ignored', () => {
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'sums::broken'), 'time'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, line: 7, column: 6 });
    expect(failed?.error).toMatch(/panicked at src\/lib\.rs:16:35: the ledger is empty$/);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['sums::long', 'sums::short', 'sums::broken']);
  });
});

describe('cargo bench, Criterion.rs', () => {
  const read = readFixture('cargo-bench/criterion.txt', cargoBench);
  const run = onlyRun(read.result);

  it('keeps estimates with their intervals', () => {
    const measure = measureOf(benchmarkOf(run, 'lookup/linear scan', { value: 16 }), 'time');
    expect(measure).toMatchObject({ kind: 'value', metric: 'time-per-op', unit: 's', unitInFile: 'ns' });
    expect(measure.value).toBeCloseTo(4.0515e-9, 18);
    expect(measure.reported?.intervals.estimate?.high).toBeCloseTo(4.7893e-9, 18);
    expect(measure.place).toEqual({ line: 19, column: 44 });
    expect(textAt(read, measure.place)).toBe('4.0515');
  });

  it('keeps throughput, and changes uncounted', () => {
    const copy = benchmarkOf(run, 'copy/memcpy');
    expect(measureOf(copy, 'thrpt')).toMatchObject({ metric: 'bandwidth', unit: 'B/s' });
    expect(measureOf(copy, 'thrpt').value).toBeCloseTo(13.932 * 2 ** 30, 0);
    expect(measureOf(copy, 'change of time')).toMatchObject({ unit: '%', value: 72.776 });
    expect(measureOf(copy, 'change of time').notCountedBecause).not.toBeNull();
    expect(copy.measures).toHaveLength(3);
  });

  it('takes verdicts as checks', () => {
    expect(run.checks).toHaveLength(4);
    expect(run.checks[0]).toEqual({ name: 'lone walk: no regression', passed: true, line: 13 });
  });
});

describe('cargo bench, several kinds and executions in one log', () => {
  const read = readFixture('cargo-bench/mixed.txt', cargoBench);
  const named = (name: string) => read.result.runs.find((run) => run.name === name)!;

  it('keeps kinds and repeated cases in runs of their own', () => {
    expect(read.result.runs.map(({ name }) => name)).toEqual([
      'cargo bench',
      'Criterion.rs',
      'Criterion.rs 2',
    ]);
    const second = benchmarkOf(named('Criterion.rs 2'), 'a_group_with_a_long_name/and_a_function', {
      value: 512,
    });
    expect(measureOf(second, 'time').value).toBeCloseTo(995e-9, 18);
  });

  it('converts an interval whose ends are in another unit', () => {
    const first = measureOf(
      benchmarkOf(named('Criterion.rs'), 'a_group_with_a_long_name/and_a_function'),
      'time',
    );
    expect(first.value).toBeCloseTo(1.0023e-6, 15);
    expect(first.reported?.intervals.estimate?.low).toBeCloseTo(998.1e-9, 15);
    expect(named('Criterion.rs').checks).toEqual([
      { name: 'a_group_with_a_long_name/and_a_function/512: no regression', passed: false, line: 14 },
    ]);
    expect(named('Criterion.rs 2').checks[0]?.passed).toBe(true);
  });

  it('says where a summary counts more than it shows', () => {
    expect(read.result.problems.map(({ line, message }) => [line, message])).toEqual([
      [6, 'The summary says 3 were measured, but 2 results stand above it.'],
    ]);
  });
});

describe('divan', () => {
  const read = readFixture('divan/two-tables.txt', divan);
  const [first, second] = read.result.runs;

  it('is told apart from the other kinds of cargo bench', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(readFixture('divan/two-tables.txt', cargoBench).recognition).toBeNull();
    expect(readFixture('cargo-bench/mixed.txt', divan).recognition).toBeNull();
  });

  it('takes names and parameters from the tree', () => {
    expect(first?.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['open', {}],
      ['find', { arg: 16 }],
      ['find', { threads: 2 }],
      ['store/wide', { arg: 7 }],
    ]);
  });

  it('reads each cell in its own unit, at its own place', () => {
    const { reported, place, iterations } = measureOf(benchmarkOf(first!, 'open'), 'time');
    expect(reported?.min).toBeCloseTo(1.25e-6, 15);
    expect(reported?.max).toBeCloseTo(4.5e-3, 12);
    expect(reported?.median).toBeCloseTo(1.5e-6, 15);
    expect(reported?.mean).toBeCloseTo(2.125e-6, 15);
    expect(reported?.n).toBe(40);
    expect(iterations).toBe(80);
    expect(place).toEqual({ line: 3, column: 23 });
  });

  it('makes a second table of the same suite a second run', () => {
    expect(read.result.runs).toHaveLength(2);
    expect(measureOf(benchmarkOf(second!, 'open'), 'time').reported?.mean).toBeCloseTo(1.85e-6, 15);
  });

  it('says what it does not read', () => {
    expect(read.result.problems.map(({ message }) => message)).toEqual([
      'Lines of throughput or allocations stand under the times (1); they were not read.',
    ]);
  });
});

it('leaves documents alone', () => {
  const text = new TextEncoder().encode('test a ... bench:   12 ns/iter (+/- 3)\n');
  expect(readBytes('a.md', text, cargoBench).recognition).toBeNull();
  expect(readBytes('a.txt', text, cargoBench).recognition?.score).toBe(0.95);
});
