import { describe, expect, it } from 'vitest';
import { redisBenchmark } from '../../../src/core/formats/redis-benchmark.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  textAt,
} from '../../support/read-fixture.ts';

describe('redis-benchmark', () => {
  it('reads rate and latency of redis 7', () => {
    const file = readFixture('redis-benchmark/redis7.csv', redisBenchmark);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run.tool).toBe('redis-benchmark');
    const set = benchmarkOf(run, 'SET');
    const rps = measureOf(set, 'rps');
    expect(rps).toMatchObject({
      metric: 'request-throughput',
      unit: 'req/s',
      value: 32967.04,
      direction: 'higher',
    });
    expect(file.lines[rps.place.line - 1]?.slice(rps.place.column - 1)).toMatch(/^32967\.04"/);
    const latency = measureOf(set, 'latency_ms');
    expect(latency).toMatchObject({ metric: 'latency', unit: 's', kind: 'summary' });
    expect(latency.reported?.mean).toBeCloseTo(0.099e-3, 12);
    expect(latency.reported?.percentiles['99']).toBeCloseTo(1.399e-3, 12);
    expect(latency.reported?.median).toBeNull();
    expect(run.benchmarks.map(({ name }) => name)).toContain('LRANGE_100 (first 100 elements)');
    expect(file.result.problems).toEqual([]);
  });

  it('reads the older form without a header', () => {
    const file = readFixture('redis-benchmark/old.csv', redisBenchmark);
    expect(file.recognition?.score).toBe(0.9);
    const run = onlyRun(file.result);
    const first = measureOf(benchmarkOf(run, 'PING_INLINE'), 'rps');
    expect(first).toMatchObject({ value: 151515.16, place: { line: 1, column: 16 } });
    expect(measureOf(benchmarkOf(run, 'GET', { occurrence: 2 }), 'rps').value).toBe(150000);
    expect(measureOf(benchmarkOf(run, 'MSET (10 keys)'), 'rps')).toMatchObject({
      outcome: 'failed',
      error: 'the rate is “oops”',
    });
    expect(textAt(file, first.place)).toBe('151515.16');
  });

  it('leaves other pairs of quoted cells alone', () => {
    const bytes = new TextEncoder().encode('"Oslo","712000.00"\n"Bergen","291000.00"\n"SET","1.00"\n');
    expect(readBytes('cities.csv', bytes, redisBenchmark).recognition).toBeNull();
  });
});
