import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { genericCsv } from '../../../src/core/formats/generic-csv.ts';
import type { ReadMapping } from '../../../src/core/formats/mapping.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { headOf, inputOf } from '../../../src/core/reading/input.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const readText = (text: string, name = 'table.csv') =>
  readBytes(name, new TextEncoder().encode(text), genericCsv);
const values = (measure: ReturnType<typeof measureOf>) => samplesOf(measure).map(({ value }) => value);

describe('tables with one observation per row', () => {
  const read = readFixture('generic-csv/requests.csv', genericCsv);
  const run = onlyRun(read.result);
  const alpha = benchmarkOf(run, 'alpha', { phase: 'measured' });
  const beta = benchmarkOf(run, 'beta');

  it('are recognised by a metric column', () => {
    expect(read.recognition).toEqual({ score: 0.3, reason: 'a table with the metric column “latency_ms”' });
  });

  it('constant settings belong to the run, others and JSON options to the benchmark', () => {
    expect(run.parameters).toEqual({ device: 'gpu0' });
    expect(alpha.parameters).toEqual({ phase: 'measured', depth: 2, batch_size: 4 });
    expect(beta.parameters).toEqual({ phase: 'measured', depth: 3, batch_size: 8 });
  });

  it('rows that agree are samples; ids and prompts are labels; each value has its place', () => {
    const latency = measureOf(alpha, 'latency_ms');
    expect(latency).toMatchObject({ metric: 'latency', unit: 's', unitInFile: 'ms', column: 'latency_ms' });
    const [first, second] = samplesOf(latency);
    expect(first).toMatchObject({ value: expect.closeTo(0.1005, 12) as number, line: 3 });
    expect(textAt(read, first!)).toBe('100.5');
    expect(textAt(read, second!)).toBe('110.25');
    expect(latency.samples?.labels.map(({ name }) => name)).toEqual(['request_id', 'prompt']);
  });

  it('failed rows keep their number but are failed, with the error', () => {
    expect(samplesOf(measureOf(alpha, 'tokens_per_second'))[2]).toMatchObject({
      value: 0,
      outcome: 2,
      error: 'connection reset',
      line: 5,
    });
  });

  it('words and NaN in a metric column are failures; empty cells are nothing', () => {
    expect(samplesOf(measureOf(beta, 'latency_ms'))[0]).toMatchObject({
      value: NaN,
      outcome: 2,
      error: 'timed out',
    });
    const rates = samplesOf(measureOf(beta, 'tokens_per_second'));
    expect(rates.map(({ line, outcome }) => [line, outcome])).toEqual([
      [6, 0],
      [8, 2],
    ]);
    expect(rates[1]?.error).toBe('not a finite number: nan');
  });

  it('warm-up rows are a benchmark of their own that does not count', () => {
    const warm = benchmarkOf(run, 'alpha', { phase: 'warmup' });
    expect(warm.measures.map(({ notCountedBecause }) => notCountedBecause)).toEqual(['warm-up', 'warm-up']);
    expect(values(measureOf(warm, 'tokens_per_second'))).toEqual([10.5]);
  });

  it('an error beside success and odd cells are warnings at their place', () => {
    expect(read.result.problems.map(({ line, column, message }) => [line, column, message])).toEqual([
      [8, 65, 'The row says that it succeeded, but also has an error: retried once'],
      [6, 50, 'latency_ms holds “timed out” where a number belongs.'],
      [8, 56, 'tokens_per_second holds “nan” where a number belongs.'],
    ]);
  });
});

