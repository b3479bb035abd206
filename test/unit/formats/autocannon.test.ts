import { describe, expect, it } from 'vitest';
import { autocannon } from '../../../src/core/formats/autocannon.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('autocannon', () => {
  it('reads rate, latency and throughput with percentiles', () => {
    const file = readFixture('autocannon/plain.json', autocannon);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'autocannon',
      startedAt: { iso: '2026-11-23T01:29:54.258Z' },
      endedAt: { iso: '2026-11-23T01:29:56.269Z' },
    });
    const benchmark = benchmarkOf(run, 'http://127.0.0.1:8123/');
    expect(benchmark.parameters).toEqual({ connections: 4, pipelining: 1, workers: 0, sampleInt: 1000 });
    const requests = measureOf(benchmark, 'requests');
    expect(requests).toMatchObject({
      metric: 'request-throughput',
      unit: 'req/s',
      kind: 'summary',
      reported: { mean: 32084, stddev: 7548, min: 24539, max: 39621, n: null },
    });
    expect(textAt(file, requests.place)).toBe('32084');
    const latency = measureOf(benchmark, 'latency');
    expect(latency.reported).toMatchObject({ n: 64160, mean: 0.03e-3 });
    expect(latency.reported?.percentiles).toMatchObject({ '97.5': 0, '99.99': 0.05 });
    expect(measureOf(benchmark, 'throughput')).toMatchObject({ unit: 'B/s', reported: { mean: 5517312 } });
    expect(measureOf(benchmark, 'throughput.total')).toMatchObject({
      metric: 'transferred',
      value: 11035520,
    });
    expect(measureOf(benchmark, 'requests.total')).toMatchObject({ metric: 'requests', value: 64160 });
    expect(file.result.problems).toEqual([]);
  });

  it('says that bad responses are part of rate and latency', () => {
    const file = readFixture('autocannon/failing.json', autocannon);
    const benchmark = benchmarkOf(onlyRun(file.result), 'failing route', { pipelining: 2 });
    expect(benchmark.parameters).toHaveProperty('url', 'http://127.0.0.1:8123/fail');
    expect(measureOf(benchmark, 'non2xx')).toMatchObject({ direction: 'lower', value: 19216 });
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      '19216 of 64642 responses were not 2xx; request rate and latency include them.',
    ]);
  });

  it('takes the zeros of a run without any answer for no measurement', () => {
    const benchmark = onlyRun(readFixture('autocannon/refused.json', autocannon).result).benchmarks[0]!;
    for (const label of ['requests', 'latency', 'throughput']) {
      expect(measureOf(benchmark, label)).toMatchObject({
        outcome: 'failed',
        error: 'none of the requests was answered (8190 errors)',
        reported: null,
      });
    }
    expect(measureOf(benchmark, 'errors')).toMatchObject({ metric: 'failures', value: 8190 });
  });

  it('reads a list with a byte order mark and says what is no result', () => {
    const file = readFixture('autocannon/list.json', autocannon);
    expect(file.recognition?.score).toBe(0.95);
    expect(file.result.runs.map(({ name }) => name)).toEqual(['1', '2']);
    const latency = measureOf(file.result.runs[1]!.benchmarks[0]!, 'latency');
    expect(file.lines[latency.place.line - 1]).toContain('"average": 0.04');
    expect(file.result.problems.at(-1)).toMatchObject({
      severity: 'warning',
      message: 'This entry is no result of autocannon and was not read.',
    });
  });

  it('reads lists of averages with numbers as texts; N/A is a failure', () => {
    const file = readFixture('autocannon/averages.json', autocannon);
    expect(file.recognition?.score).toBe(0.85);
    const run = onlyRun(file.result);
    const alpha = benchmarkOf(run, 'alpha', { version: '1.2.0', hasRouter: true });
    expect(measureOf(alpha, 'requests')).toMatchObject({ unit: 'req/s', reported: { mean: 41200.5 } });
    expect(measureOf(alpha, 'latency').reported?.mean).toBeCloseTo(0.02405, 12);
    expect(measureOf(alpha, 'throughput').reported?.mean).toBe(7.25 * 1024 * 1024);
    expect(textAt(file, measureOf(alpha, 'requests').place)).toBe('"41200.5"');
    expect(measureOf(benchmarkOf(run, 'gamma'), 'latency')).toMatchObject({
      outcome: 'failed',
      error: 'latency is “N/A”',
    });
  });

  it('reads what is whole of a cut file', () => {
    const file = readFixture('autocannon/cut.json', autocannon);
    expect(file.recognition?.score).toBe(0.95);
    expect(measureOf(onlyRun(file.result).benchmarks[0]!, 'requests').reported?.mean).toBe(32084);
  });
});
