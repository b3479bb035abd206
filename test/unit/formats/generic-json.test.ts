import { describe, expect, it } from 'vitest';
import { genericJson } from '../../../src/core/formats/generic-json.ts';
import { genericJsonl } from '../../../src/core/formats/generic-jsonl.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const readText = (text: string, name = 'results.json') =>
  readBytes(name, new TextEncoder().encode(text), genericJson);

describe('arrays of records', () => {
  const read = readFixture('generic-json/levels.json', genericJson);
  const run = onlyRun(read.result);

  it('what stands around them is tool, time, environment and parameters of the run', () => {
    expect(read.recognition?.score).toBe(0.28);
    expect(run).toMatchObject({
      tool: 'loadgen',
      toolVersion: '1.2.3',
      startedAt: { iso: '2026-01-02T03:04:05Z', zone: 'utc' },
      environment: { gpu: 'Example GPU' },
      parameters: { model: 'tiny-1b', input_tokens: 128 },
    });
  });

  it('records become benchmarks, statistics one summary whose parts keep their lines', () => {
    const two = benchmarkOf(run, 'benchmark', { concurrency: 2 });
    expect(measureOf(two, 'latency_ms')).toMatchObject({
      value: 0.0205,
      unit: 's',
      pointer: '/results/1/latency_ms',
    });
    expect(textAt(read, measureOf(two, 'latency_ms').place)).toBe('20.5');
    expect(measureOf(two, 'ttft_ms').reported?.percentiles).toEqual({ '50': 0.0095, '99': 0.0405 });
  });

  it('a failed record fails under every label', () => {
    const four = benchmarkOf(run, 'benchmark', { concurrency: 4 });
    for (const label of ['latency_ms', 'ttft_ms']) {
      expect(samplesOf(measureOf(four, label))).toMatchObject([
        { outcome: 2, error: 'queue full', line: 13 },
      ]);
    }
  });

  it('a mean beside the records is shown, not counted, and checked against those that did not fail', () => {
    const summary = benchmarkOf(run, 'summary');
    expect(measureOf(summary, 'avg_latency_ms')).toMatchObject({
      value: 0.0995,
      notCountedBecause: 'stands beside the records that it sums up',
    });
    expect(measureOf(summary, 'total_tokens')).toMatchObject({
      value: 640,
      unit: 'tok',
      notCountedBecause: null,
    });
    expect(read.result.problems).toMatchObject([
      { line: 8, message: 'avg_latency_ms says 99.5, but the mean of 2 records is 15.5.' },
    ]);
  });
});

describe('other shapes', () => {
  it('records under their names, values in blocks, statistics in blocks with a unit', () => {
    const run = onlyRun(readFixture('generic-json/named.json', genericJson).result);
    const parse = benchmarkOf(run, 'suite::parse');
    expect(measureOf(parse, 'latency')).toMatchObject({
      value: 125.5,
      unit: null,
      metric: 'latency',
      kind: 'value',
    });
    expect(measureOf(parse, 'latency').reported?.statistics).toEqual({
      lower_value: 100.5,
      upper_value: 150.5,
    });
    expect(measureOf(parse, 'heap')).toMatchObject({ unit: 'B', unitInFile: 'MiB', kind: 'summary' });
    expect(measureOf(parse, 'heap').reported).toMatchObject({
      n: 12,
      mean: 2.5 * 2 ** 20,
      percentiles: { '95': 3.5 * 2 ** 20 },
    });
    expect(benchmarkOf(run, 'suite::print').measures.map(({ label }) => label)).toEqual(['latency']);
  });

  it('records inside records inherit what stands around them; lists of numbers are samples', () => {
    const run = onlyRun(readFixture('generic-json/nested.json', genericJson).result);
    const a = benchmarkOf(run, 'benchmark', { backend: 'a' });
    expect(a.parameters).toEqual({ threads: 2, backend: 'a' });
    expect(samplesOf(measureOf(a, 'latency_ms')).map(({ value, line }) => [value, line])).toEqual([
      [0.0015, 3],
      [0.0025, 3],
    ]);
    const itl = measureOf(benchmarkOf(run, 'traces', { backend: 'a' }), 'itl_ms');
    expect(samplesOf(itl)).toMatchObject([
      { value: 0.0005, line: 6, column: 44, outcome: 0 },
      { value: NaN, outcome: 2, error: 'not a finite number' },
      { value: 0.00075, line: 6, column: 55, outcome: 0 },
    ]);
  });

  it('values with a unit of their own never share a unit', () => {
    const run = onlyRun(readFixture('generic-json/values.json', genericJson).result);
    expect(measureOf(benchmarkOf(run, 'requests'), 'value (req/s)')).toMatchObject({ unit: 'req/s' });
    expect(measureOf(benchmarkOf(run, 'memory'), 'value (MiB)')).toMatchObject({
      unit: 'B',
      value: 12 * 2 ** 20,
    });
  });

  it('one flat object is a record when two of its numbers have units', () => {
    const read = readFixture('generic-json/single.json', genericJson);
    expect(read.recognition?.score).toBe(0.2);
    const benchmark = benchmarkOf(onlyRun(read.result), 'benchmark', { threads: 4 });
    expect(samplesOf(measureOf(benchmark, 'encode_ms'))).toMatchObject([{ line: 1, column: 80 }]);
    expect(measureOf(benchmark, 'decode_alloc_bytes').value).toBe(4096);
    expect(measureOf(benchmark, 'pages').notCountedBecause).toBe(
      'neither its name nor a unit says what it measures',
    );
    expect(readText('{"title":"x","latency_ms":5}').recognition).toBeNull();
  });

  it('a document that breaks off keeps its whole records', () => {
    const run = onlyRun(readFixture('generic-json/damaged.json', genericJson).result);
    expect(run.benchmarks.map(({ name }) => name).slice(0, 2)).toEqual(['a', 'b']);
    expect(samplesOf(measureOf(benchmarkOf(run, 'b'), 'latency_ms'))).toMatchObject([{ value: 0.0025 }]);
  });
});