describe('tables of statistics', () => {
  it('statistics of one thing are one summary, with the number of samples; other numbers are values', () => {
    const read = readFixture('generic-csv/summary.csv', genericCsv);
    expect(read.result.role).toBe('summary');
    const run = onlyRun(read.result);
    const four = benchmarkOf(run, 'read', { threads: 4 });
    expect(four.measures.map(({ label }) => label)).toEqual([
      'request_throughput (req/s)',
      'total_bytes',
      'latency_ms',
    ]);
    const latency = measureOf(four, 'latency_ms');
    expect(latency).toMatchObject({ kind: 'summary', metric: 'latency', unit: 's', samples: null });
    expect(latency.reported).toMatchObject({
      n: 50,
      mean: 0.0025,
      median: expect.closeTo(0.00225, 12) as number,
      stddev: 0.00075,
      percentiles: { '99': 0.006 },
    });
    expect(textAt(read, latency.place)).toBe('2.5');
    expect(measureOf(four, 'request_throughput (req/s)')).toMatchObject({
      kind: 'value',
      value: 1600,
      unit: 'req/s',
    });
    expect(measureOf(four, 'total_bytes')).toMatchObject({ kind: 'value', value: 4096, unit: 'B' });
  });

  it('where cases stand in several rows, a row is an observation, and only medians and means count', () => {
    const run = onlyRun(readFixture('generic-csv/seeds.csv', genericCsv).result);
    const eight = benchmarkOf(run, 'benchmark', { L: 8 });
    expect(values(measureOf(eight, 'time_median_s'))).toEqual([1.5, 1.75]);
    expect(measureOf(eight, 'time_median_s').notCountedBecause).toBeNull();
    expect(measureOf(eight, 'time_iqr_s').notCountedBecause).toBe(
      'a statistic of each row; those of several rows are not averaged',
    );
    expect(measureOf(eight, 'residual').notCountedBecause).toBe(
      'neither its name nor a unit says what it measures',
    );
  });

  it('repetitions as columns are samples beside their median; amounts and sizes are parameters', () => {
    const run = onlyRun(readFixture('generic-csv/repetitions.csv', genericCsv).result);
    expect(run.parameters).toEqual({ ops: 500000 });
    const ring = benchmarkOf(run, 'benchmark', { queue_type: 'ring', msg_bytes: 64 });
    expect(ring.measures).toHaveLength(1);
    const rate = measureOf(ring, 'mops');
    expect(rate).toMatchObject({ unit: 'op/s', kind: 'samples' });
    expect(samplesOf(rate).map(({ value, line, column }) => [value, line, column])).toEqual([
      [1_750_000, 4, 20],
      [2_000_000, 4, 25],
      [2_500_000, 4, 29],
    ]);
    expect(rate.reported).toMatchObject({ n: null, median: 2_000_000 });
  });
});

describe('tables that are written otherwise', () => {
  it('semicolons, decimal commas and a row of units', () => {
    const run = onlyRun(readFixture('generic-csv/units.csv', genericCsv).result);
    const add = benchmarkOf(run, 'add', { Grid: 16 });
    expect(measureOf(add, 'Duration')).toMatchObject({ unit: 's', unitInFile: 'us' });
    expect(values(measureOf(add, 'Duration'))).toEqual([expect.closeTo(0.0000125, 15), 0.0000135]);
    expect(measureOf(add, 'Throughput')).toMatchObject({ unit: 'B/s', metric: 'bandwidth' });
    expect(values(measureOf(add, 'Throughput'))).toEqual([100.25e9, 90.75e9]);
  });

  it('units in the cells, also when they differ from row to row', () => {
    const read = readFixture('generic-csv/quantities.csv', genericCsv);
    const run = onlyRun(read.result);
    const sort = measureOf(benchmarkOf(run, 'Sort', { N: 100 }), 'Mean');
    expect(sort.reported?.mean).toBeCloseTo(0.0025005, 12);
    expect(sort.reported?.stddev).toBeCloseTo(0.0015, 12);
    expect(sort.place).toEqual({ line: 3, column: 11 });
    expect(measureOf(benchmarkOf(run, 'Find', { N: 10 }), 'Mean').reported?.mean).toBeCloseTo(0.8e-6, 12);
    const allocated = benchmarkOf(run, 'Sort', { N: 100 }).measures.map(({ label }) => label);
    expect(allocated).toEqual(['Mean']);
  });

  it('metrics as rows and cases as columns, also under equal headers', () => {
    const read = readFixture('generic-csv/transposed.csv', genericCsv);
    expect(read.recognition?.score).toBeCloseTo(0.2);
    const run = onlyRun(read.result);
    const second = benchmarkOf(run, 'run A', { column: 3 });
    expect(measureOf(second, 'Request throughput (req/s)')).toMatchObject({
      kind: 'value',
      value: 1.25,
      unit: 'req/s',
    });
    expect(measureOf(second, 'TTFT (ms)').reported).toMatchObject({
      mean: 0.24025,
      percentiles: { '99': 0.70075 },
    });
    expect(textAt(read, measureOf(second, 'TTFT (ms)').place)).toBe('240.25');
    expect(measureOf(second, 'ITL (ms)').reported).toMatchObject({ median: 0.02325, mean: null });
  });

  it('one number per row with its metric and unit', () => {
    const run = onlyRun(readFixture('generic-csv/long.csv', genericCsv).result);
    expect(values(measureOf(benchmarkOf(run, 'insert'), 'latency'))).toEqual([0.0015, 0.0025]);
    expect(measureOf(benchmarkOf(run, 'insert'), 'throughput')).toMatchObject({ unit: 'op/s' });
    expect(measureOf(benchmarkOf(run, 'scan'), 'latency').reported?.percentiles).toEqual({ '95': 0.0075 });
    expect(measureOf(benchmarkOf(run, 'scan'), 'score of luck').notCountedBecause).not.toBeNull();
  });

  it('a value keeps its own unit: what can be converted is, what cannot has a name of its own', () => {
    const run = onlyRun(readFixture('generic-csv/named_values.csv', genericCsv).result);
    const boot = benchmarkOf(run, 'boot');
    expect(values(measureOf(boot, 'value'))).toEqual([2.5, 1.5]);
    expect(measureOf(boot, 'value').unit).toBe('s');
    expect(values(measureOf(boot, 'value (MiB)'))).toEqual([96 * 2 ** 20]);
  });

  it('states of a machine over time are a time series', () => {
    const read = readFixture('generic-csv/sampler.csv', genericCsv);
    expect(read.result.role).toBe('timeseries');
    const run = onlyRun(read.result);
    const power = measureOf(benchmarkOf(run, 'benchmark'), 'power_w');
    expect(power).toMatchObject({ kind: 'timeseries', metric: 'power', unit: 'W' });
    const start = Date.parse('2026-01-02T03:04:05Z');
    expect([...(power.samples?.times ?? [])].map((time) => time - start)).toEqual([0, 1000, 3000]);
    expect([run.startedAt?.iso, run.endedAt?.iso]).toEqual(['2026-01-02T03:04:05Z', '2026-01-02T03:04:08Z']);
  });

  it('quantities that are always zero were not measured', () => {
    const benchmark = benchmarkOf(
      onlyRun(readFixture('generic-csv/zeros.csv', genericCsv).result),
      'benchmark',
    );
    expect(measureOf(benchmark, 'latency_s').notCountedBecause).toBeNull();
    for (const label of ['avg_power_watts', 'avg_clock_mhz']) {
      expect(measureOf(benchmark, label).notCountedBecause).toBe('always zero, so it was not measured');
    }
  });

  it('a column that repeats a setting is no result', () => {
    const run = onlyRun(readText('case,request_rate,qps,latency_ms\na,1,1,5.5\na,2,2,6.5\n').result);
    expect(run.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label))).toEqual([
      'latency_ms',
      'latency_ms',
    ]);
    expect(run.benchmarks[1]?.parameters).toMatchObject({ request_rate: 2 });
  });
});

