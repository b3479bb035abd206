import { describe, expect, it } from 'vitest';
import { llamaBench } from '../../../src/core/formats/llama-bench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string): ReturnType<typeof readFixture> => readFixture(`llama-bench/${name}`, llamaBench);

describe('llama-bench as JSON', () => {
  const file = read('bench.json');
  const run = onlyRun(file.result);

  it('is recognised by its keys', () => {
    expect(file.recognition?.score).toBe(0.95);
    expect(file.result.problems).toEqual([]);
  });

  it('names tests as llama-bench does, with the work as parameters and shared settings on the run', () => {
    expect(run.benchmarks.map((benchmark) => benchmark.name)).toEqual([
      'pp512',
      'tg128',
      'pp256+tg64 @ d1024',
    ]);
    expect(run.benchmarks[2]?.parameters).toEqual({
      model: 'toy 1B Q8_0',
      n_prompt: 256,
      n_gen: 64,
      n_depth: 1024,
    });
    expect(run.parameters).toMatchObject({
      n_batch: 2048,
      flash_attn: true,
      n_gpu_layers: 99,
      type_k: 'f16',
    });
    expect(run.parameters).not.toHaveProperty('avg_ts');
    expect(run.parameters).not.toHaveProperty('test_time');
    expect(run.environment).toEqual({ cpu: 'Example CPU 8-Core', gpu: 'Example GPU 24G' });
    expect(run.toolVersion).toBe('7001 (0a1b2c3d)');
    expect(run.startedAt).toEqual({ iso: '2026-02-03T10:00:00Z', zone: 'utc' });
  });

  it('keeps repetitions as samples and the tool’s statistics as reported, each at its place', () => {
    const rate = measureOf(benchmarkOf(run, 'pp512'), 't/s');
    expect(rate).toMatchObject({
      metric: 'prompt-throughput',
      unit: 'tok/s',
      kind: 'samples',
      direction: 'higher',
    });
    expect(samplesOf(rate).map(({ value }) => value)).toEqual([2500, 2000, 2000]);
    expect(rate.reported).toMatchObject({ mean: 2166.666667, stddev: 288.675135, n: null });
    expect(samplesOf(rate).map((sample) => textAt(file, sample))).toEqual(['2500.0', '2000.0', '2000.0']);
    expect(textAt(file, rate.reportedPlaces.mean ?? { line: 0, column: 0 })).toBe('2166.666667');
    const time = measureOf(benchmarkOf(run, 'pp512'), 'time_ns');
    expect(time).toMatchObject({ metric: 'prompt-eval-time', unit: 's', direction: 'lower' });
    expect(samplesOf(time)[0]?.value).toBeCloseTo(0.2048, 12);
  });

  it('tells prompt, generation and mixed throughput apart', () => {
    const metrics = run.benchmarks.map((benchmark) => measureOf(benchmark, 't/s').metric);
    expect(metrics).toEqual(['prompt-throughput', 'throughput', 'total-throughput']);
  });
});

describe('llama-bench as JSON Lines', () => {
  const file = read('bench.jsonl');

  it('opens a new run for a test that comes again and for another build', () => {
    expect(file.result.runs.map((run) => [run.toolVersion, run.startedAt?.iso])).toEqual([
      ['7001 (0a1b2c3d)', '2026-02-03T10:00:00Z'],
      ['7001 (0a1b2c3d)', '2026-02-04T10:00:00Z'],
      ['7100 (ffee0011)', '2026-02-05T10:00:00Z'],
    ]);
    expect(file.result.runs.map((run) => run.benchmarks.length)).toEqual([2, 1, 1]);
  });

  it('finds places on the lines of the records, past log lines', () => {
    const rates = file.result.runs.flatMap((run) =>
      run.benchmarks.map((benchmark) => measureOf(benchmark, 't/s')),
    );
    expect(rates.map((rate) => rate.place.line)).toEqual([3, 4, 6, 7]);
    expect(rates.map((rate) => textAt(file, rate.place))).toEqual(['2500.0', '100.0', '1600.0', '4000.0']);
    expect(rates.map((rate) => rate.pointer)).toEqual([
      '/0/samples_ts/0',
      '/1/samples_ts/0',
      '/2/samples_ts/0',
      '/3/samples_ts/0',
    ]);
    expect(file.result.problems).toMatchObject([{ severity: 'info', line: 1 }]);
  });

  it('keeps nothing of a record that is cut off', () => {
    const cut = read('cut-off.jsonl');
    expect(onlyRun(cut.result).benchmarks.map((benchmark) => benchmark.name)).toEqual(['pp512']);
    expect(cut.result.problems).toMatchObject([{ severity: 'error', line: 2 }]);
  });
});

