import { describe, expect, it } from 'vitest';
import { ollamaRuns } from '../../../src/core/formats/ollama-runs.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string) => readFixture(`ollama-runs/${name}`, ollamaRuns);
const inline = (name: string, text: string) => readBytes(name, new TextEncoder().encode(text), ollamaRuns);

describe('ollama-runs: a table of prompts', () => {
  const file = read('prompts.csv');
  const run = onlyRun(file.result);

  it('is recognised by its columns, not by its name', () => {
    expect(file.recognition?.score).toBeGreaterThanOrEqual(0.8);
    expect(inline('package.json', '{"name":"x","results":[{"time_s":1}]}').recognition).toBeNull();
    expect(inline('a.csv', 'name,mean_tokens_s,mean_ttft_s\nx,1,2\n').recognition).toBeNull();
  });

  it('makes all prompts samples of one benchmark', () => {
    expect(run.tool).toBe('ollama');
    expect(run.benchmarks.map(({ name, parameters }) => ({ name, parameters }))).toEqual([
      { name: 'generate', parameters: {} },
    ]);
    const rate = measureOf(benchmarkOf(run, 'generate'), 'tokens_s');
    expect(rate).toMatchObject({
      metric: 'throughput',
      unit: 'tok/s',
      direction: 'higher',
      kind: 'samples',
      column: 'tokens_s',
    });
    expect([...rate.samples!.values]).toEqual([80, 82.5, 81, 79.5, 82]);
    expect(rate.samples?.labels.map(({ name }) => name)).toEqual(['prompt']);
    expect(rate.samples?.labels[0]?.dictionary[1]).toBe('Name three rivers, and say where they end.');
    expect(file.result.problems).toEqual([]);
  });

  it('places each number at its very text, behind a quoted prompt too', () => {
    for (const measure of benchmarkOf(run, 'generate').measures) {
      for (const sample of samplesOf(measure)) expect(Number(textAt(file, sample))).toBe(sample.value);
    }
  });

  it('knows the metrics of the durations and counts', () => {
    const units = benchmarkOf(run, 'generate').measures.map(({ label, metric, unit }) => [
      label,
      metric,
      unit,
    ]);
    expect(units).toEqual([
      ['ttft_s', 'ttft', 's'],
      ['tokens_s', 'throughput', 'tok/s'],
      ['load_s', 'load-time', 's'],
      ['prompt_eval_s', 'prompt-eval-time', 's'],
      ['eval_s', 'eval-time', 's'],
      ['eval_count', 'tokens-generated', 'tok'],
      ['response_chars', 'response-length', 'char'],
    ]);
  });
});

describe('ollama-runs: JSON', () => {
  it('reads records, the model above them, and a record that failed', () => {
    const file = read('prompts.json');
    const run = onlyRun(file.result);
    expect(run.parameters).toEqual({
      temperature: 0.25,
      model: 'tiny-llm:1b',
      prompts:
        'Name three rivers, and say where they end. | Explain a hash table. | Write a haiku about rain.',
    });
    expect(run.startedAt).toEqual({ iso: '2025-03-04T05:06:07Z', zone: 'utc' });
    const rate = measureOf(benchmarkOf(run, 'generate'), 'tokens_s');
    expect(rate).toMatchObject({ pointer: '/results/0/tokens_s', column: null });
    const samples = samplesOf(rate);
    expect(samples.map(({ value }) => value)).toEqual([80, 82.5, NaN]);
    expect(samples[2]).toMatchObject({ outcome: 2, error: 'connection reset by peer' });
    expect(textAt(file, samples[1]!)).toBe('82.5');
    expect(textAt(file, samples[2]!)).toBe('"connection reset by peer"');
  });

  it('fails the headline measures where no record succeeded', () => {
    const run = onlyRun(
      inline(
        'x.json',
        '{"model":"m","results":[{"prompt":"a","ttft_s":null,"tokens_s":null,"error":"no server"}]}',
      ).result,
    );
    const labels = benchmarkOf(run, 'generate').measures.map(({ label }) => label);
    expect(labels).toEqual(['ttft_s', 'tokens_s']);
    expect(samplesOf(measureOf(benchmarkOf(run, 'generate'), 'ttft_s'))).toMatchObject([
      { value: NaN, outcome: 2, error: 'no server' },
    ]);
  });

  it('keeps what stands before a text breaks off', () => {
    const run = onlyRun(read('cut.json').result);
    expect(samplesOf(measureOf(benchmarkOf(run, 'generate'), 'ttft_s'))[0]?.value).toBe(1.75);
  });
});

