import { describe, expect, it } from 'vitest';
import { sysbench } from '../../../src/core/formats/sysbench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('sysbench', () => {
  it('reads rates and latency of an SQL test, intervals as samples with times', () => {
    const file = readFixture('sysbench/sql-and-fatal.log', sysbench);
    expect(file.recognition?.score).toBe(0.95);
    const [run] = file.result.runs;
    expect(run).toMatchObject({
      name: '1',
      tool: 'sysbench',
      toolVersion: '1.0.20',
      parameters: { threads: 2 },
    });
    const sql = benchmarkOf(run!, 'sql');
    const rate = measureOf(sql, 'transactions per sec.');
    expect(rate).toMatchObject({ metric: 'transaction-throughput', unit: 'trans/s', value: 1480.53 });
    expect(textAt(file, rate.place)).toBe('1480.53');
    expect(measureOf(sql, 'queries')).toMatchObject({ unit: 'req', value: 71168 });
    expect(measureOf(sql, 'queries performed: read').value).toBe(62272);
    expect(sql.measures.filter(({ value }) => value === 71168)).toHaveLength(1);
    const tps = measureOf(sql, 'tps');
    expect(samplesOf(tps)).toEqual([
      { value: 2035.79, line: 13, column: 21, outcome: 0, error: '' },
      { value: 1463.16, line: 14, column: 21, outcome: 0, error: '' },
    ]);
    expect([...tps.samples!.times!]).toEqual([1000, 2000]);
    const p95 = measureOf(sql, 'lat (ms,95%)');
    expect(p95).toMatchObject({ metric: 'p95-latency', unit: 's', direction: 'lower' });
    expect(p95.samples!.values[0]).toBeCloseTo(3.55e-3, 12);
  });

  it('keeps the statistics of latency under their names', () => {
    const file = readFixture('sysbench/sql-and-fatal.log', sysbench);
    const latency = measureOf(benchmarkOf(file.result.runs[0]!, 'sql'), 'Latency');
    expect(latency).toMatchObject({ metric: 'latency', unit: 's', kind: 'summary' });
    expect(latency.reported?.mean).toBeCloseTo(1.35e-3, 12);
    expect(latency.reported?.percentiles['95']).toBeCloseTo(4.82e-3, 12);
    expect(latency.reported?.statistics.sum).toBeCloseTo(5.99524, 9);
    expect(file.lines[(latency.reportedPlaces.p95?.line ?? 0) - 1]).toContain('95th percentile:');
  });

  it('fails a run that ended with an error', () => {
    const { result } = readFixture('sysbench/sql-and-fatal.log', sysbench);
    const fatal = measureOf(benchmarkOf(result.runs[1]!, 'test'), 'Latency');
    expect(fatal.outcome).toBe('failed');
    expect(fatal.error).toMatch(/^Connection to database failed/);
    expect(result.problems).toMatchObject([{ severity: 'warning', line: fatal.place.line }]);
  });

  it('reads CPU, memory, file and mutex tests', () => {
    const cpu = onlyRun(readFixture('sysbench/cpu.txt', sysbench).result);
    expect(cpu.parameters).toEqual({ threads: 1, cpu_max_prime: 10000 });
    expect(measureOf(benchmarkOf(cpu, 'cpu'), 'events per second')).toMatchObject({
      metric: 'event-throughput',
      value: 805.65,
      direction: 'higher',
    });
    const memory = onlyRun(readFixture('sysbench/memory.txt', sysbench).result);
    expect(memory.parameters).toMatchObject({ memory_block_size: '1KiB', memory_operation: 'write' });
    expect(measureOf(benchmarkOf(memory, 'memory'), 'transferred per second').value).toBeCloseTo(
      901.13 * 1024 ** 2,
      3,
    );
    const fileio = onlyRun(readFixture('sysbench/fileio.txt', sysbench).result);
    expect(fileio.parameters).toMatchObject({ file_test_mode: 'random r/w', file_block_size: '16KiB' });
    expect(measureOf(benchmarkOf(fileio, 'fileio'), 'written, MiB/s')).toMatchObject({
      metric: 'write-bandwidth',
    });
    expect(samplesOf(measureOf(benchmarkOf(fileio, 'fileio'), 'reads'))).toHaveLength(2);
    expect(measureOf(benchmarkOf(fileio, 'fileio'), 'Latency').reported?.percentiles).toHaveProperty('99');
    const mutex = onlyRun(readFixture('sysbench/mutex.txt', sysbench).result);
    expect(measureOf(benchmarkOf(mutex, 'test'), 'total time').value).toBeCloseTo(0.0108, 12);
  });
});
