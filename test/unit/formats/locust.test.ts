import { describe, expect, it } from 'vitest';
import { locust } from '../../../src/core/formats/locust.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('locust', () => {
  it('reads the statistics per request name; the row that sums them up does not count', () => {
    const file = readFixture('locust/run_stats.csv', locust);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    const root = benchmarkOf(run, '/', { method: 'GET' });
    const time = measureOf(root, 'Response Time');
    expect(time).toMatchObject({ metric: 'latency', unit: 's', kind: 'summary' });
    expect(time.reported?.mean).toBeCloseTo(11.689253080685228e-3, 12);
    expect(time.reported?.median).toBeCloseTo(8e-3, 12);
    expect(time.reported?.percentiles['99.9']).toBeCloseTo(96e-3, 12);
    expect(time.reported?.percentiles).not.toHaveProperty('100');
    const rate = measureOf(root, 'Requests/s');
    expect(rate).toMatchObject({
      metric: 'request-throughput',
      value: 82.37123316504649,
      notCountedBecause: null,
    });
    expect(textAt(file, rate.place)).toBe('82.37123316504649');
    expect(measureOf(benchmarkOf(run, '/fail'), 'Failure Count')).toMatchObject({
      metric: 'failures',
      value: 17,
    });
    expect(measureOf(benchmarkOf(run, 'Aggregated'), 'Requests/s').notCountedBecause).toBe(
      'it sums up the rows of this table',
    );
    expect(file.result.problems).toMatchObject([
      { line: 4, message: '17 of 318 requests failed; rates and response times include them.' },
    ]);
  });

  it('reads the history as samples with times', () => {
    const file = readFixture('locust/run_stats_history.csv', locust);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run.startedAt?.iso).toBe('2026-11-23T01:34:07Z');
    const p95 = measureOf(benchmarkOf(run, '/', { method: 'GET' }), '95%');
    expect(p95).toMatchObject({ metric: 'p95-latency', unit: 's', direction: 'lower' });
    expect(samplesOf(p95)).toHaveLength(10);
    expect(p95.samples!.times![0]).toBe(1795397648000);
    expect(p95.samples!.labels[0]).toMatchObject({ name: 'users', dictionary: ['', '1', '2', '3'] });
    expect(measureOf(benchmarkOf(run, 'Aggregated'), '50%').samples!.values).toHaveLength(10);
  });
});
