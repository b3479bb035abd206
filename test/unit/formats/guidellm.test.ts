import { describe, expect, it } from 'vitest';
import { guidellm } from '../../../src/core/formats/guidellm.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const file = readFixture('guidellm/benchmarks.json', guidellm);
const run = onlyRun(file.result);

describe('GuideLLM', () => {
  it('is recognised by its own marker, and nothing else is', () => {
    expect(file.recognition?.score).toBe(0.95);
    const bytes = new TextEncoder().encode('{"benchmarks": [{"name": "a", "metrics": {"x": 1}}]}');
    expect(readBytes('a.json', bytes, guidellm).recognition).toBeNull();
  });

  it('has a benchmark per load', () => {
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['concurrent', { concurrency: 4, max_concurrency: 4 }],
      ['concurrent', { concurrency: 4, max_concurrency: 4, phase: 'warmup' }],
      ['constant', { request_rate: 2.5 }],
      ['throughput', { max_concurrency: 512, request_rate: 'inf' }],
      ['throughput', { max_concurrency: 512, request_rate: 'inf', repetition: 2 }],
    ]);
    expect(run).toMatchObject({
      toolVersion: '0.5.0',
      startedAt: { iso: '2026-02-03T10:00:00Z' },
      environment: { python: '3.12.3', os: 'Linux-example' },
      parameters: { model: 'example/toy-1b', dataset: 'toy.jsonl', profile: 'sweep', max_requests: 5 },
    });
  });

  it('reports the statistics of successful requests, each at its place', () => {
    const ttft = measureOf(benchmarkOf(run, 'constant'), 'time_to_first_token_ms');
    expect(ttft).toMatchObject({ metric: 'ttft', unit: 's', kind: 'summary' });
    expect(ttft.reported).toMatchObject({ mean: 0.06, n: 2, max: 0.061 });
    expect(ttft.reported?.median).toBeCloseTo(0.0595, 12);
    expect(Object.keys(ttft.reported?.percentiles ?? {}).sort()).toEqual(['0.1', '5', '50', '99', '99.9']);
    expect(textAt(file, ttft.reportedPlaces.p99!)).toBe('60.75');
    expect(textAt(file, ttft.place)).toBe('60.0');
    const labels = benchmarkOf(run, 'constant').measures.map(({ label }) => label);
    expect(labels).toEqual([
      'requests_per_second',
      'request_latency',
      'time_to_first_token_ms',
      'inter_token_latency_ms',
      'output_tokens_per_second',
      'request_totals.successful',
      'request_totals.errored',
      'request_totals.incomplete',
      'duration',
    ]);
  });

  it('takes the count of a rate for no n: a distribution over time has no interval of its mean', () => {
    const rate = measureOf(benchmarkOf(run, 'constant'), 'output_tokens_per_second');
    expect(rate.reported).toMatchObject({ n: null, stddev: null });
    expect(rate.reported?.mean).toBeGreaterThan(0);
    expect(Object.keys(rate.reported?.statistics ?? {})).toEqual(
      expect.arrayContaining(['count', 'std_dev']),
    );
  });

  it('takes requests as samples; failed, incomplete and warm-up requests do not count', () => {
    const counted = run.benchmarks[0]!;
    const latency = measureOf(counted, 'request_latency');
    expect(samplesOf(latency).map(({ value, outcome, error }) => [value, outcome, error])).toEqual([
      [1.5, 0, ''],
      [2.5, 0, ''],
      [NaN, 2, 'HTTP 500: busy'],
      [1, 1, 'incomplete'],
    ]);
    expect(latency.reported?.mean).toBe(2);
    expect(latency.samples?.times?.[0]).toBe(1_770_112_803_000);
    const warm = measureOf(run.benchmarks[1]!, 'time_to_first_token_ms');
    expect(warm.notCountedBecause).toBe('warm-up');
    expect(samplesOf(warm).map(({ value }) => value)).toEqual([0.09]);
  });

  it('says that a window is too long', () => {
    expect(file.result.problems).toMatchObject([
      {
        pointer: '/benchmarks/0/cooldown_duration',
        message:
          'The measured window of 16 s ends 1.5 s after the last request (cooldown_duration is negative), so requests per second are too low.',
      },
    ]);
  });
});
