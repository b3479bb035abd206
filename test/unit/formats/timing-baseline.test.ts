import { describe, expect, it } from 'vitest';
import { timingBaseline } from '../../../src/core/formats/timing-baseline.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('repeated timings', () => {
  const read = readFixture('timing-baseline/repeated.json', timingBaseline);
  const run = onlyRun(read.result);
  const encode = benchmarkOf(run, 'encode');

  it('the environment gets plain keys and the run its time', () => {
    expect(read.recognition?.score).toBe(0.85);
    expect(run.environment).toEqual({
      python: '3.12.1',
      os: 'Linux',
      gpu: 'Example GPU',
      gpu_count: 2,
      driver: '600.1',
      cuda: '12.9',
    });
    expect(run.startedAt).toEqual({ iso: '2026-01-01T00:00:00.5Z', zone: 'utc' });
  });

  it('the means of the repetitions are samples, the overall statistics stand beside them', () => {
    const means = measureOf(encode, 'mean_ms');
    expect(means).toMatchObject({ metric: 'latency', unit: 's', kind: 'samples', iterations: 40 });
    expect(samplesOf(means).map(({ value, line }) => [value, line])).toEqual([
      [0.002, 9],
      [0.0025, 10],
      [0.003, 11],
    ]);
    expect(means.samples?.labels).toMatchObject([{ name: 'repetition', dictionary: ['', '1', '2', '3'] }]);
    expect(means.reported).toMatchObject({ n: 3, mean: 0.0025, stddev: 0.0005, percentiles: {} });
    expect(means.reported?.intervals.mean).toMatchObject({ level: 0.95 });
    expect(means.reported?.intervals.mean?.low).toBeCloseTo(0.001258, 12);
    expect(means.reported?.intervals.mean?.high).toBeCloseTo(0.003742, 12);
    expect(means.reported?.statistics).toMatchObject({ cv_percent: 20, outliers_detected: 1 });
  });

  it('percentiles of means are no percentiles of the latency, and it is said', () => {
    expect(measureOf(encode, 'mean_ms').reported?.statistics).toMatchObject({ 'p99 of the means': 0.003 });
    expect(read.result.problems).toMatchObject([
      {
        severity: 'info',
        line: 13,
        message:
          'latency_percentiles are percentiles of the 3 means of the repetitions, not of the 120 samples: they are kept as such and not shown as percentiles of the latency.',
      },
    ]);
  });

  it('each repetition keeps its other statistics and counts once', () => {
    const second = measureOf(encode, 'run_results[1]');
    expect(second).toMatchObject({
      kind: 'summary',
      notCountedBecause: 'one repetition of 3; its mean counts as a sample of mean_ms',
    });
    expect(second.reported).toMatchObject({ n: 40, mean: null, stddev: 0.000375 });
    expect(second.reported?.percentiles).toEqual({
      '50': 0.002375,
      '95': expect.closeTo(0.00325, 12) as number,
      '99': 0.004,
    });
    expect(textAt(read, second.place)).toBe('2.375');
  });
});

describe('other timings', () => {
  it('one block of statistics is one summary', () => {
    const read = readFixture('timing-baseline/once.json', timingBaseline);
    expect(read.result.role).toBe('summary');
    const time = measureOf(benchmarkOf(onlyRun(read.result), 'decode'), 'time_ms');
    expect(time.reported).toMatchObject({
      n: 25,
      stddev: 0.000125,
      percentiles: { '50': 0.0005, '95': 0.00075 },
    });
    expect(time.reported?.mean).toBeCloseTo(0.0005625, 12);
    expect(textAt(read, time.place)).toBe('0.5625');
  });

  it('wrong counts, wrong means and missing means are told with both numbers', () => {
    const read = readFixture('timing-baseline/wrong.json', timingBaseline);
    expect(read.result.problems.map(({ line, message }) => [line, message])).toEqual([
      [2, 'Repetition 2 has no number under mean_ms.'],
      [1, 'The file says 4 runs, but has the results of 3.'],
      [2, 'overall_mean_ms says 9, but the mean of the 2 repetitions is 3.'],
    ]);
    const means = measureOf(benchmarkOf(onlyRun(read.result), 'encode'), 'mean_ms');
    expect(samplesOf(means).map(({ outcome }) => outcome)).toEqual([0, 2, 0]);
  });

  it('a failed operation has no number', () => {
    const read = readFixture('timing-baseline/failed.json', timingBaseline);
    expect(read.recognition?.score).toBe(0.8);
    const time = measureOf(benchmarkOf(onlyRun(read.result), 'decode'), 'time_ms');
    expect(samplesOf(time)).toMatchObject([{ value: NaN, outcome: 2, error: 'device lost' }]);
  });
});
