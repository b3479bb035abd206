import { describe, expect, it } from 'vitest';
import { inferencePerf } from '../../../src/core/formats/inference-perf.ts';
import { llmperf } from '../../../src/core/formats/llmperf.ts';
import { mlperf } from '../../../src/core/formats/mlperf.ts';
import { optimumBenchmark } from '../../../src/core/formats/optimum-benchmark.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

/** A converted number differs from the decimal in the last bit. */
const exact = (value: number | null): number => Number((value ?? NaN).toPrecision(12));

describe('LLMPerf', () => {
  it('reads flat keys of a summary, texts that are numbers too', () => {
    const file = readFixture('llmperf/toy_summary.json', llmperf);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    const requests = benchmarkOf(run, 'requests');
    expect(requests.parameters).toEqual({
      concurrency: 4,
      mean_input_tokens: 64,
      stddev_input_tokens: 4,
      mean_output_tokens: 16,
      stddev_output_tokens: 2,
    });
    expect(run).toMatchObject({
      parameters: { model: 'example/toy-1b' },
      startedAt: { iso: '2026-02-03T10:00:00Z' },
    });
    const ttft = measureOf(requests, 'ttft_s');
    expect(ttft).toMatchObject({ metric: 'ttft', unit: 's', kind: 'summary' });
    expect(ttft.reported).toMatchObject({
      mean: 0.25,
      min: 0.15,
      max: 0.85,
      stddev: 0.125,
      percentiles: { 50: 0.2, 99: 0.75 },
    });
    expect(textAt(file, ttft.place)).toBe('0.25');
    expect(measureOf(requests, 'number_output_tokens').reported).toMatchObject({
      mean: 15.5,
      min: 12,
      max: 18,
    });
    expect(measureOf(requests, 'num_completed_requests_per_min')).toMatchObject({ value: 2, unit: 'req/s' });
    expect(measureOf(requests, 'mean_output_throughput_token_per_s')).toMatchObject({
      kind: 'value',
      value: 42.5,
    });
    expect(file.result.problems).toMatchObject([{ message: '2 requests failed (by error code: {503: 2}).' }]);
  });

  it('reads responses as samples with the load of the summary beside them', () => {
    const file = readFixture('llmperf/toy_individual_responses.json', llmperf);
    const requests = benchmarkOf(onlyRun(file.result), 'requests', { concurrency: 4 });
    expect(
      samplesOf(measureOf(requests, 'ttft_s')).map(({ value, outcome, error }) => [value, outcome, error]),
    ).toEqual([
      [0.2, 0, ''],
      [0.3, 0, ''],
      [0, 2, 'overloaded'],
      [0, 2, 'error code 429'],
    ]);
    expect(file.result.problems).toMatchObject([
      {
        pointer: '/1/request_output_throughput_token_per_s',
        message:
          'request_output_throughput_token_per_s is not number_output_tokens / end_to_end_latency_s in 1 of 4 responses: 0.5 is written here, 8 would be expected.',
      },
    ]);
  });

  it('reads the table by concurrency, a benchmark per column', () => {
    const file = readFixture('llmperf/sweep.csv', llmperf);
    const run = onlyRun(file.result);
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { concurrency: 1 },
      { concurrency: 8 },
      { concurrency: 32 },
    ]);
    const loaded = benchmarkOf(run, 'requests', { concurrency: 32 });
    const ttft = measureOf(loaded, 'first-time-to-token_mean_in_ms_(ttft)');
    expect([ttft.metric, exact(ttft.reported?.mean ?? null)]).toEqual(['ttft', 0.40075]);
    expect(ttft.place).toEqual({ line: 4, column: 50 });
    expect(measureOf(loaded, 'requests_per_minute_(qpm)')).toMatchObject({ value: 1.5, unit: 'req/s' });
    expect(measureOf(loaded, 'throughput_token_per_s_(token/sec)')).toMatchObject({
      value: 310.75,
      unit: 'tok/s',
    });
    expect(loaded.measures.map(({ label }) => label)).not.toContain('concurrency');
  });
});

describe('inference-perf', () => {
  it('reads a stage as the client saw it', () => {
    const file = readFixture('inference-perf/stage_1_lifecycle_metrics.json', inferencePerf);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    const requests = benchmarkOf(run, 'requests');
    expect([run.parameters, requests.parameters]).toEqual([{ stage: 1 }, { request_rate: 2 }]);
    const latency = measureOf(requests, 'request_latency');
    expect(latency.reported).toMatchObject({
      mean: 0.5,
      median: 0.4375,
      max: 1,
      percentiles: { '0.1': 0.25, 10: 0.375, 99: 0.75, '99.9': 0.875 },
    });
    expect(textAt(file, latency.place)).toBe('0.5');
    expect(
      requests.measures.filter(({ kind }) => kind === 'value').map(({ label, value }) => [label, value]),
    ).toEqual([
      ['load_summary.count', 6],
      ['send_duration', 3.5],
      ['achieved_rate', 1.75],
      ['successes.count', 5],
      ['output_tokens_per_sec', 62.5],
      ['requests_per_sec', 1.5],
      ['failures.count', 1],
    ]);
    expect(file.result.problems).toMatchObject([
      { message: 'One request failed; they are in no statistic.' },
    ]);
  });

  it('keeps what the server counted apart', () => {
    const server = benchmarkOf(
      onlyRun(readFixture('inference-perf/stage_1_prometheus_metrics.json', inferencePerf).result),
      'server',
    );
    expect(measureOf(server, 'successes.rate')).toMatchObject({ metric: 'request-throughput', value: 1.25 });
    expect(measureOf(server, 'output_len.rate')).toMatchObject({
      metric: 'throughput',
      value: 75.5,
      unit: 'tok/s',
    });
    expect(measureOf(server, 'prompt_len').reported?.mean).toBe(200);
    expect(measureOf(server, 'kv_cache_usage_percentage')).toMatchObject({ unit: '%', kind: 'summary' });
  });
});

