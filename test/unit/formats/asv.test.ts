import { describe, expect, it } from 'vitest';
import { asv } from '../../../src/core/formats/asv.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('asv, version 2', () => {
  const read = readFixture('asv/v2/machine-a/1234abcd-py3.12.json', asv);
  const run = onlyRun(read.result);
  const find = (size: number, kind: string) => benchmarkOf(run, 'bench.Ledger.time_find', { size, kind });

  it('gives each result its combination of parameters, the last changing fastest', () => {
    expect(read.recognition?.score).toBe(0.95);
    const measure = measureOf(find(10, 'tree'), 'result');
    expect(measure).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'seconds', iterations: 5 });
    expect(measure.reported).toMatchObject({
      n: 12,
      median: 0.25,
      mean: null,
      percentiles: { 25: 0.24, 75: 0.26 },
    });
    expect(measure.reported?.intervals.median).toEqual({ level: 0.99, low: 0.2, high: 0.3 });
    expect(textAt(read, measure.place)).toBe('0.25');
  });

  it('keeps samples where they were saved', () => {
    const measure = measureOf(find(10, 'hash'), 'result');
    expect(samplesOf(measure).map(({ value }) => value)).toEqual([0.5, 0.5, 0.25]);
    expect(measure.reported?.median).toBe(0.5);
  });

  it('keeps what failed as failed', () => {
    expect(samplesOf(measureOf(find(200, 'hash'), 'result'))).toMatchObject([{ outcome: 2, line: 3 }]);
    const gone = samplesOf(measureOf(benchmarkOf(run, 'bench.Ledger.time_gone'), 'result'));
    expect(gone).toMatchObject([{ outcome: 2, line: 6, error: 'asv gives no result: the benchmark failed' }]);
  });

  it('takes units from benchmarks.json', () => {
    expect(measureOf(benchmarkOf(run, 'bench.Ledger.track_hits'), 'track_hits')).toMatchObject({
      kind: 'value',
      value: 87.5,
      unit: '%',
    });
    expect(measureOf(benchmarkOf(run, 'bench.Ledger.peakmem_load'), 'result')).toMatchObject({
      value: 1_048_576,
      unit: 'B',
      metric: 'memory-peak',
    });
  });

  it('knows machine, commit and span, and takes the commit’s date for no start', () => {
    expect(run.environment).toMatchObject({
      host: 'machine-a',
      cpu_count: '8',
      commit: '1234abcd',
      python: '3.12',
    });
    expect(run.startedAt).toEqual({ iso: '2023-11-14T22:20:00Z', zone: 'utc' });
    expect(run.endedAt?.iso).toMatch(/^2023-11-14T22:25:00\.5/);
  });

  it('names the files that belong to it', () => {
    expect(read.result.companions).toEqual(['asv/v2/benchmarks.json', 'asv/v2/machine-a/machine.json']);
    for (const path of read.result.companions) {
      const companion = readFixture(path, asv);
      expect(companion.recognition?.score).toBe(0.9);
      expect(companion.result.runs).toEqual([]);
    }
  });
});

describe('asv, version 1', () => {
  const read = readFixture('asv/v1/machine-b/99ff-py2.7.json', asv);
  const run = onlyRun(read.result);

  it('reads statistics under their names', () => {
    const { reported } = measureOf(benchmarkOf(run, 'old.time_sum', { param1: 1 }), 'result');
    expect(reported).toMatchObject({ n: 6, mean: 0.126, median: 0.125, min: 0.11, max: 0.14, stddev: 0.01 });
    expect(reported?.intervals.median).toEqual({ level: 0.99, low: 0.1, high: 0.15 });
    const second = measureOf(benchmarkOf(run, 'old.time_sum', { param1: 2 }), 'result');
    expect(second.reported).toMatchObject({ n: null, median: 0.5 });
  });

  it('tells units by the first word of a name, and no unit of a tracked number', () => {
    const list = measureOf(benchmarkOf(run, 'old.mem_list'), 'result');
    expect(list).toMatchObject({ value: 4096, unit: 'B', metric: 'memory' });
    expect(textAt(read, list.place)).toBe('4096');
    expect(measureOf(benchmarkOf(run, 'old.track_depth', { param1: 'x' }), 'track_depth')).toMatchObject({
      value: 7,
      unit: null,
    });
  });

  it('says where results and parameters do not fit, and keeps them all', () => {
    expect(read.result.problems.map(({ line, message }) => [line, message])).toEqual([
      [4, 'old.track_depth has 3 results for 2 combinations of parameters.'],
    ]);
    expect(run.benchmarks.filter(({ name }) => name === 'old.track_depth')).toHaveLength(3);
  });
});

it('leaves other JSON alone', () => {
  const claim = (name: string, text: string) =>
    readBytes(name, new TextEncoder().encode(text), asv).recognition;
  expect(claim('x.json', '{"results": {"a": 1}, "commit_hash": "x"}')).toBeNull();
  expect(claim('benchmarks.json', '{"a": {"name": "a", "type": "time"}}')).toBeNull();
  expect(claim('machine.json', '{"cpu": "x", "os": "y"}')).toBeNull();
});
