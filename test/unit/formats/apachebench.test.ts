import { describe, expect, it } from 'vitest';
import { apacheBench } from '../../../src/core/formats/apachebench.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('apachebench', () => {
  it('reads rate, times and counts', () => {
    const file = readFixture('apachebench/timed.txt', apacheBench);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'ApacheBench',
      toolVersion: '2.3',
      parameters: { host: '127.0.0.1', path: '/slow', concurrency: 2 },
    });
    const slow = benchmarkOf(run, '/slow');
    const rate = measureOf(slow, 'Requests per second');
    expect(rate).toMatchObject({
      metric: 'request-throughput',
      unit: 'req/s',
      value: 53.1,
      direction: 'higher',
    });
    expect(textAt(file, rate.place)).toBe('53.10');
    expect(measureOf(slow, 'Time per request').reported?.mean).toBeCloseTo(37.662e-3, 12);
    expect(measureOf(slow, 'Time per request (across all concurrent requests)').notCountedBecause).toBe(
      'one over Requests per second',
    );
    expect(measureOf(slow, 'Transfer rate').value).toBeCloseTo(4.1 * 1024, 9);
    const total = measureOf(slow, 'Total');
    expect(total.reported?.mean).toBeCloseTo(0.036, 12);
    expect(total.reported?.stddev).toBeCloseTo(8.6e-3, 12);
    expect(total.reported?.median).toBeCloseTo(0.039, 12);
    expect(total.reported?.percentiles['95']).toBeCloseTo(0.048, 12);
    expect(file.lines[(total.reportedPlaces.p95?.line ?? 0) - 1]).toBe('  95%     48');
    expect(total.reported?.percentiles).not.toHaveProperty('100');
    expect(measureOf(slow, 'Processing')).toMatchObject({ metric: 'processing-time' });
    expect(file.result.problems).toEqual([]);
  });

  it('says that failed requests are part of rate and times', () => {
    const file = readFixture('apachebench/failed.txt', apacheBench);
    expect(measureOf(benchmarkOf(onlyRun(file.result), '/fail'), 'Failed requests')).toMatchObject({
      metric: 'failures',
      value: 107,
    });
    expect(file.result.problems).toMatchObject([
      { line: 22, message: '107 of 300 requests failed; rate and times include them.' },
    ]);
  });

  it('fails a run without a rate, with the reason of ab', () => {
    const { result } = readFixture('apachebench/two-runs.txt', apacheBench);
    expect(result.runs.map(({ name }) => name)).toEqual(['1', '2']);
    const refused = measureOf(result.runs[1]!.benchmarks[0]!, 'Requests per second');
    expect(refused).toMatchObject({
      outcome: 'failed',
      error: 'apr_socket_recv: Connection refused (111)',
      value: null,
    });
  });
});
