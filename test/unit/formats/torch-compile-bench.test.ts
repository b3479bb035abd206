import { describe, expect, it } from 'vitest';
import { torchCompileBench } from '../../../src/core/formats/torch-compile-bench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const json = readFixture('torch-compile-bench/resnet_cuda.json', torchCompileBench);
const page = readFixture('torch-compile-bench/resnet_cuda.md', torchCompileBench);

describe('compilation benchmarks as JSON', () => {
  const run = onlyRun(json.result);

  it('are recognised by their keys, and the run tells model, device and time', () => {
    expect(json.recognition?.score).toBe(0.85);
    expect(json.result.role).toBe('summary');
    expect(run.parameters).toEqual({
      model: 'resnet',
      device: 'cuda',
      dtype: 'torch.float32',
      batch_size: 8,
      warmup_runs: 5,
    });
    expect(run.startedAt).toEqual({ iso: '2026-02-03T10:20:30.500000Z', zone: 'utc' });
  });

  it('give each backend its summary over the runs of the settings', () => {
    const time = measureOf(benchmarkOf(run, 'resnet', { backend: 'eager' }), 'time_ms');
    expect(time).toMatchObject({
      metric: 'latency',
      unit: 's',
      unitInFile: 'ms',
      kind: 'summary',
      direction: 'lower',
    });
    expect(time.reported).toMatchObject({ n: 20, stddev: 0.000125, min: 0.0023, max: 0.0029, median: null });
    expect(time.reported?.mean).toBeCloseTo(0.0025125, 12);
    expect(textAt(json, time.place)).toBe('2.5125');
    expect(time.pointer).toBe('/backends/eager/benchmark/mean_time_ms');
  });

  it('a failed backend is failed with its whole error, and its zeros are nowhere', () => {
    for (const label of ['time_ms', 'compile_time_s']) {
      const measure = measureOf(benchmarkOf(run, 'resnet', { backend: 'jit' }), label);
      const [sample] = samplesOf(measure);
      expect(sample).toMatchObject({ value: NaN, outcome: 2, line: 25 });
      expect(sample?.error).toBe('aten::grid_sampler is not supported\nuse trace instead');
      expect(measure.reported).toBeNull();
      expect(measure.value).toBeNull();
    }
  });

  it('the provider, the precision and unusual settings tell backends apart, the usual ones do not', () => {
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { backend: 'eager' },
      { backend: 'jit' },
      { backend: 'torch_compile', mode: 'max-autotune' },
      { backend: 'onnx', provider: 'CPUExecutionProvider' },
      { backend: 'tensorrt', precision: 'torch.float16' },
    ]);
  });

  it('a compile time is a value; zero of a backend that compiles nothing does not count', () => {
    const compiled = measureOf(benchmarkOf(run, 'resnet', { backend: 'tensorrt' }), 'compile_time_s');
    expect(compiled).toMatchObject({
      metric: 'compile-time',
      kind: 'value',
      value: 31.25,
      notCountedBecause: null,
    });
    const eager = measureOf(benchmarkOf(run, 'resnet', { backend: 'eager' }), 'compile_time_s');
    expect(eager).toMatchObject({ value: 0, notCountedBecause: 'zero: nothing was compiled' });
  });
});

describe('compilation benchmarks as Markdown', () => {
  const run = onlyRun(page.result);

  it('are read although the header row is glued to a list item', () => {
    expect(page.recognition?.score).toBe(0.85);
    expect(run.parameters).toEqual({ model: 'resnet', device: 'cuda', dtype: 'torch.float32' });
    const time = measureOf(
      benchmarkOf(run, 'resnet', { backend: 'onnx', provider: 'CPUExecutionProvider' }),
      'Time (ms)',
    );
    expect(time).toMatchObject({ metric: 'latency', unit: 's', column: 'Mean (ms)' });
    expect(time.reported).toMatchObject({ mean: 0.0095, stddev: 0.0004, min: 0.0091, max: 0.0106, n: null });
    expect(time.place.line).toBe(10);
    expect(page.lines[9]?.slice(time.place.column - 1, time.place.column + 4)).toBe('9.500');
  });

  it('a row without success is failed with the error of its notes', () => {
    const measure = measureOf(benchmarkOf(run, 'resnet', { backend: 'jit' }), 'Time (ms)');
    expect(samplesOf(measure)).toMatchObject([
      { value: NaN, outcome: 2, line: 8, error: 'aten::grid_sampler is not supported; use trace instead' },
    ]);
  });

  it('names the same cases as the JSON', () => {
    const cases = (result: typeof run) => result.benchmarks.map(({ name, parameters }) => [name, parameters]);
    expect(cases(run)).toEqual(cases(onlyRun(json.result)));
  });

  it('a page about a benchmark is none', () => {
    expect(readFixture('torch-compile-bench/notes.md', torchCompileBench).recognition).toBeNull();
  });
});

describe('odd compilation benchmarks', () => {
  it('errors beside success, texts and missing parts are told, the rest is read', () => {
    const read = readFixture('torch-compile-bench/odd.json', torchCompileBench);
    expect(read.result.problems.map(({ severity, line, message }) => [severity, line, message])).toEqual([
      ['warning', 6, 'Backend eager says success, but also has an error: fell back to eager'],
      ['warning', 9, 'Backend jit has no mean_time_ms, and nothing says why.'],
      ['warning', 10, 'Backend onnx holds no results.'],
    ]);
    const run = onlyRun(read.result);
    expect(measureOf(benchmarkOf(run, 'mlp', { backend: 'eager' }), 'time_ms').reported?.mean).toBeCloseTo(
      0.0045,
      12,
    );
    const late = measureOf(benchmarkOf(run, 'mlp', { backend: 'late' }), 'time_ms');
    expect(samplesOf(late)).toMatchObject([{ outcome: 2, error: 'session closed', line: 13 }]);
    const silent = measureOf(benchmarkOf(run, 'mlp', { backend: 'silent' }), 'time_ms');
    expect(samplesOf(silent)).toMatchObject([{ outcome: 2, error: 'compilation failed without a message' }]);
  });

  it('a file that breaks off keeps what was complete', () => {
    const run = onlyRun(readFixture('torch-compile-bench/damaged.json', torchCompileBench).result);
    const eager = measureOf(benchmarkOf(run, 'mlp', { backend: 'eager' }), 'time_ms');
    expect(eager.reported).toMatchObject({ n: 3, stddev: 0.0005 });
  });
});