describe('JSON that is no result', () => {
  it.each(['before.json', 'config.json', 'package.json', 'service.json'])('%s is not claimed', (name) => {
    expect(readFixture(`generic-json/${name}`, genericJson).recognition).toBeNull();
  });

  it.each([
    ['eslint.json', '[{"filePath":"a.ts","messages":[],"duration_ms":3}]'],
    ['out.json', '{"nbformat":4,"cells":[{"execution_time_ms":3}]}'],
    ['coverage.json', '{"total":{"lines":{"total":10,"pct":90}},"rows":[{"latency_ms":3}]}'],
    ['data.json', '[{"sepal_length":5.1,"sepal_width":3.5},{"sepal_length":4.9,"sepal_width":3}]'],
    ['messages.json', '[{"id":1,"text":"hello"},{"id":2,"text":"bye"}]'],
    ['empty.json', '[]'],
  ])('%s is not claimed', (name, text) => {
    expect(readText(text, name).recognition).toBeNull();
  });
});

describe('JSON Lines', () => {
  const read = readFixture('generic-jsonl/records.jsonl', genericJsonl);
  const run = onlyRun(read.result);

  it('each line is a record, with places inside its line', () => {
    expect(read.recognition?.score).toBe(0.28);
    expect(run.parameters).toEqual({ seq_len: 128 });
    const ttft = measureOf(benchmarkOf(run, 'base'), 'timings.ttft_ms');
    expect(ttft).toMatchObject({ metric: 'ttft', unit: 's' });
    expect(samplesOf(ttft).map(({ value, line, column }) => [value, line, column])).toEqual([
      [0.0125, 2, 59],
      [0.0135, 3, 59],
    ]);
    expect(textAt(read, samplesOf(ttft)[1]!)).toBe('13.5');
  });

  it('elements of lists have places of their own', () => {
    const itl = measureOf(benchmarkOf(run, 'base'), 'itl_ms');
    expect(samplesOf(itl).map((sample) => textAt(read, sample))).toEqual(['1.5', '2.5', '1.25']);
  });

  it('failed records fail, lines that are no JSON and broken ones are told', () => {
    const ttft = measureOf(benchmarkOf(run, 'fast'), 'timings.ttft_ms');
    expect(samplesOf(ttft)).toMatchObject([
      { value: 0, outcome: 2, error: 'out of memory', line: 4, column: 61 },
    ]);
    expect(read.result.problems.map(({ severity, line }) => [severity, line])).toEqual([
      ['error', 5],
      ['info', 1],
    ]);
  });

  it('a time that is a date in milliseconds is when, not how long', () => {
    const read = (times: readonly number[]) => {
      const lines = times.map((time, index) => JSON.stringify({ time, latency_ms: 12 + index }));
      const bytes = new TextEncoder().encode(lines.join('\n'));
      return onlyRun(readBytes('log.jsonl', bytes, genericJsonl).result);
    };
    const dated = read([1735689600000, 1735689600250]);
    expect(dated.startedAt?.iso).toMatch(/^2025-01-01T00:00:00/);
    expect(dated.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label))).toEqual([
      'latency_ms',
    ]);
    const durations = read([1.5, 1735689600]);
    expect(durations.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label))).toEqual([
      'time',
      'latency_ms',
    ]);
  });

  it('lines without a metric are not claimed', () => {
    expect(readFixture('generic-jsonl/events.jsonl', genericJsonl).recognition).toBeNull();
  });
});

describe('numbers in a block of settings', () => {
  it('are parameters, whatever they are called', () => {
    const record = (budget: number, tokens: number) => ({
      method: 'window',
      config: { budget_ratio: budget, sink_size: 4 },
      throughput_tps: tokens,
    });
    const records = [record(0.2, 37), record(0.2, 38), record(0.4, 50), record(0.4, 51)];
    const run = onlyRun(readText(JSON.stringify({ results: records })).result);
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { budget_ratio: 0.2 },
      { budget_ratio: 0.4 },
    ]);
    const labels = run.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label));
    expect([...new Set(labels)]).toEqual(['throughput_tps']);
    expect(samplesOf(run.benchmarks[0]!.measures[0]!).map(({ value }) => value)).toEqual([37, 38]);
  });
});
