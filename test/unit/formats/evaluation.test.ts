import { describe, expect, it } from 'vitest';
import { lighteval } from '../../../src/core/formats/lighteval.ts';
import { lmEval } from '../../../src/core/formats/lm-eval.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('lm-evaluation-harness', () => {
  const file = readFixture('lm-eval/results.json', lmEval);
  const run = onlyRun(file.result);

  it('is told from LightEval, which writes files of the same name', () => {
    expect(file.recognition?.score).toBe(0.9);
    expect(readFixture('lm-eval/results.json', lighteval).recognition).toBeNull();
    expect(readFixture('lighteval/results.json', lmEval).recognition).toBeNull();
  });

  it('gives a score as the mean over its examples, with its standard error', () => {
    const task = benchmarkOf(run, 'toy_qa', { num_fewshot: 5 });
    const accuracy = measureOf(task, 'acc');
    expect(accuracy).toMatchObject({ metric: 'accuracy', unit: '1', direction: 'higher', kind: 'summary' });
    expect(accuracy.reported).toMatchObject({
      mean: 0.75,
      n: 100,
      stddev: null,
      statistics: { stderr: 0.05 },
    });
    expect(textAt(file, accuracy.place)).toBe('0.75');
    expect(textAt(file, accuracy.reportedPlaces.stderr!)).toBe('0.05');
    expect(textAt(file, accuracy.reportedPlaces.n!)).toBe('100');
    expect(measureOf(task, 'acc_norm').reported?.statistics).toEqual({});
  });

  it('keeps filters apart', () => {
    const strict = benchmarkOf(run, 'toy_math', { filter: 'strict-match' });
    const flexible = benchmarkOf(run, 'toy_math', { filter: 'flexible-extract' });
    expect(measureOf(strict, 'exact_match').reported?.mean).toBe(0.5);
    expect(measureOf(flexible, 'exact_match').reported?.mean).toBe(0.625);
    expect(measureOf(strict, 'exact_match').metric).toBe('exact-match');
  });

  it('calls nothing a mean that is none, and tells of NaN', () => {
    const task = benchmarkOf(run, 'toy_text');
    expect(measureOf(task, 'word_perplexity')).toMatchObject({
      kind: 'value',
      value: 12.5,
      direction: 'lower',
    });
    expect(measureOf(task, 'bits_per_byte')).toMatchObject({ value: 0.9, direction: 'lower', unit: null });
    expect(task.measures).toHaveLength(2);
    expect(file.result.problems).toMatchObject([
      { severity: 'warning', pointer: '/results/toy_text/bleu,none', message: 'bleu is no finite number.' },
    ]);
  });

  it('keeps settings, machine and time', () => {
    expect(run.parameters).toEqual({
      model: 'example/toy-1b',
      backend: 'hf',
      batch_size: '8',
      device: 'cuda:0',
      limit: 100,
      model_args: 'pretrained=example/toy-1b,dtype=bfloat16',
    });
    expect(run.environment).toEqual({
      torch: '2.5.0',
      cuda: '12.4',
      os: 'Example Linux',
      python: '3.12.1',
      gpu: 'Example GPU 24G',
      cpu: 'Example CPU',
      gpu_count: 2,
    });
    expect(run.startedAt?.iso).toBe('2026-02-03T10:00:00.5Z');
    expect(measureOf(benchmarkOf(run, 'evaluation'), 'total_evaluation_time_seconds')).toMatchObject({
      value: 60.25,
      unit: 's',
      kind: 'value',
    });
  });

  it('reads versions before 0.4 and tasks that failed', () => {
    const old = onlyRun(readFixture('lm-eval/old-results.json', lmEval).result);
    expect(measureOf(benchmarkOf(old, 'toy_qa'), 'acc').reported).toMatchObject({
      mean: 0.5,
      statistics: { stderr: 0.02 },
    });
    expect(old.parameters).toMatchObject({ model: 'example/old', num_fewshot: 2 });
    expect(samplesOf(measureOf(benchmarkOf(old, 'toy_gone'), 'acc'))).toMatchObject([
      { outcome: 2, error: 'data set not found', line: 8 },
    ]);
  });
});

describe('LightEval', () => {
  const file = readFixture('lighteval/results.json', lighteval);
  const run = onlyRun(file.result);

  it('takes shots from the task’s name, examples and direction from its settings', () => {
    expect(file.recognition?.score).toBe(0.95);
    const task = benchmarkOf(run, 'suite|toy:qa|5', { num_fewshot: 5 });
    expect(measureOf(task, 'acc').reported).toMatchObject({
      mean: 0.75,
      n: 100,
      statistics: { stderr: 0.05 },
    });
    expect(measureOf(task, 'mc_b')).toMatchObject({ direction: 'lower', kind: 'summary' });
    expect(measureOf(task, 'mc_b').reported).toMatchObject({ mean: 0.6, statistics: { stderr: 0.03 } });
  });

  it('keeps a corpus score as a value', () => {
    const bleu = measureOf(benchmarkOf(run, 'suite|toy:gen|0'), 'bleu');
    expect(bleu).toMatchObject({ kind: 'value', value: 31.5, direction: 'higher', unit: null });
  });

  it('shows the averages under `all` without counting them again', () => {
    const all = benchmarkOf(run, 'all');
    expect(all.measures.map(({ notCountedBecause }) => notCountedBecause)).toEqual([
      'the mean over the tasks of this file',
      'the mean over the tasks of this file',
    ]);
    expect(run.parameters).toMatchObject({ model: 'example/toy-1b', max_samples: 'all' });
    expect(run.toolVersion).toBe('abc123');
  });
});

it.each([
  ['a.json', '{"results": {"a": {"score": 1}}}'],
  ['b.json', '{"results": [{"acc": 1}], "config": {}}'],
  ['package.json', '{"name": "x", "config": {}}'],
])('leaves %s alone', (path, text) => {
  const bytes = new TextEncoder().encode(text);
  expect(readBytes(path, bytes, lmEval).recognition).toBeNull();
  expect(readBytes(path, bytes, lighteval).recognition).toBeNull();
});
