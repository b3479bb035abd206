import { describe, expect, it } from 'vitest';
import { agentMetrics } from '../../../src/core/formats/agent-metrics.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string) => readFixture(`agent-metrics/${name}`, agentMetrics);

describe('agent-metrics: agents with single runs', () => {
  const file = read('runs.json');
  const run = onlyRun(file.result);

  it('is recognised, with model, environment and times', () => {
    expect(file.recognition).toEqual({
      score: 0.85,
      reason: 'a JSON with `aggregate_metrics` of `plain`, `tuned`',
    });
    expect(run.parameters).toEqual({ model: 'tiny-llm:1b', language: 'rust' });
    expect(run.environment).toEqual({ arch: 'x86_64', host: 'bench-box', os: 'linux', rust: '1.80.0' });
    expect(run.startedAt?.iso).toMatch(/^2025-03-04T10:00:10\.1234567/);
    expect(run.endedAt?.iso).toMatch(/^2025-03-04T10:00:21/);
    expect(file.result.role).toBe('samples');
  });

  it('puts runs and aggregate side by side in one measure', () => {
    const rate = measureOf(benchmarkOf(run, 'plain'), 'tokens_per_second');
    expect(rate).toMatchObject({ metric: 'throughput', unit: 'tok/s', notCountedBecause: null });
    expect([...rate.samples!.values]).toEqual([49, 51]);
    expect(rate.reported).toMatchObject({ n: 2, mean: 50, stddev: 1.4142135623730951 });
    expect(textAt(file, rate.place)).toBe('50.0');
    expect(samplesOf(rate).map((sample) => textAt(file, sample))).toEqual(['49.0', '51.0']);
    const ttft = measureOf(benchmarkOf(run, 'plain'), 'ttft_ms');
    expect([...ttft.samples!.values]).toEqual([0.5, 0.3]);
    expect(ttft.reported?.mean).toBeCloseTo(0.4, 12);
    expect(ttft.reported?.stddev).toBeCloseTo(0.1414213562373095, 12);
    expect(measureOf(benchmarkOf(run, 'plain'), 'tokens_generated').reported?.statistics).toEqual({
      sum: 250,
    });
    expect(measureOf(benchmarkOf(run, 'plain'), 'total_duration_ms').reported?.mean).toBe(2.5);
  });

  it('takes settings for parameters, 32-bit floats in their short form, and no spread of a single run', () => {
    const tuned = benchmarkOf(run, 'tuned');
    expect(tuned.parameters).toEqual({ agent_type: 'tuned_agent', num_ctx: 512, temperature: 0.3 });
    expect(benchmarkOf(run, 'plain').parameters).toEqual({});
    expect(measureOf(tuned, 'tokens_per_second').reported).toMatchObject({ n: 1, mean: 60, stddev: null });
  });

  it('warns of a mean that is not the mean of the runs', () => {
    expect(file.result.problems).toMatchObject([
      {
        pointer: '/tuned/aggregate_metrics/average_ttft_ms',
        message: 'The mean of ttft_ms is given as 350 ms, but the one run listed gives 250 ms.',
      },
    ]);
    expect(file.lines[file.result.problems[0]!.line! - 1]).toContain('350.0');
  });

  it('shows the differences without counting them', () => {
    const delta = benchmarkOf(run, 'plain vs tuned');
    expect(measureOf(delta, 'throughput_improvement_percent')).toMatchObject({
      kind: 'value',
      value: 20,
      unit: '%',
      direction: 'higher',
      notCountedBecause: 'It is computed from the agents of this file.',
    });
    expect(measureOf(delta, 'ttft_delta_absolute_ms')).toMatchObject({ value: 0.05, direction: 'none' });
    expect(delta.measures.every(({ notCountedBecause }) => notCountedBecause !== null)).toBe(true);
  });
});

describe('agent-metrics: what was not measured', () => {
  it('does not count zeros beside a real TTFT, and says so', () => {
    const file = read('zeros.json');
    const plain = benchmarkOf(onlyRun(file.result), 'plain');
    const because = 'It is 0 beside a time to first token of 4250.5 ms: it was not measured.';
    for (const label of ['tokens_per_second', 'eval_duration_ms', 'tokens_generated']) {
      expect(measureOf(plain, label)).toMatchObject({ notCountedBecause: because });
    }
    expect(measureOf(plain, 'tokens_per_second').reported?.mean).toBe(0);
    expect(measureOf(plain, 'ttft_ms')).toMatchObject({
      notCountedBecause: null,
      reported: { mean: 4.2505 },
    });
    expect(file.result.problems).toMatchObject([
      { pointer: '/plain/aggregate_metrics/average_tokens_per_second', severity: 'warning' },
    ]);
  });

  it('reads aggregates without runs, and a TTFT that is the whole duration', () => {
    const file = read('aggregate.json');
    const run = onlyRun(file.result);
    expect(file.result.role).toBe('summary');
    const plain = benchmarkOf(run, 'plain', { model: 'tiny-llm:1b' });
    expect(measureOf(plain, 'tokens_per_second')).toMatchObject({
      kind: 'summary',
      reported: { mean: 34.5 },
    });
    expect(measureOf(plain, 'total_duration_ms')).toMatchObject({ kind: 'value', value: 6 });
    expect(measureOf(plain, 'total_tokens_generated')).toMatchObject({
      kind: 'value',
      value: 207,
      unit: 'tok',
    });
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      'The TTFT equals the total duration (6000 ms), so it is not the time to the first token.',
    ]);
  });
});

describe('agent-metrics: lists and damage', () => {
  it('makes each experiment of a list a run', () => {
    const file = read('list.json');
    expect(file.recognition?.score).toBe(0.85);
    expect(file.result.runs.map(({ name }) => name)).toEqual(['run 1', 'run 2']);
    const [first] = file.result.runs;
    const plain = benchmarkOf(first!, 'plain');
    expect(measureOf(plain, 'ttft_ms').reported).toMatchObject({
      n: 2,
      mean: 0.20025,
      percentiles: { '95': 0.30075 },
    });
    expect(measureOf(plain, 'execution_time')).toMatchObject({ kind: 'value', value: 5.5, unit: 's' });
    expect(first?.startedAt).toMatchObject({ zone: 'unknown' });
    const single = benchmarkOf(first!, 'plain', {});
    expect(single.measures.map(({ label }) => label)).not.toContain('gpu_utilization');
    const throughput = first!.benchmarks
      .flatMap(({ measures }) => measures)
      .find(({ label }) => label === 'plain_throughput');
    expect(throughput).toMatchObject({
      value: 50.5,
      unit: 'tok/s',
      notCountedBecause: expect.any(String) as string,
    });
    expect(textAt(file, throughput!.place)).toBe('50.5');
  });

  it('reads the sound parts of a damaged file', () => {
    const run = onlyRun(read('damaged.json').result);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['plain', 'other']);
    expect(measureOf(benchmarkOf(run, 'plain'), 'ttft_ms').reported?.mean).toBe(0.0205);
    expect(measureOf(benchmarkOf(run, 'other'), 'tokens_per_second').reported?.mean).toBe(12.5);
  });
});