describe('llama-bench as CSV', () => {
  const file = read('bench.csv');
  const run = onlyRun(file.result);

  it('has the identity of its JSON twin, settings that differ on the benchmark', () => {
    expect(file.recognition?.score).toBe(0.95);
    expect(run.parameters).toMatchObject({ flash_attn: true, use_mmap: true, n_batch: 2048 });
    expect(benchmarkOf(run, 'pp512', { scenario: 'long' }).parameters).toMatchObject({ type_k: 'q4_0' });
    expect(run.benchmarks).toHaveLength(3);
  });

  it('gives means and deviations as reported statistics, never as samples', () => {
    const rate = measureOf(benchmarkOf(run, 'tg128'), 't/s');
    expect(rate).toMatchObject({ kind: 'summary', samples: null, unit: 'tok/s', metric: 'throughput' });
    expect(rate.reported).toMatchObject({ mean: 76.666667, stddev: 25.166115 });
    expect(textAt(file, rate.place)).toBe('76.666667');
  });
});

describe('llama-bench as Markdown', () => {
  it('reads rate and deviation of a cell and spells settings out', () => {
    const file = read('bench.md');
    const run = onlyRun(file.result);
    expect(file.recognition?.score).toBe(0.9);
    expect(run.toolVersion).toBe('7001 (0a1b2c3d)');
    expect(benchmarkOf(run, 'pp512').parameters).toMatchObject({
      model: 'toy 1B Q8_0',
      n_gpu_layers: 99,
      flash_attn: true,
      n_prompt: 512,
    });
    const rate = measureOf(benchmarkOf(run, 'pp256+tg64 @ d1024', { n_depth: 1024 }), 't/s');
    expect(rate).toMatchObject({ metric: 'total-throughput', kind: 'summary' });
    expect(rate.reported).toMatchObject({ mean: 500, stddev: 0 });
    expect(rate.place.line).toBe(5);
  });

  it('makes each table of a log a run with its devices, and says what failed', () => {
    const file = read('two-devices.txt');
    const [first, second, again] = file.result.runs;
    expect(first).toMatchObject({
      name: 'FIRST DEVICE',
      environment: { os: 'Example Linux 1.0', gpu: 'Example GPU 24G', gpu_count: 1 },
      parameters: { section: 'FIRST DEVICE' },
    });
    expect(first?.startedAt?.iso).toBe('2026-02-03T10:00:00Z');
    expect(second?.environment).toMatchObject({ gpu: 'Example GPU 48G' });
    const failed = measureOf(benchmarkOf(second!, 'tg128'), 't/s');
    expect(samplesOf(failed)).toMatchObject([{ outcome: 2, error: '"n/a" is no rate' }]);
    expect(again?.benchmarks.map((benchmark) => benchmark.name)).toEqual(['pp512']);
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      "llama-bench reported a failure: main: error: failed to create context with model 'models/toy-70b.gguf'",
      '"n/a" is no rate.',
    ]);
  });
});

describe('odd and foreign files', () => {
  it('tells of a mean that is not the mean of its samples, and of what is no test', () => {
    const file = read('odd.json');
    expect(file.result.problems.map(({ message, line }) => [line, message])).toEqual([
      [39, 'This record has no avg_ts: it is no test of llama-bench.'],
      [34, 'pp512: avg_ts is 2000, but the mean of samples_ts is 2500.'],
    ]);
    const rate = measureOf(benchmarkOf(onlyRun(file.result), 'pp512'), 't/s');
    expect(samplesOf(rate)).toMatchObject([
      { value: 2500, outcome: 0 },
      { value: NaN, outcome: 2, error: 'not a finite number' },
    ]);
  });

  it('leaves other files alone', () => {
    const other = (path: string, text: string): unknown =>
      readBytes(path, new TextEncoder().encode(text), llamaBench).recognition;
    expect(other('a.json', '[{"n_prompt": 1, "n_gen": 2}]')).toBeNull();
    expect(other('a.csv', 'model,avg_ts\nx,1\n')).toBeNull();
    expect(other('a.md', '| model | score |\n| --- | --- |\n| x | 1 |\n')).toBeNull();
    expect(other('package.json', '{"name": "llama-bench", "version": "1.0.0"}')).toBeNull();
  });
});
