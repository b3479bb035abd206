import { describe, expect, it } from 'vitest';
import { systemMetrics } from '../../../src/core/formats/system-metrics.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, samplesOf } from '../../support/read-fixture.ts';

describe('system metrics', () => {
  const read = readFixture('system-metrics/session.json', systemMetrics);
  const run = onlyRun(read.result);

  it('tell the machine once and the run from its first record', () => {
    expect(read.recognition?.score).toBe(0.85);
    expect(read.result.role).toBe('timeseries');
    expect(run.environment).toEqual({
      gpu: 'Example GPU',
      gpu_count: 2,
      gpu_power_limit_w: 300,
      gpu_memory_mib: 8192,
      memory_gib: 16,
    });
    expect(run.startedAt?.iso).toBe('2026-01-01T00:00:00Z');
  });

  it('are a time series per device, with the time of each reading', () => {
    const utilization = measureOf(benchmarkOf(run, 'gpu', { gpu_id: 0 }), 'utilization_gpu');
    expect(utilization).toMatchObject({ metric: 'gpu-utilization', unit: '%', kind: 'timeseries' });
    expect(samplesOf(utilization).map(({ value, line }) => [value, line])).toEqual([
      [0, 8],
      [90, 14],
    ]);
    expect([...(utilization.samples?.times ?? [])]).toEqual([1767225600250, 1767225605000]);
    const other = measureOf(benchmarkOf(run, 'gpu', { gpu_id: 1 }), 'utilization_gpu');
    expect(samplesOf(other).map(({ value }) => value)).toEqual([5, 95]);
  });

  it('memory counts in powers of 1024, and counters since the start do not count', () => {
    expect(samplesOf(measureOf(benchmarkOf(run, 'gpu', { gpu_id: 0 }), 'memory_used_mb'))[0]?.value).toBe(
      256 * 2 ** 20,
    );
    expect(samplesOf(measureOf(benchmarkOf(run, 'system'), 'memory_used_gb'))[0]?.value).toBe(8 * 2 ** 30);
    expect(samplesOf(measureOf(benchmarkOf(run, 'gpu', { gpu_id: 0 }), 'clock_graphics'))[0]?.value).toBe(
      210e6,
    );
    expect(measureOf(benchmarkOf(run, 'system'), 'network_sent_mb').notCountedBecause).toBe(
      'a counter since the machine started, not a rate',
    );
  });

  it('processes are told apart by name and id', () => {
    const process = benchmarkOf(run, 'process', { process: 'serve', pid: 42 });
    expect(samplesOf(measureOf(process, 'cpu_percent'))).toMatchObject([{ value: 3.5, line: 11 }]);
  });

  it('records without a GPU, damaged records and a wrong count are told', () => {
    expect(read.result.problems.map(({ severity, line, message }) => [severity, line, message])).toEqual([
      ['warning', 16, 'This record is no object.'],
      ['warning', 3, 'The file says 5 records, but has 4.'],
      ['info', 15, 'No GPU was recorded in 2 of 4 records: GPU utilization is not known there.'],
    ]);
  });

  it('another list of metrics is not claimed', () => {
    expect(readFixture('system-metrics/empty.json', systemMetrics).recognition).toBeNull();
  });
});
