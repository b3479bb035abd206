import { describe, expect, it } from 'vitest';
import { headlineOfEntries, headlineOfRun } from '../../../src/core/insight/headline.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { readFiles } from '../../support/read-folder.ts';

describe('the headline of a run', () => {
  it('is the first metric of the vocabulary, with statistic, n and place', () => {
    const snapshot = readFiles({
      'llm.csv': 'model,prompt,ttft_s,tokens_s,gpu_power_w\nm,a,0.1,40,200\nm,b,0.2,60,210\n',
    });
    const figure = headlineOfRun(snapshot.runs[0]!)?.figure;
    expect(figure).toMatchObject({
      metric: 'throughput',
      statistic: 'mean',
      value: 50,
      n: 2,
      text: '50 tok/s',
    });
    expect(figure?.source).toMatchObject({ file: 'llm.csv', line: 2, column: 9 });
  });

  it('joins several benchmarks by their geometric mean and says so', () => {
    const text = hyperfineExport([
      { command: 'a', times: [1, 1, 1] },
      { command: 'b', times: [4, 4, 4] },
    ]);
    const headline = headlineOfRun(readFiles({ 'two.json': text }).runs[0]!);
    expect(headline?.figure.statistic).toBe('geometric-mean');
    expect(headline?.figure.value).toBeCloseTo(2, 12);
    expect(headline?.figure).toMatchObject({ n: 2, formula: 'geometric mean over 2 benchmarks' });
    expect(headline?.entries).toHaveLength(2);
  });

  it('is the pooled mean of a sweep with one observation each, as in the report', () => {
    const rows = Array.from({ length: 8 }, (_, i) => `m,${String(2 ** i)},${String(10 + i)}`);
    const snapshot = readFiles({ 'sweep.csv': `model,num_ctx,tokens_s\n${rows.join('\n')}\n` });
    const headline = headlineOfRun(snapshot.runs[0]!);
    expect(headline?.figure).toMatchObject({ statistic: 'mean', value: 13.5, n: 8 });
    expect(headline?.figure.formula).toBe('Σx / n, pooled over 8 configurations');
  });

  it('is nothing where nothing counts', () => {
    const project = { ...DEFAULT_PROJECT, excluded: [{ match: '*.json', reason: 'wrong driver' }] };
    const snapshot = readFiles({ 'a.json': hyperfineExport([{ command: 'a', times: [1, 2] }]) }, project);
    expect(snapshot.runs).toHaveLength(1);
    expect(headlineOfRun(snapshot.runs[0]!)).toBeNull();
    expect(headlineOfEntries([])).toBeNull();
  });

  it('is what people of a tool look at first', () => {
    const metricOf = (path: string, text: string) =>
      headlineOfRun(readFiles({ [path]: text }).runs[0]!)?.figure.metric;
    const go =
      'BenchmarkSum-8 \t 2000\t 9.6 ns/op\t 1650.4 MB/s\nBenchmarkMax-8 \t 2000\t 4.1 ns/op\t 3900 MB/s\n';
    expect(metricOf('go.txt', go)).toBe('time-per-op');
    expect(metricOf('score.csv', 'model,accuracy,total_time_s\nm,0.8,300\nn,0.7,200\n')).toBe('accuracy');
    const sampled = [
      'timestamp, utilization.gpu [%], memory.used [MiB], temperature.gpu',
      '2026/01/02 03:04:05.000, 90 %, 800 MiB, 50',
      '2026/01/02 03:04:06.000, 80 %, 800 MiB, 51',
    ];
    expect(metricOf('gpu.csv', `${sampled.join('\n')}\n`)).toBe('gpu-utilization');
    expect(metricOf('own.json', '{"save_alloc_bytes":1822752,"save_page_ms":6,"load_page_ms":5}')).toBe(
      'save-page',
    );
  });

  it('is none of a profile, whose functions have no mean', () => {
    const header = 'Time (%),Total Time (ns),Num Calls,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name';
    const line = (name: string) => `50.0,9000,3,3000.0,2000.0,1000,6000,2645.8,${name}`;
    const run = readFiles({ 'trace.csv': `${header}\n${line('ioctl')}\n${line('mmap')}\n` }).runs[0]!;
    expect(headlineOfRun(run)).toBeNull();
    const [first] = run.measures;
    const own = run.measures.filter(({ benchmark }) => benchmark === first?.benchmark);
    expect(headlineOfEntries(own)?.figure.metric).toBe('total-time');
  });

  it('prefers what can be better over what cannot', () => {
    const snapshot = readFiles({ 'a.csv': 'name,requests,p99_latency_ms\nx,5,20\nx,6,21\nx,7,22\n' });
    expect(headlineOfRun(snapshot.runs[0]!)?.figure.metric).toBe('latency');
  });
});
