import { describe, expect, it } from 'vitest';
import { pytestBenchmark } from '../../../src/core/formats/pytest-benchmark.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('pytest-benchmark with rounds', () => {
  const read = readFixture('pytest-benchmark/rounds.json', pytestBenchmark);
  const run = onlyRun(read.result);
  const spin = benchmarkOf(run, 'test_table.py::test_spin', { n: 2000 });

  it('keeps rounds as samples, each at its place', () => {
    const measure = measureOf(spin, 'time');
    const samples = samplesOf(measure);
    expect(read.recognition?.score).toBe(0.95);
    expect(samples).toHaveLength(measure.reported?.n ?? -1);
    for (const sample of samples.slice(0, 5)) expect(Number(textAt(read, sample))).toBe(sample.value);
    expect(measure).toMatchObject({ unit: 's', metric: 'time-per-op', kind: 'samples' });
  });

  it('takes parameters from the test, not from its id', () => {
    expect(spin.parameters).toEqual({ n: 2000, kind: 'long', group: 'loops', origin: 'made up' });
    expect(measureOf(spin, 'cache_hits')).toMatchObject({ kind: 'value', value: 3 });
  });

  it('knows machine, interpreter, version and time', () => {
    expect(run).toMatchObject({
      toolVersion: '3.2.2',
      environment: { host: 'bench-host', os: 'Linux', python: '3.11.2', python_implementation: 'CPython' },
      parameters: { disable_gc: false, timer: 'perf_counter', warmup: 5 },
    });
    expect(run.startedAt?.zone).toBe('utc');
  });

  it('keeps iterations of a pedantic benchmark', () => {
    const pedantic = measureOf(benchmarkOf(run, 'test_table.py::test_pedantic'), 'time');
    expect(pedantic.iterations).toBe(3);
    expect(samplesOf(pedantic)).toHaveLength(4);
  });
});

describe('pytest-benchmark without rounds', () => {
  const read = readFixture('pytest-benchmark/0001_first.json', pytestBenchmark);
  const measure = measureOf(benchmarkOf(onlyRun(read.result), 'test_table.py::test_spin', { n: 10 }), 'time');

  it('keeps every statistic under its name, at its line', () => {
    expect(measure.kind).toBe('summary');
    expect(Object.keys(measure.reported?.statistics ?? {}).sort()).toEqual([
      'hd15iqr',
      'iqr',
      'iqr_outliers',
      'ld15iqr',
      'q1',
      'q3',
      'stddev_outliers',
      'total',
    ]);
    expect(Number(textAt(read, measure.place))).toBe(measure.reported?.min);
    expect(Number(textAt(read, measure.reportedPlaces.mean!))).toBe(measure.reported?.mean);
    expect(Number(textAt(read, measure.reportedPlaces.q3!))).toBe(measure.reported?.statistics.q3);
  });

  it('keeps operations per second', () => {
    const ops = measureOf(benchmarkOf(onlyRun(read.result), 'test_table.py::test_pedantic'), 'ops');
    expect(ops).toMatchObject({ unit: 'op/s', kind: 'value', direction: 'higher' });
    expect(ops.notCountedBecause).toBe('one over the mean time beside it');
    expect(Number(textAt(read, ops.place))).toBe(ops.value);
  });
});

describe('pytest-benchmark, odd files', () => {
  const read = readFixture('pytest-benchmark/odd.json', pytestBenchmark);
  const [pick] = onlyRun(read.result).benchmarks;

  it('uses the id of a test whose parameters hold addresses', () => {
    expect(pick).toMatchObject({
      name: 'tests/test_pick.py::test_pick',
      parameters: { size: 3, param: 'fair-3', disable_gc: true, batch_size: 16, note: 'night' },
    });
    expect(JSON.stringify(pick?.parameters)).not.toContain('0x7f');
  });

  it('reads numbers noted beside the result by their names', () => {
    expect(measureOf(pick!, 'throughput_mb_s')).toMatchObject({ value: 12.5e6, unit: 'B/s' });
  });

  it('keeps a round without a number as failed', () => {
    expect(samplesOf(measureOf(pick!, 'time')).map(({ outcome }) => outcome)).toEqual([0, 2, 0]);
  });

  it('says which benchmark has no statistics', () => {
    expect(read.result.problems).toEqual([
      expect.objectContaining({ line: 14, message: 'This benchmark has no statistics and was not read.' }),
    ]);
  });
});

it('does not claim other JSON', () => {
  const claim = (text: string) =>
    readBytes('x.json', new TextEncoder().encode(text), pytestBenchmark).recognition;
  expect(claim('{"benchmarks": [{"name": "x", "stats": {"mean": 3}}]}')).toBeNull();
  expect(claim('{"machine_info": "x", "tests": []}')).toBeNull();
});
