import { describe, expect, it } from 'vitest';
import { kernelBench } from '../../../src/core/formats/kernel-bench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('kernel timings', () => {
  const read = readFixture('kernel-bench/kernels.json', kernelBench);
  const run = onlyRun(read.result);

  it('one benchmark per kernel, named by its groups', () => {
    expect(read.recognition).toEqual({
      score: 0.6,
      reason: 'groups of kernels, each with mean_time_ms and std_time_ms',
    });
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['matmul/naive', 'matmul/tiled', 'softmax/fused']);
    const tiled = measureOf(benchmarkOf(run, 'matmul/tiled'), 'time_ms');
    expect(tiled).toMatchObject({ metric: 'execution-time', unit: 's', kind: 'summary' });
    expect(tiled.reported).toMatchObject({
      n: null,
      mean: 0.0005,
      stddev: 0.0000625,
      min: 0.0004375,
      max: 0.000625,
    });
    expect(textAt(read, tiled.place)).toBe('0.5');
    expect(measureOf(benchmarkOf(run, 'matmul/naive'), 'time_ms').reported?.n).toBe(10);
  });

  it('a failed kernel is failed with its error', () => {
    const fused = measureOf(benchmarkOf(run, 'softmax/fused'), 'time_ms');
    expect(samplesOf(fused)).toMatchObject([
      { value: NaN, outcome: 2, error: 'out of shared memory', line: 6 },
    ]);
  });

  it('a spread above the mean and a mean that is a text are told at their place', () => {
    expect(read.result.problems.map(({ line, pointer, message }) => [line, pointer, message])).toEqual([
      [
        3,
        '/matmul/naive/std_time_ms',
        'matmul/naive: the standard deviation (31 ms) exceeds the mean (12.5 ms): calls took from 0.25 to 98 ms, so a few slow calls (a cold first one, for instance) dominate the mean.',
      ],
      [7, '/scan/warp/mean_time_ms', 'scan/warp: mean_time_ms is not a number.'],
    ]);
  });

  it('settings are not claimed', () => {
    expect(readFixture('kernel-bench/settings.json', kernelBench).recognition).toBeNull();
  });
});