describe('what a table does not say', () => {
  const read = (name: string, mappings: readonly ReadMapping[]) => {
    const bytes = new Uint8Array(
      readFileSync(new URL(`../../fixtures/generic-csv/${name}`, import.meta.url)),
    );
    const context = { decoder: nodeDecoder, sibling: () => null, mappings };
    return {
      recognition: genericCsv.recognise(headOf(name, bytes, context)),
      result: runToEnd(genericCsv.read(inputOf(name, bytes, context))),
    };
  };

  it('is not guessed: no metric, no result', () => {
    for (const name of ['opaque.csv', 'people.csv']) {
      const { recognition, result } = readFixture(`generic-csv/${name}`, genericCsv);
      expect(recognition).toBeNull();
      expect(result.runs).toEqual([]);
    }
    expect(readText('a,775\nb,275\nc,543\n').recognition).toBeNull();
    expect(readText('The latency, it was said,\nwas good.\n', 'notes.txt').recognition).toBeNull();
  });

  it('the user can say: metric, unit, direction, parameter, nothing', () => {
    const { recognition, result } = read('mapped.csv', [
      { column: 'BAR', metric: 'latency', unit: 'ms' },
      { column: 'baz', role: 'parameter' },
      { column: 'foo', role: 'label' },
    ]);
    expect(recognition?.score).toBe(0.3);
    const run = onlyRun(result);
    const bar = measureOf(benchmarkOf(run, 'benchmark', { baz: 8 }), 'bar');
    expect(bar).toMatchObject({ metric: 'latency', unit: 's', direction: 'lower' });
    expect(values(bar)).toEqual([0.0025]);
    expect(bar.samples?.labels).toMatchObject([{ name: 'foo', dictionary: ['', 'a', 'b'] }]);
  });

  it('a mapping may turn a metric into a parameter or leave it out', () => {
    const text = 'case,latency_ms,ttft_ms\na,1.5,2.5\na,1.25,3.5\n';
    const bytes = new TextEncoder().encode(text);
    const mappings: readonly ReadMapping[] = [{ column: 'ttft_ms', role: 'ignore' }];
    const context = { decoder: nodeDecoder, sibling: () => null, mappings };
    const run = onlyRun(runToEnd(genericCsv.read(inputOf('t.csv', bytes, context))));
    expect(run.benchmarks.map(({ measures }) => measures.map(({ label }) => label))).toEqual([
      ['latency_ms'],
    ]);
  });
});

