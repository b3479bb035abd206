import { describe, expect, it } from 'vitest';
import { triton } from '../../../src/core/formats/triton.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('triton perf_report', () => {
  it('makes parameters of sizes and providers', () => {
    const read = readFixture('triton/add.csv', triton);
    const run = onlyRun(read.result);
    expect(read.recognition?.score).toBe(0.9);
    expect(run.benchmarks).toHaveLength(4);
    const measure = measureOf(benchmarkOf(run, 'add', { size: 2048, provider: 'Triton' }), 'Triton');
    expect(measure).toMatchObject({ metric: 'performance', unit: null, direction: 'none', column: 'Triton' });
    const [sample] = samplesOf(measure);
    expect(sample).toMatchObject({ value: 5.125, line: 3, column: 13 });
    expect(textAt(read, sample!)).toBe('5.125000');
  });

  it('reads several sizes, units from the names, and a case without a number as failed', () => {
    const run = onlyRun(readFixture('triton/matmul-night.csv', triton).result);
    const cublas = benchmarkOf(run, 'matmul-night', { N: 256, K: 64, provider: 'cuBLAS' });
    expect(measureOf(cublas, 'cuBLAS (TFLOPS)')).toMatchObject({
      metric: 'compute-throughput',
      unit: 'FLOP/s',
      unitInFile: 'TFLOPS',
    });
    expect(samplesOf(measureOf(cublas, 'cuBLAS (TFLOPS)'))[0]?.value).toBe(1.25e12);
    const failed = benchmarkOf(run, 'matmul-night', { N: 512, provider: 'Triton' });
    expect(samplesOf(measureOf(failed, 'Triton (TFLOPS)'))).toEqual([
      { value: NaN, line: 3, column: 31, outcome: 2, error: 'no value (nan)' },
    ]);
  });

  it('takes whole numbers of a provider for its results', () => {
    const read = (text: string) => onlyRun(readBytes('x.csv', new TextEncoder().encode(text), triton).result);
    const named = read('size,Triton,Torch\n4096.000000,8.000000,7.500000\n8192.000000,16.000000,15.250000\n');
    expect(measureOf(benchmarkOf(named, 'x', { size: 4096, provider: 'Triton' }), 'Triton').kind).toBe(
      'samples',
    );
    const withUnit = read('M,v1 (GB/s),v2 (GB/s)\n512.000000,20.000000,21.500000\n');
    expect(withUnit.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { M: 512, provider: 'v1' },
      { M: 512, provider: 'v2' },
    ]);
    const few = read('M,v1,v2\n512.000000,20.000000,21.500000\n');
    expect(few.benchmarks.map(({ parameters }) => parameters.provider)).toEqual(['v1', 'v2']);
    const sizes = read('BATCH,N_CTX,v1\n4.000000,1024.000000,21.500000\n');
    expect(sizes.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { BATCH: 4, N_CTX: 1024, provider: 'v1' },
    ]);
  });

  it('is less sure without names of providers, and leaves other tables alone', () => {
    const claim = (path: string, text: string) =>
      readBytes(path, new TextEncoder().encode(text), triton).recognition?.score ?? null;
    expect(claim('x.csv', 'n,a,b\n1.000000,2.500000,3.500000\n')).toBe(0.55);
    expect(claim('x.csv', 'n,triton\n1.500000,2.500000\n')).toBeNull();
    expect(claim('x.csv', 'n,triton\n1,2.5\n')).toBeNull();
    expect(claim('x.txt', 'n,triton\n1.000000,2.500000\n')).toBeNull();
  });
});
