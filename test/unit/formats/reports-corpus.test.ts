import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/core/formats/format.ts';
import { genericCsv } from '../../../src/core/formats/generic-csv.ts';
import { genericJson } from '../../../src/core/formats/generic-json.ts';
import { kernelBench } from '../../../src/core/formats/kernel-bench.ts';
import { ncuRaw } from '../../../src/core/formats/ncu-raw.ts';
import { systemMetrics } from '../../../src/core/formats/system-metrics.ts';
import { timingBaseline } from '../../../src/core/formats/timing-baseline.ts';
import { torchCompileBench } from '../../../src/core/formats/torch-compile-bench.ts';
import { benchmarkOf, measureOf, onlyRun, readBytes, samplesOf } from '../../support/read-fixture.ts';

const root = new URL('../../../../shared/corpus/', import.meta.url);
const present = existsSync(root);
const read = (path: string, format: Format) => readBytes(path, readFileSync(new URL(path, root)), format);
const reports = 'chimeraforge/outputs/reports';

describe.skipIf(!present)('real reports (skipped where ../shared/corpus is not there)', () => {
  const backends = (name: string) =>
    onlyRun(read(`${reports}/compilation/${name}`, torchCompileBench).result);

  it('backends of conv_bench, in both forms', () => {
    for (const [file, label, digits] of [
      ['conv_bench_20251002-170837.json', 'time_ms', 6],
      ['conv_bench_20251002-170837.md', 'Time (ms)', 6],
    ] as const) {
      const run = backends(file);
      const mean = (backend: string) =>
        measureOf(benchmarkOf(run, 'conv', { backend }), label).reported?.mean;
      expect(mean('eager')).toBeCloseTo(0.003812, digits);
      expect(mean('jit')).toBeCloseTo(0.003782, digits);
      expect(mean('torch_compile')).toBeCloseTo(0.004103, digits);
      expect(mean('onnx')).toBeCloseTo(0.000693, digits);
    }
    const compile = measureOf(
      benchmarkOf(backends('conv_bench_20251002-170837.json'), 'conv', { backend: 'torch_compile' }),
      'compile_time_s',
    );
    expect(compile.value).toBeCloseTo(12.943, 3);
  });

  it('torch_compile of conv_cuda_bench failed for want of Triton', () => {
    const run = backends('conv_cuda_bench_20251002-172037.json');
    const time = measureOf(benchmarkOf(run, 'conv', { backend: 'torch_compile' }), 'time_ms');
    expect(time.reported).toBeNull();
    expect(samplesOf(time)[0]?.error).toMatch(/^Cannot find a working triton installation/);
  });

  it('hand-written summaries are not claimed', () => {
    for (const name of ['triton_docker_summary.md', 'transformer_cuda_triton2508_summary.md']) {
      expect(read(`${reports}/compilation/${name}`, torchCompileBench).recognition).toBeNull();
    }
  });

  it('six readings of the GPU, at most 93 %; an empty list of GPUs is said', () => {
    const run = onlyRun(read(`${reports}/llama3/baseline_system_metrics.json`, systemMetrics).result);
    const readings = samplesOf(measureOf(benchmarkOf(run, 'gpu', { gpu_id: 0 }), 'utilization_gpu'));
    expect(readings).toHaveLength(6);
    expect(Math.max(...readings.map(({ value }) => value))).toBe(93);
    const none = read('chimeraforge/data/csv/chimera_metrics_20250930_133204.json', systemMetrics).result;
    expect(none.problems[0]?.message).toBe(
      'No GPU was recorded in any record: GPU utilization is not known there.',
    );
  });

  it('kernels whose spread exceeds their mean are told', () => {
    const { problems } = read(`${reports}/kernel_optimization/kernel_benchmarks.json`, kernelBench).result;
    expect(problems.map(({ message }) => message.split(':')[0])).toEqual([
      'attention/torch',
      'tensor_core/512x512x512',
      'fusion/baseline_linear_gelu',
    ]);
  });

  it('251 columns of a profiler and five repetitions of a baseline', () => {
    const profile = onlyRun(read(`${reports}/profiling/ncu_ollama_raw.csv`, ncuRaw).result);
    const kernel = profile.benchmarks[0]!;
    expect(samplesOf(measureOf(kernel, 'gpu__time_duration.sum'))[0]?.value).toBeCloseTo(9.408e-6, 12);
    expect(samplesOf(measureOf(kernel, 'launch__thread_count'))[0]?.value).toBe(165_888);
    const file = 'chimeraforge/data/csv/baselines/inference_baseline_1759253480.json';
    const baseline = onlyRun(read(file, timingBaseline).result);
    const means = measureOf(benchmarkOf(baseline, 'inference_baseline'), 'mean_ms');
    expect(samplesOf(means)).toHaveLength(5);
    expect(means.reported?.mean).toBeCloseTo(0.010466910666682452, 15);
  });

  it.each([
    'diagnostics/self_healing_results_20251004_133717.json',
    'diagnostics/ascii_demo_20251004_175024.json',
  ])('%s holds no benchmark', (name) => {
    expect(read(`${reports}/${name}`, genericJson).recognition).toBeNull();
  });

  it('a table in which every row failed has no number that counts', () => {
    const run = onlyRun(read('adhoc/gastongouron-bench_results.csv', genericCsv).result);
    const outcomes = run.benchmarks.flatMap(({ measures }) =>
      measures.flatMap((measure) => samplesOf(measure)),
    );
    expect(outcomes).toHaveLength(3 * 443);
    expect(
      outcomes.every(({ outcome, error }) => outcome === 2 && error.includes('CERTIFICATE_VERIFY_FAILED')),
    ).toBe(true);
  });
});