describe('large tables', () => {
  it('are read into shared columns that equal the cells', () => {
    const rows = 20_000;
    const lines = ['case,batch_size,repetition,latency_ms,power_w'];
    for (let row = 0; row < rows; row++)
      lines.push(`c${row % 3},${2 ** (row % 2)},${row},${row / 8},${row % 97}`);
    const run = onlyRun(readText(`${lines.join('\n')}\n`).result);
    expect(run.benchmarks).toHaveLength(6);
    const benchmark = benchmarkOf(run, 'c1', { batch_size: 2 });
    const latency = measureOf(benchmark, 'latency_ms');
    const power = measureOf(benchmark, 'power_w');
    expect(latency.samples?.lines).toBe(power.samples?.lines);
    expect(latency.samples?.values.length).toBe(3334);
    const indexes = [0, 1000, 3333];
    for (const index of indexes) {
      const line = latency.samples?.lines[index] ?? 0;
      const row = line - 2;
      expect([row % 3, row % 2]).toEqual([1, 1]);
      expect(latency.samples?.values[index]).toBeCloseTo(row / 8000, 12);
      const column = latency.samples?.columns[index] ?? 0;
      expect(lines[line - 1]?.slice(column - 1)).toBe(`${row / 8},${row % 97}`);
    }
  });

  it('a column with another value in nearly each row does not make a benchmark of each', () => {
    const lines = ['session_key,latency_ms'];
    for (let row = 0; row < 70_000; row++) lines.push(`k${(row * 7919) % 70_000},${row / 4}`);
    const run = onlyRun(readText(`${lines.join('\n')}\n`).result);
    expect(run.benchmarks).toHaveLength(1);
    expect(measureOf(run.benchmarks[0]!, 'latency_ms').samples?.values.length).toBe(70_000);
  });
});

describe('a lone column of maxima', () => {
  const only = (text: string) => onlyRun(readText(text).result).benchmarks[0]!.measures;

  it('gives the maximum of all rows, at its place, and no mean', () => {
    const [measure, ...others] = only('kernel,repetition,max_latency_ms\nsort,1,10\nsort,2,15\nsort,3,12\n');
    expect(others).toEqual([]);
    expect(measure).toMatchObject({
      metric: 'latency',
      kind: 'summary',
      samples: null,
      place: { line: 3, column: 8 },
      notCountedBecause: null,
    });
    expect(measure?.reported).toMatchObject({ max: 0.015, mean: null, n: null });
    const [least] = only('kernel,repetition,min_latency_ms\nsort,1,10\nsort,2,15\nsort,3,8\n');
    expect(least?.reported).toMatchObject({ min: 0.008 });
  });

  it('stays a series of observations where it was logged over time', () => {
    const [logged] = only('timestamp,max_latency_ms\n2026-01-02T03:04:05Z,10\n2026-01-02T03:04:06Z,12\n');
    expect(logged).toMatchObject({ label: 'max_latency_ms', reported: null });
    expect(values(logged!)).toEqual([0.01, 0.012]);
  });

  it('of deviations says nothing of how large the values are', () => {
    const [spread] = only('kernel,repetition,latency_stddev_ms\nsort,1,1\nsort,2,2\n');
    expect(spread?.notCountedBecause).toContain('not averaged');
  });
});

describe('a column that names the statistic of each row', () => {
  it('leaves what is not at the center out of what counts', () => {
    const { benchmarks } = onlyRun(
      readText('kernel,stat,latency_ms\nsort,mean,10\nsort,stddev,0.2\nsort,p99,14\nsort,max,15\n').result,
    );
    const counted = benchmarks.map(({ parameters, measures }) => [
      parameters.stat,
      measures[0]?.notCountedBecause ?? null,
    ]);
    expect(counted).toEqual([
      ['mean', null],
      ['stddev', 'the stddev of observations, not one of them'],
      ['p99', 'the p99 of observations, not one of them'],
      ['max', 'the max of observations, not one of them'],
    ]);
  });
});
