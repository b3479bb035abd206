import { describe, expect, it } from 'vitest';
import { ollamaRuns } from '../../../src/core/formats/ollama-runs.ts';
import { nanoseconds } from '../../../src/core/formats/ollama-replies.ts';
import { ollama } from '../../../src/core/formats/ollama.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string): ReturnType<typeof readFixture> => readFixture(`ollama/${name}`, ollama);

/** Nanoseconds times 1e-9 differ from the decimal in the last bit. */
const exact = (value = NaN): number => Number(value.toPrecision(12));

describe('a reply of /api/generate', () => {
  const file = read('generate.json');
  const run = onlyRun(file.result);
  const generate = benchmarkOf(run, 'generate');

  it('is recognised, and the older format of scripts leaves it alone', () => {
    expect(file.recognition?.score).toBe(0.8);
    expect(readFixture('ollama/generate.json', ollamaRuns).recognition).toBeNull();
  });

  it('reads nanoseconds and counts, with model and options as parameters', () => {
    expect(generate.parameters).toEqual({ model: 'toy:1b', num_ctx: 4096, temperature: 0.5 });
    const values = generate.measures.map((measure) => [
      measure.label,
      measure.metric,
      measure.unit,
      exact(samplesOf(measure)[0]?.value),
    ]);
    expect(values).toEqual([
      ['total_duration', 'total-time', 's', 3],
      ['load_duration', 'load-time', 's', 0.5],
      ['prompt_eval_count', 'prompt-tokens', 'tok', 20],
      ['prompt_eval_duration', 'prompt-eval-time', 's', 0.5],
      ['eval_count', 'tokens-generated', 'tok', 50],
      ['eval_duration', 'eval-time', 's', 2],
      ['eval_count / eval_duration', 'throughput', 'tok/s', 25],
    ]);
    expect(textAt(file, measureOf(generate, 'eval_duration').place)).toBe('2000000000');
    expect(run.startedAt).toEqual({ iso: '2026-02-03T10:00:00.5Z', zone: 'utc' });
  });
});

describe('streams, wrappers and texts', () => {
  it('counts the final reply of a stream, and an error as failed', () => {
    const file = read('chat-stream.jsonl');
    const run = onlyRun(file.result);
    const rate = measureOf(benchmarkOf(run, 'chat'), 'eval_count / eval_duration');
    expect(samplesOf(rate)).toMatchObject([{ value: 25, line: 2, outcome: 0 }]);
    const failed = measureOf(benchmarkOf(run, 'generate'), 'total_duration');
    expect(samplesOf(failed)).toMatchObject([{ line: 3, outcome: 2, error: "model 'toy:9b' not found" }]);
  });

  it('reads the runs of a wrapper and checks its means', () => {
    const file = read('wrapped.json');
    const run = onlyRun(file.result);
    const small = benchmarkOf(run, 'generate', { model: 'toy:1b', temperature: 0.2 });
    expect(
      samplesOf(measureOf(small, 'tps')).map(({ value, outcome, error }) => [value, outcome, error]),
    ).toEqual([
      [50, 0, ''],
      [40, 0, ''],
      [NaN, 2, 'connection refused'],
    ]);
    expect(small.measures.map(({ label }) => label)).not.toContain('eval_count / eval_duration');
    expect(samplesOf(measureOf(small, 'duration_ms'))[0]?.value).toBe(0.9);
    expect(samplesOf(measureOf(small, 'eval_duration_ns'))[0]?.value).toBeCloseTo(0.8, 12);
    expect(measureOf(small, 'tps').samples?.labels.map(({ name }) => name)).toContain('prompt');
    expect(file.result.problems).toMatchObject([
      {
        severity: 'warning',
        pointer: '/1/summary/mean_tps',
        message: 'mean_tps is 25, but the mean of the 1 runs beside it is 20.',
      },
    ]);
  });

  it('reads durations and counts that are texts; empty ones are missing', () => {
    const run = onlyRun(read('texts.json').result);
    const generate = benchmarkOf(run, 'generate', { model_quantization: 'Q4_0' });
    expect(generate.measures.map((measure) => [measure.label, exact(samplesOf(measure)[0]?.value)])).toEqual([
      ['total_duration', 62.5],
      ['prompt_eval_count', 12],
      ['prompt_eval_duration', 0.01525],
      ['eval_count', 30],
      ['eval_duration', 1.5],
      ['eval_rate', 20],
    ]);
    expect(run).toMatchObject({ toolVersion: '0.5.1', environment: { arch: 'x86_64', cpu: 'Example CPU' } });
  });

  it('reads --verbose lines past control codes', () => {
    const file = read('verbose.txt');
    expect(file.recognition?.score).toBe(0.85);
    const run = benchmarkOf(onlyRun(file.result), 'run');
    expect(
      samplesOf(measureOf(run, 'total duration')).map(({ value, line }) => [exact(value), line]),
    ).toEqual([
      [1.5, 1],
      [61.25, 12],
    ]);
    expect(samplesOf(measureOf(run, 'eval rate')).map((sample) => textAt(file, sample))).toEqual([
      '20.00',
      '25.50',
    ]);
    expect(measureOf(run, 'prompt eval rate')).toMatchObject({ metric: 'prompt-throughput', unit: 'tok/s' });
  });
});

describe('durations as Go prints them', () => {
  it.each([
    ['1.456829726s', 1_456_829_726],
    ['15.12775ms', 15_127_750],
    ['1h2m3s', 3_723_000_000_000],
    ['850µs', 850_000],
    ['', null],
    ['soon', null],
    ['3', null],
  ])('%s', (text, expected) => {
    expect(nanoseconds(text)).toBe(expected);
  });
});

it('leaves other files alone', () => {
  const other = (path: string, text: string): unknown =>
    readBytes(path, new TextEncoder().encode(text), ollama).recognition;
  expect(other('a.json', '{"model": "x", "total_duration": 3}')).toBeNull();
  expect(other('package.json', '{"name": "ollama", "version": "1.0.0"}')).toBeNull();
  expect(other('a.txt', 'total duration: not measured\n')).toBeNull();
});
