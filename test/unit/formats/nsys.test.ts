import { describe, expect, it } from 'vitest';
import { nsys } from '../../../src/core/formats/nsys.ts';
import { quotedCells } from '../../../src/core/formats/nsys-tables.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  textAt,
} from '../../support/read-fixture.ts';

describe('nsys stats with its log', () => {
  const read = readFixture('nsys/stats.txt', nsys);
  const run = onlyRun(read.result);
  const mix = run.benchmarks[0]!;

  it('reads quoted kernel names and what tells launches apart', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(mix.name).toBe('void mix<float, (int)4>(T1 *, const char *"x")');
    expect(mix.parameters).toEqual({
      report: 'cuda_gpu_kern_sum',
      GridXYZ: ' 128    1    1',
      BlockXYZ: ' 256    1    1',
    });
  });

  it('keeps totals as values and the statistics of one call as what they are', () => {
    expect(measureOf(mix, 'Total Time (ns)')).toMatchObject({
      kind: 'value',
      value: 0.003,
      metric: 'total-time',
    });
    expect(measureOf(mix, 'Time (%)')).toMatchObject({ value: 75, unit: '%' });
    const call = measureOf(mix, 'time per call');
    expect(call).toMatchObject({ kind: 'summary', metric: 'kernel-time', unit: 's' });
    expect(call.reported).toMatchObject({
      n: 3,
      mean: 0.001,
      median: expect.closeTo(0.0009, 12) as number,
      min: 0.0008,
    });
    expect(call.reported?.stddev).toBeCloseTo(264575.1e-9, 12);
    expect(textAt(read, measureOf(mix, 'Total Time (ns)').place)).toBe('3000000');
  });

  it('reads sizes in their unit', () => {
    const copy = benchmarkOf(run, '[CUDA memcpy HtoD]', { report: 'cuda_gpu_mem_size_sum' });
    expect(measureOf(copy, 'Total (MB)')).toMatchObject({ value: 12.5e6, unit: 'B', metric: 'transferred' });
    expect(measureOf(copy, 'size per operation').reported).toMatchObject({ n: 5, median: 2e6 });
  });

  it('names reports without data and rows that were cut off', () => {
    expect(read.result.problems.map(({ line, severity, message }) => [line, severity, message])).toEqual([
      [9, 'warning', 'This row has fewer cells than its header and was not read.'],
      [3, 'info', 'nvtx_sum has no data: /data/run7.sqlite does not contain NV Tools Extension (NVTX) data.'],
    ]);
  });
});

it('reads a report of its own, with old headers', () => {
  const read = readFixture('nsys/run7_osrt_sum.csv', nsys);
  const open = benchmarkOf(onlyRun(read.result), 'openLedger', { report: 'osrt_sum' });
  expect(measureOf(open, 'time per call').reported).toMatchObject({ n: 2, mean: 2.5e-6, max: 3e-6 });
});

it('says of calls that wait nothing about better, of others that less is', () => {
  const csv =
    'Time (%),Total Time (ns),Num Calls,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n' +
    [
      '50.0,9000,3,3000.0,2000.0,1000,6000,2645.8,poll',
      '30.0,5000,5,1000.0,900.0,800,1300,100.0,cudaStreamSynchronize_v3020',
      '20.0,4000,4,1000.0,900.0,800,1300,100.0,cudaLaunchKernel',
    ].join('\n');
  const { result } = readBytes('trace.csv', new TextEncoder().encode(csv), nsys);
  const directions = onlyRun(result).benchmarks.map((benchmark) => [
    benchmark.name,
    measureOf(benchmark, 'Total Time (ns)').direction,
    measureOf(benchmark, 'time per call').direction,
  ]);
  expect(directions).toEqual([
    ['poll', 'none', 'none'],
    ['cudaStreamSynchronize_v3020', 'none', 'none'],
    ['cudaLaunchKernel', 'lower', 'lower'],
  ]);
});

it('splits cells at commas outside quotes only', () => {
  expect(quotedCells('1.5,"a, ""b""", c ,')).toEqual([
    { text: '1.5', column: 1 },
    { text: 'a, "b"', column: 6 },
    { text: 'c', column: 17 },
    { text: '', column: 20 },
  ]);
});

it('leaves other tables alone', () => {
  const claim = (text: string) => readBytes('x.csv', new TextEncoder().encode(text), nsys).recognition;
  expect(claim('Time (%),Total,Name\n3,4,x\n')).toBeNull();
  expect(claim('name,Total Time (ns)\nx,4\n')).toBeNull();
});
