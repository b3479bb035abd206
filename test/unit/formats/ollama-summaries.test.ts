import { describe, expect, it } from 'vitest';
import { ollamaSweepSummary } from '../../../src/core/formats/ollama-sweep-summary.ts';
import { promptSuiteSummary } from '../../../src/core/formats/prompt-suite-summary.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  textAt,
} from '../../support/read-fixture.ts';

describe('ollama-sweep-summary', () => {
  const file = readFixture('ollama-sweep-summary/sweep_summary.csv', ollamaSweepSummary);
  const run = onlyRun(file.result);

  it('holds means, not samples', () => {
    expect(file.recognition?.score).toBeGreaterThanOrEqual(0.8);
    expect(file.result.role).toBe('summary');
    const rate = measureOf(benchmarkOf(run, 'generate', { num_ctx: 2048 }), 'tokens_s');
    expect(rate).toMatchObject({
      kind: 'summary',
      samples: null,
      metric: 'throughput',
      column: 'mean_tokens_s',
    });
    expect(rate.reported?.mean).toBe(59);
    expect(rate.place.line).toBe(3);
    expect(textAt(file, rate.place)).toBe('59.0');
  });

  it('claims no summary of another server, which has several statistics of one quantity', () => {
    const claim = (header: string): unknown =>
      readBytes('s.csv', new TextEncoder().encode(`${header}\n1,2,3\n`), ollamaSweepSummary).recognition;
    expect(claim('mean_ttft_ms,median_ttft_ms,p99_ttft_ms')).toBeNull();
    expect(claim('num_ctx,mean_ttft_s,mean_load_s')).toMatchObject({ score: 0.85 });
    expect(claim('num_ctx,mean_tokens_s,std_tokens_s')).toMatchObject({ score: 0.85 });
  });

  it('takes a measure without a statistic for a mean in seconds, and leaves an empty cell out', () => {
    const first = benchmarkOf(run, 'generate', { num_gpu: 50 });
    expect(measureOf(first, 'prompt_eval')).toMatchObject({
      metric: 'prompt-eval-time',
      unit: 's',
      reported: { mean: 0.125 },
    });
    expect(measureOf(first, 'eval_s').reported?.mean).toBe(1.5);
    const labels = benchmarkOf(run, 'generate', { num_ctx: 2048 }).measures.map(({ label }) => label);
    expect(labels).toEqual(['tokens_s', 'ttft_s', 'load_s', 'prompt_eval']);
    expect(run.parameters).toEqual({ temperature: 0.2 });
  });

  it('keeps other statistics under their names, a repeated row apart, and a failed row without numbers', () => {
    const { result } = readFixture('ollama-sweep-summary/repeated_summary.csv', ollamaSweepSummary);
    const repeated = onlyRun(result);
    expect(repeated.parameters).toEqual({ model: 'tiny-llm:1b' });
    const second = benchmarkOf(repeated, 'generate', { num_ctx: 1024, occurrence: 2 });
    expect(measureOf(second, 'tokens_s').reported).toMatchObject({ mean: 62, stddev: 0.25 });
    expect(measureOf(second, 'ttft_s').reported).toMatchObject({ mean: null, percentiles: { '95': 1.25 } });
    const failed = measureOf(benchmarkOf(repeated, 'generate', { num_ctx: 2048 }), 'tokens_s');
    expect(failed).toMatchObject({ outcome: 'failed', error: 'timed out', reported: null });
    expect(result.problems).toMatchObject([
      { line: 3, message: 'This configuration has its means in an earlier row already.' },
    ]);
  });
});

describe('prompt-suite-summary', () => {
  const file = readFixture('prompt-suite-summary/suite_summary.json', promptSuiteSummary);
  const run = onlyRun(file.result);

  it('gives means with the number of prompts behind them', () => {
    expect(file.recognition?.score).toBeGreaterThanOrEqual(0.8);
    expect(run.startedAt).toEqual({ iso: '2025-03-04T10:00:05.250000Z', zone: 'utc' });
    expect(run.parameters).toEqual({ temperature: 0.25 });
    expect(run.environment).toEqual({ ollama_host: 'http://localhost:9999' });
    const good = benchmarkOf(run, 'generate', { model: 'tiny-llm:1b-q4', top_p: 0.5 });
    const ttft = measureOf(good, 'ttft_s');
    expect(ttft).toMatchObject({ kind: 'summary', metric: 'ttft', unit: 's', outcome: 'ok' });
    expect(ttft.reported).toMatchObject({ mean: 0.375, n: 2 });
    expect(textAt(file, ttft.place)).toBe('0.375');
  });

  it('warns of means over a part of the prompts', () => {
    expect(file.result.problems).toMatchObject([
      {
        line: 17,
        pointer: '/models/1/completed',
        message: 'Only 1 of 2 prompts were completed; the means stand for those alone.',
      },
    ]);
  });

  it('gives no number for a model that completed nothing, whatever the file says', () => {
    const failed = benchmarkOf(run, 'generate', { model: 'tiny-llm:1b-q8' });
    expect(failed.measures.map(({ label }) => label)).toEqual(['ttft_s', 'tokens_s']);
    for (const measure of failed.measures) {
      expect(measure).toMatchObject({
        outcome: 'failed',
        error: '0 of 2 prompts completed',
        reported: null,
        samples: null,
      });
    }
    const absent = readFixture('prompt-suite-summary/failed_summary.json', promptSuiteSummary);
    const measure = measureOf(benchmarkOf(onlyRun(absent.result), 'generate'), 'tokens_s');
    expect(measure).toMatchObject({ outcome: 'failed', error: '0 of 1 prompts completed', reported: null });
    expect(textAt(absent, measure.place)).toBe('0');
  });

  it('reads the sound parts of a damaged file', () => {
    const { result } = readFixture('prompt-suite-summary/damaged_summary.json', promptSuiteSummary);
    const labels = onlyRun(result).benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label));
    expect(labels).toContain('tokens_s');
    expect(result.problems.map(({ message }) => message)).toContain(
      'This entry of the list of models is no object, so nothing was read from it.',
    );
    expect(result.problems.map(({ message }) => message)).toContain('mean_ttft_s is no number.');
  });
});
