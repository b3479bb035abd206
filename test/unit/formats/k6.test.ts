import { describe, expect, it } from 'vitest';
import { k6 } from '../../../src/core/formats/k6.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('k6', () => {
  it('reads trends with the statistics of k6, each at its line', () => {
    const file = readFixture('k6/nested.json', k6);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'k6', parameters: { vus_max: 8 } });
    const test = run.benchmarks[0]!;
    const duration = measureOf(test, 'http_req_duration');
    expect(duration).toMatchObject({
      metric: 'latency',
      unit: 's',
      unitInFile: 'ms',
      kind: 'summary',
      reported: { n: 480, mean: 0.0245, median: 0.01175, max: 0.9125 },
    });
    expect(duration.reported?.percentiles).toMatchObject({ '95': 0.022125, '99.9': 0.64025 });
    expect(textAt(file, duration.place)).toBe('24.5');
    expect(file.lines[(duration.reportedPlaces.p95?.line ?? 0) - 1]).toContain('"p(95)": 22.125');
  });

  it('reads counts with their rates, and bytes where the file says data', () => {
    const test = onlyRun(readFixture('k6/nested.json', k6).result).benchmarks[0]!;
    expect(measureOf(test, 'http_reqs.count')).toMatchObject({ metric: 'requests', unit: 'req', value: 480 });
    expect(measureOf(test, 'http_reqs.rate')).toMatchObject({
      metric: 'request-throughput',
      unit: 'req/s',
      value: 39.886,
    });
    expect(measureOf(test, 'data_received.rate')).toMatchObject({ unit: 'B/s', direction: 'none' });
    expect(measureOf(test, 'bytes_saved.count')).toMatchObject({ unit: 'B', value: 4096 });
  });

  it('knows that failed requests are passes of http_req_failed', () => {
    const file = readFixture('k6/nested.json', k6);
    const test = onlyRun(file.result).benchmarks[0]!;
    expect(measureOf(test, 'http_req_failed.passes')).toMatchObject({ metric: 'failures', value: 12 });
    expect(measureOf(test, 'http_req_failed.fails')).toMatchObject({
      metric: 'successful-requests',
      value: 468,
    });
    expect(measureOf(test, 'http_req_failed.rate')).toMatchObject({
      metric: 'error-rate',
      direction: 'lower',
      value: 0.025,
    });
    expect(measureOf(test, 'checks.fails')).toMatchObject({ metric: 'failures', value: 2 });
    expect(measureOf(test, 'cache_hits.rate')).toMatchObject({
      metric: 'cache-hits',
      unit: '1',
      value: 0.75,
    });
    expect(file.result.problems).toMatchObject([
      {
        severity: 'warning',
        line: 53,
        message: '2.5 % of the requests failed; http_req_duration and http_reqs include them.',
      },
    ]);
  });

  it('turns tags into parameters and does not count settings', () => {
    const run = onlyRun(readFixture('k6/nested.json', k6).result);
    const tagged = benchmarkOf(run, 'test', { status: '200', method: 'GET' });
    expect(measureOf(tagged, 'http_req_duration').reported?.mean).toBe(0.01225);
    expect(measureOf(run.benchmarks[0]!, 'vus').notCountedBecause).toContain('a setting of the test');
    expect(measureOf(run.benchmarks[0]!, 'queue_depth')).toMatchObject({ unit: null, direction: 'none' });
    expect(JSON.stringify(run)).not.toContain('not-a-real-token');
  });

  it('turns thresholds into checks, with their lines', () => {
    expect(onlyRun(readFixture('k6/nested.json', k6).result).checks).toEqual([
      { name: 'http_req_duration: p(95)<25', passed: true, line: 41 },
      { name: 'http_req_duration: avg<20', passed: false, line: 42 },
    ]);
  });

  it('knows that a flag of the flat export is true when the threshold was crossed', () => {
    const file = readFixture('k6/flat.json', k6);
    const run = onlyRun(file.result);
    expect(run.checks).toEqual([
      { name: 'http_req_duration: p(95)<20', passed: true, line: 15 },
      { name: 'http_req_duration: max<50', passed: false, line: 16 },
    ]);
    const test = benchmarkOf(run, 'test');
    expect(measureOf(test, 'http_req_failed.value')).toMatchObject({ metric: 'error-rate', value: 0 });
    expect(measureOf(test, 'order_time').unit).toBeNull();
    expect(file.result.problems).toEqual([]);
  });

  it('reads checks of groups from lists and maps', () => {
    const nested = onlyRun(readFixture('k6/nested.json', k6).result);
    expect(measureOf(benchmarkOf(nested, 'check login::token is set'), 'fails').value).toBe(2);
    expect(measureOf(benchmarkOf(nested, 'check status is 200'), 'passes').value).toBe(480);
    const flat = onlyRun(readFixture('k6/flat.json', k6).result);
    expect(measureOf(benchmarkOf(flat, 'check cart::has items'), 'passes').value).toBe(599);
  });

  it('reads what is whole of a damaged file', () => {
    const file = readFixture('k6/damaged.json', k6);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run.checks).toEqual([]);
    const labels = benchmarkOf(run, 'test').measures.map(({ label, value }) => [label, value]);
    expect(labels.slice(0, 3)).toEqual([
      ['http_reqs.rate', 10.5],
      ['iterations.count', 5],
      ['iterations.rate', 0.5],
    ]);
    expect(file.result.problems[0]?.message).toBe('Metric http_req_duration is no object.');
  });
});