describe('ollama-runs: a table and its JSON twin', () => {
  it('takes the model from a twin that holds the same requests', () => {
    const { parameters } = onlyRun(read('twin.csv').result);
    expect(parameters).toEqual({ model: 'tiny-llm:2b', prompts: 'Name a river. | Name a lake.' });
  });

  it('takes nothing from a file of the same name that holds other requests', () => {
    expect(Object.keys(onlyRun(read('prompts.csv').result).parameters)).toEqual(['prompts']);
  });
});

describe('ollama-runs: a sweep', () => {
  const file = read('sweep.csv');
  const run = onlyRun(file.result);

  it('makes settings parameters, those with one value of the run', () => {
    expect(run.parameters).toEqual({ temperature: 0.2 });
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { num_gpu: 99, num_ctx: 1024 },
      { num_gpu: 99, num_ctx: 2048 },
      { num_gpu: 50, num_ctx: 1024 },
    ]);
    const labels = run.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label));
    expect(labels).not.toContain('num_ctx');
    expect(labels).not.toContain('temperature');
  });

  it('takes the name of a configuration for a label where the settings tell as much', () => {
    const rate = measureOf(benchmarkOf(run, 'generate', { num_gpu: 50 }), 'tokens_s');
    expect(rate.samples?.labels).toMatchObject([{ name: 'config_name', dictionary: ['', 'g50_c1024_t0.2'] }]);
  });

  it('fails a timed-out request with its reason at its empty cells', () => {
    const samples = samplesOf(measureOf(benchmarkOf(run, 'generate', { num_ctx: 2048 }), 'tokens_s'));
    expect(samples).toMatchObject([
      { value: NaN, outcome: 2, error: 'timed out', line: 4 },
      { value: 59, outcome: 0, error: '', line: 5 },
    ]);
  });
});

describe('ollama-runs: suites and odd rows', () => {
  it('never takes the zeros of a failed request for measurements', () => {
    const file = read('suite_failed.csv');
    const run = onlyRun(file.result);
    expect(run.parameters).toEqual({ temperature: 0.25, top_p: 0.5, prompts: 'Say hello. | Say bye.' });
    expect(run.startedAt?.iso).toMatch(/^2025-03-04T10:00:00\.5/);
    expect(run.endedAt?.iso).toMatch(/^2025-03-04T10:00:04\.5/);
    const failed = benchmarkOf(run, 'generate', { model: 'tiny-llm:1b-q8' });
    for (const measure of failed.measures) {
      expect(samplesOf(measure).map(({ value, outcome }) => [value, outcome])).toEqual([
        [NaN, 2],
        [NaN, 2],
      ]);
      expect(samplesOf(measure)[0]?.error).toBe('Could not reach the server, is it running?');
    }
    const good = measureOf(benchmarkOf(run, 'generate', { model: 'tiny-llm:1b-q4' }), 'ttft_s');
    expect([...good.samples!.values]).toEqual([0.5, 0.25]);
    expect([...good.samples!.times!]).toEqual([
      Date.UTC(2025, 2, 4, 10, 0, 0, 500),
      Date.UTC(2025, 2, 4, 10, 0, 2, 500),
    ]);
    expect(textAt(file, samplesOf(good)[0]!)).toBe('0.5');
  });

  it('keeps a name that says more than the settings as a setting', () => {
    const run = onlyRun(read('odd.csv').result);
    expect(run.parameters).toEqual({ num_ctx: 1024 });
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { config_name: 'plain' },
      { config_name: 'flash' },
    ]);
  });

  it('tells zeros, words, infinities and empty cells apart', () => {
    const { result } = read('odd.csv');
    const run = onlyRun(result);
    const plain = benchmarkOf(run, 'generate', { config_name: 'plain' });
    expect(samplesOf(measureOf(plain, 'tokens_s'))).toMatchObject([
      { value: 50, outcome: 0 },
      { value: 0, outcome: 2, error: 'tokens_s is 0 beside other values: it was not measured' },
      { value: 51, outcome: 0 },
    ]);
    expect(samplesOf(measureOf(plain, 'ttft_s'))[2]).toMatchObject({
      value: NaN,
      outcome: 2,
      error: 'not a number',
    });
    expect(samplesOf(measureOf(plain, 'load_s'))[2]).toMatchObject({
      outcome: 2,
      error: 'not a finite number',
    });
    const flash = benchmarkOf(run, 'generate', { config_name: 'flash' });
    expect(samplesOf(measureOf(flash, 'tokens_s'))).toMatchObject([
      { value: 55, outcome: 0 },
      { value: NaN, outcome: 2, error: 'every value is zero: nothing was measured' },
    ]);
    expect(result.problems).toMatchObject([
      { line: 5, column: 12, severity: 'warning', message: 'ttft_s is "soon", which is not a number.' },
      { line: 5, column: 20, severity: 'warning', message: 'load_s is "inf", which is not a finite number.' },
    ]);
  });
});
