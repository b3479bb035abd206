import { describe, expect, it } from 'vitest';
import { aiperf } from '../../../src/core/formats/aiperf.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string): ReturnType<typeof readFixture> => readFixture(`aiperf/${name}`, aiperf);
const LOAD = {
  concurrency: 8,
  request_count: 4,
  input_len: 128,
  output_len: 32,
  request_cancellation_rate: 5,
};

/** Milliseconds times 1e-3 differ from the decimal in the last bit. */
const exact = (value: number): number => Number(value.toPrecision(12));

describe('AIPerf JSON', () => {
  it('reads the early layout under `records`', () => {
    const file = read('early.json');
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    const profile = benchmarkOf(run, 'profile');
    expect(profile.parameters).toEqual(LOAD);
    expect(run).toMatchObject({
      startedAt: { iso: '2026-02-03T10:00:00.25' },
      endedAt: { iso: '2026-02-03T10:00:10.5' },
      parameters: { model: 'example/toy-1b', endpoint_type: 'chat', streaming: true },
    });
    const ttft = measureOf(profile, 'Time to First Token');
    expect(ttft).toMatchObject({ metric: 'ttft', unit: 's', kind: 'summary' });
    expect(ttft.reported).toMatchObject({ mean: 0.0605, n: 3, stddev: 0.0025 });
    expect(Object.entries(ttft.reported?.percentiles ?? {}).map(([p, value]) => [p, exact(value)])).toEqual([
      ['1', 0.0515],
      ['50', 0.0595],
      ['99', 0.0695],
    ]);
    expect(textAt(file, ttft.place)).toBe('60.5');
    expect(textAt(file, ttft.reportedPlaces.p99!)).toBe('69.5');
    expect(measureOf(profile, 'Request Throughput')).toMatchObject({
      kind: 'value',
      value: 9.5,
      unit: 'req/s',
    });
    expect(measureOf(profile, 'Minimum Request Timestamp').notCountedBecause).toBe('a time stamp');
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      'The benchmark was stopped before its end.',
      'One request failed: RequestCancellationError: cancelled after 0.1 s',
    ]);
  });

  it('reads the present layout with metrics at the top and GPU telemetry', () => {
    const file = read('run/profile_export_aiperf.json');
    const profile = benchmarkOf(onlyRun(file.result), 'profile', LOAD);
    expect(profile.measures.map(({ label, metric, kind }) => [label, metric, kind])).toEqual([
      ['request_throughput', 'request-throughput', 'value'],
      ['request_latency', 'latency', 'summary'],
      ['time_to_first_token', 'ttft', 'summary'],
      ['output_token_throughput', 'throughput', 'value'],
      ['benchmark_duration', 'total-time', 'value'],
      ['gpu_0 gpu_power_usage', 'power', 'summary'],
      ['gpu_0 gpu_utilization', 'gpu-utilization', 'summary'],
    ]);
    expect(measureOf(profile, 'gpu_0 gpu_power_usage').reported).toMatchObject({ mean: 120.5, max: 200 });
    expect(file.result.problems).toEqual([]);
  });

  it('reads GenAI-Perf', () => {
    const run = onlyRun(read('genai-perf.json').result);
    expect(run.parameters).toEqual({ model: 'example/toy-1b', endpoint_type: 'chat', streaming: true });
    expect(benchmarkOf(run, 'profile').parameters).toEqual({ concurrency: 4 });
  });
});

describe('AIPerf CSV', () => {
  const file = read('run/profile_export_aiperf.csv');
  const profile = benchmarkOf(onlyRun(file.result), 'profile');

  it('takes its load from the JSON beside it', () => {
    expect(file.recognition?.score).toBe(0.85);
    expect(profile.parameters).toEqual(LOAD);
  });

  it('reads both blocks, statistics as reported and single values as values', () => {
    const ttft = measureOf(profile, 'Time to First Token');
    expect(ttft.reported).toMatchObject({ mean: 0.0605, stddev: 0.0025 });
    expect(measureOf(profile, 'Output Token Throughput Per User')).toMatchObject({
      metric: 'throughput-per-user',
      unit: 'tok/s/user',
    });
    const duration = measureOf(profile, 'Benchmark Duration');
    expect(duration).toMatchObject({ kind: 'value', value: 10.25, unit: 's', place: { line: 6 } });
    expect(measureOf(profile, 'Request Count')).toMatchObject({ unit: 'req', value: 3, metric: 'requests' });
    expect(measureOf(profile, 'Maximum Response Timestamp').notCountedBecause).toBe('a time stamp');
  });
});

describe('AIPerf JSON Lines', () => {
  const file = read('run/profile_export.jsonl');
  const run = onlyRun(file.result);

  it('reads a request per line; warm-up is apart, failures count nowhere', () => {
    expect(file.recognition?.score).toBe(0.95);
    const profile = run.benchmarks.find(({ parameters }) => parameters.phase === undefined)!;
    expect(profile.parameters).toEqual(LOAD);
    const ttft = measureOf(profile, 'time_to_first_token');
    expect(
      samplesOf(ttft).map(({ value, line, outcome, error }) => [exact(value), line, outcome, error]),
    ).toEqual([
      [0.0505, 2, 0, ''],
      [NaN, 3, 2, 'RequestCancellationError: cancelled after 0.1 s'],
      [0.0705, 4, 0, ''],
    ]);
    expect(profile.measures.map(({ label }) => label)).toEqual([
      'time_to_first_token',
      'request_latency',
      'inter_chunk_latency',
      'output_sequence_length',
    ]);
    expect(ttft.samples?.times?.[0]).toBeCloseTo(1_770_112_800_001, 3);
    const warm = benchmarkOf(run, 'profile', { phase: 'warmup' });
    expect(measureOf(warm, 'request_latency').notCountedBecause).toBe('warm-up');
    expect(file.result.problems).toMatchObject([
      { line: 5, message: 'This line is no record of a request.' },
    ]);
  });

  it('reads lists and points at each of their values', () => {
    const profile = run.benchmarks.find(({ parameters }) => parameters.phase === undefined)!;
    const chunks = samplesOf(measureOf(profile, 'inter_chunk_latency'));
    expect(chunks.map(({ value }) => exact(value))).toEqual([0.0105, 0.0115, NaN, 0.0125]);
    expect(textAt(file, chunks[1]!)).toBe('11.5');
  });
});

it.each([
  ['a.csv', 'Metric,Value\nx,1\n'],
  ['b.csv', 'Metric,avg,min,max,p50,p99\nspeed,1,2,3,4,5\n'],
  ['c.json', '{"size": {"unit": "MB", "avg": 3}}'],
  ['d.jsonl', '{"metadata": {"id": 1}, "metrics": {}}\n{"metadata": {"id": 2}, "metrics": {}}\n'],
])('leaves %s alone', (path, text) => {
  expect(readBytes(path, new TextEncoder().encode(text), aiperf).recognition).toBeNull();
});
