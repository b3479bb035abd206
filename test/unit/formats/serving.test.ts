import { describe, expect, it } from 'vitest';
import { sglang } from '../../../src/core/formats/sglang.ts';
import { vllm } from '../../../src/core/formats/vllm.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const read = (name: string): ReturnType<typeof readFixture> => readFixture(`vllm/${name}`, vllm);

describe('vLLM bench serve', () => {
  const file = read('serve.json');
  const run = onlyRun(file.result);
  const serve = benchmarkOf(run, 'serve');

  it('keeps the load on the benchmark and what is measured on the run', () => {
    expect(file.recognition?.score).toBe(0.9);
    expect(serve.parameters).toEqual({
      num_prompts: 4,
      request_rate: 'inf',
      burstiness: 1,
      max_concurrency: 2,
    });
    expect(run.parameters).toEqual({
      endpoint_type: 'openai',
      model: 'example/toy-1b',
      tokenizer: 'example/toy-1b',
      gpu_kind: 'Example GPU',
    });
  });

  it('takes the date as the end, and counts the duration back', () => {
    expect(run.endedAt).toEqual({ iso: '2026-02-03T10:01:00', zone: 'unknown' });
    expect(run.startedAt).toEqual({ iso: '2026-02-03T10:00:40.000', zone: 'unknown' });
  });

  it('keeps each latency as one summary in seconds', () => {
    expect(
      serve.measures.filter(({ kind }) => kind === 'summary').map(({ label, metric }) => [label, metric]),
    ).toEqual([
      ['ttft', 'ttft'],
      ['tpot', 'tpot'],
      ['itl', 'itl'],
      ['e2el', 'latency'],
    ]);
    const ttft = measureOf(serve, 'ttft');
    expect(ttft).toMatchObject({ unit: 's', samples: null, direction: 'lower' });
    expect(ttft.reported).toMatchObject({ mean: 0.2, median: 0.15, percentiles: { 99: 0.395 } });
    expect(ttft.reported?.stddev).toBeCloseTo(0.08165, 12);
    expect(textAt(file, ttft.place)).toBe('200.0');
  });

  it('keeps totals and rates as values and leaves null out', () => {
    const values = serve.measures.filter(({ kind }) => kind === 'value');
    expect(values.map(({ label, metric, unit, value }) => [label, metric, unit, value])).toEqual([
      ['duration', 'total-time', 's', 20],
      ['completed', 'requests', 'req', 3],
      ['failed', 'failures', 'count', 1],
      ['total_input_tokens', 'prompt-tokens', 'tok', 30],
      ['total_output_tokens', 'tokens-generated', 'tok', 15],
      ['request_throughput', 'request-throughput', 'req/s', 0.15],
      ['output_throughput', 'throughput', 'tok/s', 0.75],
      ['total_token_throughput', 'total-throughput', 'tok/s', 2.25],
    ]);
  });

  it('reads a result per line as a run per line', () => {
    const appended = read('appended.json');
    expect(appended.result.runs.map((one) => benchmarkOf(one, 'serve').parameters.max_concurrency)).toEqual([
      1, 4, 16,
    ]);
    const means = appended.result.runs.map((one) => measureOf(benchmarkOf(one, 'serve'), 'ttft'));
    expect(means.map(({ reported, place }) => [reported?.mean, place.line])).toEqual([
      [0.1, 1],
      [0.1805, 2],
      [0.60025, 3],
    ]);
    expect(means.map(({ place }) => textAt(appended, place))).toEqual(['100.0', '180.5', '600.25']);
  });
});

describe('requests of a serving benchmark', () => {
  const file = read('serve-detailed.json');
  const serve = benchmarkOf(onlyRun(file.result), 'serve');

  it('counts neither failed requests nor a TTFT of 0 without a token', () => {
    expect(
      samplesOf(measureOf(serve, 'ttft')).map(({ value, outcome, error }) => [value, outcome, error]),
    ).toEqual([
      [0.1, 0, ''],
      [0.3, 0, ''],
      [0, 1, 'no token came back'],
      [0, 2, 'HTTP 503: overloaded'],
    ]);
    expect(samplesOf(measureOf(serve, 'itl')).map(({ value }) => value)).toEqual([0.02, 0.04, 0.03]);
    expect(measureOf(serve, 'output_lens').samples?.labels[0]?.name).toBe('request');
  });

  it('says that the tool counted it, with both numbers', () => {
    expect(file.result.problems.map(({ message }) => message)).toEqual([
      'mean_ttft_ms is 133.333 because one request that ended without a token counted as 0; the mean of the others is 200.',
    ]);
  });

  it('points at each value', () => {
    const [first] = samplesOf(measureOf(serve, 'itl'));
    expect(textAt(file, first!)).toBe('0.02');
    expect(serve.parameters).toEqual({ num_prompts: 4, request_rate: 4, burstiness: 1 });
  });
});