describe('optimum-benchmark', () => {
  const file = readFixture('optimum-benchmark/benchmark_report.md', optimumBenchmark);
  const run = onlyRun(file.result);

  it('reads a benchmark per phase', () => {
    expect(file.recognition?.score).toBe(0.9);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['load_model', 'decode']);
    const load = benchmarkOf(run, 'load_model');
    expect(measureOf(load, 'max_ram')).toMatchObject({
      metric: 'memory-peak',
      unit: 'B',
      value: 1_000_500_000,
    });
    expect(measureOf(load, 'max_allocated')).toMatchObject({
      metric: 'gpu-memory-peak',
      place: { line: 8, column: 23 },
    });
    const latency = measureOf(load, 'latency');
    expect(latency.reported).toMatchObject({
      mean: 2.5,
      n: 2,
      stddev: 0.25,
      percentiles: { 50: 2.5, 99: 2.75 },
      statistics: { total: 5 },
    });
    expect(latency.place.line).toBe(15);
    expect(latency.reportedPlaces.p99?.line).toBe(17);
    expect(measureOf(load, 'latency stdev_')).toMatchObject({ unit: '%', reported: { stddev: 10 } });
  });

  it('reads rates and energy, and tells of cells without a number', () => {
    const decode = benchmarkOf(run, 'decode');
    expect(measureOf(decode, 'throughput')).toMatchObject({
      value: 32.5,
      unit: 'tok/s',
      metric: 'throughput',
    });
    expect(measureOf(decode, 'gpu')).toMatchObject({ value: 900_000, unit: 'J', metric: 'energy' });
    expect(file.result.problems).toMatchObject([
      { line: 24, message: 'A row of this table has no number and was not read.' },
    ]);
  });
});

describe('MLPerf', () => {
  it('reads the offline scenario with its checks', () => {
    const file = readFixture('mlperf/offline.txt', mlperf);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    const offline = benchmarkOf(run, 'Offline');
    expect(offline.parameters).toEqual({
      scenario: 'Offline',
      samples_per_query: 100,
      target_qps: 10,
      'target_latency (ns)': 0,
      'min_duration (ms)': 600_000,
    });
    expect(run.parameters).toEqual({ sut: 'ToySUT', mode: 'PerformanceOnly' });
    expect(measureOf(offline, 'Samples per second')).toMatchObject({
      value: 12.5,
      unit: 'item/s',
      place: { line: 7 },
    });
    expect(measureOf(offline, 'Tokens per second')).toMatchObject({ value: 250.25, metric: 'throughput' });
    const latency = measureOf(offline, 'latency (ns)');
    expect(latency.reported).toMatchObject({ mean: 2.5, min: 1, max: 4, percentiles: { 50: 2, '99.9': 4 } });
    expect(run.checks).toEqual([
      { name: 'Result is VALID', passed: true, line: 9 },
      { name: 'Min duration satisfied', passed: true, line: 10 },
      { name: 'Min queries satisfied', passed: true, line: 11 },
      { name: 'Early stopping satisfied', passed: true, line: 12 },
    ]);
    expect(file.result.problems).toEqual([]);
  });

  it('says that a result is invalid, and why', () => {
    const file = readFixture('mlperf/server.txt', mlperf);
    const run = onlyRun(file.result);
    const server = benchmarkOf(run, 'Server', { request_rate: 10.25 });
    expect(run.checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      'Result is VALID',
      'Performance constraints satisfied',
    ]);
    const ttft = measureOf(server, 'first token latency (ns)').reported;
    expect([exact(ttft?.mean ?? null), exact(ttft?.percentiles['99'] ?? null)]).toEqual([0.04, 0.09]);
    expect(measureOf(server, 'time to output token (ns)').metric).toBe('tpot');
    expect(measureOf(server, 'Scheduled samples per second').direction).toBe('none');
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      'LoadGen: Reduce target QPS to improve latency.',
      'LoadGen: 1 warning encountered. See detailed log.',
      'LoadGen calls this result INVALID.',
    ]);
  });
});

const FORMATS = [inferencePerf, llmperf, mlperf, optimumBenchmark];

it.each([
  ['a.json', '{"results_count": 3}'],
  ['b.json', '[{"ttft_s": 1, "tokens_s": 3}]'],
  ['c.csv', ',1,2\nspeed,3,4\n'],
  ['d.md', '# notes:\n\n| metric | value | unit |\n| --- | --- | --- |\n| a | 1 | s |\n'],
  ['e.txt', 'About MLPerf Results Summary files\nScenario : x\n'],
])('leaves %s alone', (path, text) => {
  for (const format of FORMATS)
    expect(readBytes(path, new TextEncoder().encode(text), format).recognition).toBeNull();
});
