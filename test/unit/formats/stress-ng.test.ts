import { describe, expect, it } from 'vitest';
import { stressNg } from '../../../src/core/formats/stress-ng.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('stress-ng', () => {
  it('reads the brief table and the rates that a stressor measures itself', () => {
    const file = readFixture('stress-ng/brief.txt', stressNg);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'stress-ng', parameters: { seconds: 3 } });
    expect(run.checks).toEqual([{ name: 'stress-ng: successful run', passed: true, line: 22 }]);
    const matrix = benchmarkOf(run, 'matrix', { instances: 1 });
    const rate = measureOf(matrix, 'bogo ops/s (real time)');
    expect(rate).toMatchObject({ metric: 'operation-throughput', unit: 'op/s', direction: 'higher' });
    expect(samplesOf(rate)).toMatchObject([{ value: 520.59, line: 6 }]);
    expect(textAt(file, rate.place)).toBe('520.59');
    expect(measureOf(matrix, 'usr time (secs)').direction).toBe('none');
    expect(measureOf(matrix, 'prod matrix ops per sec')).toMatchObject({ unit: 'op/s', direction: 'higher' });
    expect(file.result.problems).toEqual([]);
  });

  it('reads the full table: CPU use and peak memory', () => {
    const run = onlyRun(readFixture('stress-ng/full.txt', stressNg).result);
    const cpu = benchmarkOf(run, 'cpu', { instances: 2 });
    expect(samplesOf(measureOf(cpu, 'RSS Max (KB)'))).toMatchObject([{ value: 6568 * 1024 }]);
    expect(measureOf(cpu, 'CPU used per instance (%)')).toMatchObject({
      metric: 'cpu-utilization',
      unit: '%',
    });
    const cache = benchmarkOf(run, 'cache');
    expect(samplesOf(measureOf(cache, 'shared cache reads per second'))).toMatchObject([
      { value: 86_045_003.77, line: 11 },
    ]);
  });

  it('fails a stressor that gave no number, with its reason', () => {
    const { result } = readFixture('stress-ng/failed.txt', stressNg);
    const run = onlyRun(result);
    expect(run.checks).toMatchObject([{ passed: false }]);
    expect(measureOf(benchmarkOf(run, 'sock'), 'bogo ops/s (real time)')).toMatchObject({
      outcome: 'failed',
      error: 'bind failed on port 8471, errno=98 (Address already in use)',
      place: { line: 3 },
    });
  });

  it('leaves out a damaged row', () => {
    const run = onlyRun(readFixture('stress-ng/cut.txt', stressNg).result);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['matrix']);
  });
});
