import { describe, expect, it } from 'vitest';
import { h2load } from '../../../src/core/formats/h2load.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('h2load', () => {
  it('reads rates, times and counts with their places', () => {
    const file = readFixture('h2load/requests.txt', h2load);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'h2load',
      parameters: { clients: 4, threads: 2, protocol: 'http/1.1' },
    });
    const requests = benchmarkOf(run, 'requests');
    const rate = measureOf(requests, 'req/s');
    expect(rate).toMatchObject({ metric: 'request-throughput', unit: 'req/s', value: 172.03 });
    expect(textAt(file, rate.place)).toBe('172.03');
    expect(measureOf(requests, 'bytes per second').value).toBeCloseTo(37.63 * 1024, 6);
    expect(measureOf(requests, 'traffic')).toMatchObject({ metric: 'transferred', value: 112_000 });
    const time = measureOf(requests, 'time for request');
    expect(time).toMatchObject({ metric: 'latency', unit: 's', kind: 'summary' });
    expect(time.reported).toMatchObject({ mean: 0.02319, min: 0.01975, max: 0.04935, stddev: 0.00332 });
    expect(measureOf(requests, 'time for connect').reported?.mean).toBe(105e-6);
    expect(file.result.problems).toEqual([]);
  });

  it('says that failed requests are part of the rate', () => {
    const { result } = readFixture('h2load/duration-failures.txt', h2load);
    expect(measureOf(benchmarkOf(onlyRun(result), 'requests'), 'requests failed').value).toBe(1272);
    expect(result.problems).toMatchObject([
      { line: 13, message: '1272 of 6364 requests failed; rate and times include them.' },
    ]);
  });

  it('gives no zeros for a run without an answer', () => {
    const { result } = readFixture('h2load/refused.txt', h2load);
    const requests = benchmarkOf(onlyRun(result), 'requests');
    expect(measureOf(requests, 'req/s')).toMatchObject({
      outcome: 'failed',
      error: 'no request was answered',
      value: null,
    });
    expect(requests.measures.map(({ label }) => label)).not.toContain('time for request');
  });

  it('tells the runs of one text apart, and reads one that is cut', () => {
    const { result } = readFixture('h2load/two-runs.txt', h2load);
    expect(result.runs.map(({ name, parameters }) => [name, parameters.clients])).toEqual([
      ['1', 4],
      ['2', 2],
    ]);
    const cut = benchmarkOf(onlyRun(readFixture('h2load/cut.txt', h2load).result), 'requests');
    expect(measureOf(cut, 'req/s').value).toBe(172.03);
  });
});