describe('other vLLM benchmarks', () => {
  it('reads latencies with the tool’s mean and percentiles', () => {
    const file = read('latency.json');
    const latency = measureOf(benchmarkOf(onlyRun(file.result), 'latency'), 'latency');
    expect(latency.samples?.values).toEqual(Float64Array.of(2, 3, 2.5));
    expect(latency.reported).toMatchObject({ mean: 2.5, percentiles: { 10: 2.1, 50: 2.5, 99: 2.99 } });
    expect(latency.reportedPlaces.p99?.line).toBe(11);
    expect(latency.unit).toBe('s');
  });

  it('reads throughput as values, the number of requests as a parameter', () => {
    const benchmark = benchmarkOf(onlyRun(read('throughput.json').result), 'throughput');
    expect(benchmark.parameters).toEqual({ num_requests: 50 });
    expect(benchmark.measures.map(({ label, unit, value }) => [label, unit, value])).toEqual([
      ['elapsed_time', 's', 12.5],
      ['total_num_tokens', 'tok', 10_000],
      ['requests_per_second', 'req/s', 4],
      ['tokens_per_second', 'tok/s', 800],
    ]);
  });

  it('reads printed results, one run each, with the arguments above them', () => {
    const file = read('printed.log');
    expect(file.recognition?.score).toBe(0.9);
    const [first, second] = file.result.runs;
    expect(benchmarkOf(first!, 'serve').parameters).toMatchObject({
      model: 'example/toy-1b',
      request_rate: 2,
    });
    expect(benchmarkOf(second!, 'serve').parameters).toMatchObject({
      request_rate: 'inf',
      max_concurrency: 8,
    });
    const ttft = measureOf(benchmarkOf(second!, 'serve'), 'TTFT (ms)');
    expect(ttft.reported?.mean).toBeCloseTo(0.0525, 12);
    expect(ttft.place).toEqual({ line: 25, column: 42 });
    expect(measureOf(benchmarkOf(first!, 'serve'), 'Successful requests').value).toBe(20);
  });

  it('finds columns inside an escaped string', () => {
    const file = read('wrapped.json');
    const ttft = measureOf(benchmarkOf(onlyRun(file.result), 'serve'), 'TTFT (ms)');
    expect(ttft.place.line).toBe(3);
    expect(file.lines[2]?.slice(ttft.place.column - 1)).toMatch(/^41\.50/);
  });

  it('keeps a run that failed with its reason', () => {
    const ttft = measureOf(benchmarkOf(onlyRun(read('wrapped-failed.json').result), 'serve'), 'ttft');
    expect(samplesOf(ttft)).toMatchObject([{ outcome: 2, error: 'timeout after 600 s', line: 3 }]);
  });
});

describe('SGLang bench_serving', () => {
  const file = readFixture('sglang/serving.jsonl', sglang);
  const [first, second, old] = file.result.runs;

  it('is told from vLLM, whose format leaves it alone', () => {
    expect(file.recognition?.score).toBe(0.95);
    expect(readFixture('sglang/serving.jsonl', vllm).recognition).toBeNull();
    expect(readFixture('vllm/serve.json', sglang).recognition).toBeNull();
    expect(readFixture('vllm/serve-detailed.json', sglang).recognition).toBeNull();
  });

  it('keeps an infinite rate as "inf", and the load apart from the server', () => {
    expect(benchmarkOf(first!, 'serve').parameters).toEqual({
      request_rate: 'inf',
      max_concurrency: 2,
      random_input_len: 128,
      random_output_len: 32,
      random_range_ratio: 0.5,
    });
    expect(benchmarkOf(second!, 'serve').parameters.request_rate).toBe(4);
    expect(first).toMatchObject({ name: 'toy_c2', toolVersion: '0.5.0' });
    expect(first?.parameters).toEqual({
      tag: 'toy_c2',
      backend: 'sglang',
      dataset_name: 'random',
      model: 'example/toy-1b',
      dtype: 'bfloat16',
      tp_size: 2,
      attention_backend: 'fa3',
    });
  });

  it('gives latencies, rates and concurrency', () => {
    const serve = benchmarkOf(second!, 'serve');
    expect(measureOf(serve, 'ttft').reported?.mean).toBe(0.1205);
    expect(measureOf(serve, 'itl').reported?.percentiles).toEqual({ 95: 0.0245, 99: 0.03075 });
    expect(measureOf(serve, 'e2e_latency')).toMatchObject({ metric: 'latency', place: { line: 2 } });
    expect(measureOf(serve, 'concurrency')).toMatchObject({ value: 1.8, direction: 'none' });
    expect(measureOf(serve, 'accept_length').value).toBe(2.5);
    expect(old?.benchmarks[0]?.measures.some(({ label }) => label === 'accept_length')).toBe(false);
    expect(file.result.problems).toMatchObject([
      { line: 4, message: 'This line is no result of bench_serving.' },
    ]);
  });

  it('reads requests', () => {
    const detailed = readFixture('sglang/details.jsonl', sglang);
    const ttft = measureOf(benchmarkOf(onlyRun(detailed.result), 'serve'), 'ttft');
    expect(samplesOf(ttft).map(({ value, outcome }) => [value, outcome])).toEqual([
      [0.05, 0],
      [0.07, 0],
      [0, 2],
    ]);
    expect(ttft.reported?.mean).toBe(0.06);
  });
});

describe('files that are no serving benchmark', () => {
  it.each([
    ['a.json', '{"completed": 3, "total": 5}'],
    ['package.json', '{"name": "x", "scripts": {}}'],
    ['b.json', '{"success": true, "raw_output": "hello"}'],
    ['c.txt', 'Serving Benchmark Result was good\n'],
  ])('%s', (path, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(readBytes(path, bytes, vllm).recognition).toBeNull();
    expect(readBytes(path, bytes, sglang).recognition).toBeNull();
  });
});
