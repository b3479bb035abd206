import { describe, expect, it } from 'vitest';
import { hey } from '../../../src/core/formats/hey.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('hey', () => {
  it('reads the summary', () => {
    const file = readFixture('hey/plain.txt', hey);
    expect(file.recognition?.score).toBe(0.95);
    const requests = benchmarkOf(onlyRun(file.result), 'requests');
    const rate = measureOf(requests, 'Requests/sec');
    expect(rate).toMatchObject({ metric: 'request-throughput', unit: 'req/s', value: 10054.3006 });
    expect(textAt(file, rate.place)).toBe('10054.3006');
    expect(measureOf(requests, 'response time')).toMatchObject({
      metric: 'latency',
      unit: 's',
      kind: 'summary',
      reported: { mean: 0.0004, max: 0.0066, min: 0, percentiles: { '95': 0.0021, '99': 0.0065 } },
    });
    expect(measureOf(requests, 'resp wait').reported).toMatchObject({ mean: 0.0003, max: 0.0066 });
    expect(measureOf(requests, '[200] responses')).toMatchObject({ value: 300, direction: 'none' });
    expect(file.result.problems).toEqual([]);
  });

  it('says that bad responses are part of rate and response time', () => {
    const file = readFixture('hey/failing.txt', hey);
    expect(measureOf(benchmarkOf(onlyRun(file.result), 'requests'), '[500] responses')).toMatchObject({
      value: 28,
      direction: 'lower',
    });
    expect(file.result.problems).toMatchObject([
      { line: 44, message: '28 of 100 requests failed; rate and response time include them.' },
    ]);
  });

  it('takes the rate of a run without any response for no measurement', () => {
    const file = readFixture('hey/refused.txt', hey);
    const requests = benchmarkOf(onlyRun(file.result), 'requests');
    for (const label of ['Requests/sec', 'response time']) {
      expect(measureOf(requests, label)).toMatchObject({ outcome: 'failed', value: null, reported: null });
      expect(measureOf(requests, label).error).toContain('connection refused');
    }
    expect(requests.measures.find(({ label }) => label.startsWith('Error: '))).toMatchObject({
      metric: 'failures',
      value: 20,
    });
  });

  it('reads each response of the CSV with its time and status', () => {
    const file = readFixture('hey/responses.csv', hey);
    expect(file.recognition?.score).toBe(0.95);
    const requests = benchmarkOf(onlyRun(file.result), 'requests');
    const latency = measureOf(requests, 'response-time');
    expect(samplesOf(latency)).toHaveLength(40);
    expect(samplesOf(latency)[0]).toEqual({
      value: 0.001,
      line: 2,
      column: 1,
      outcome: 2,
      error: 'HTTP status 500',
    });
    expect(latency.samples!.times![1]).toBeCloseTo(0.5, 9);
    expect(samplesOf(latency).filter(({ outcome }) => outcome === 2)).toHaveLength(7);
    expect(requests.measures.map(({ label }) => label)).not.toContain('offset');
  });
});
