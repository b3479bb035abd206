import { describe, expect, it } from 'vitest';
import { tinybench } from '../../../src/core/formats/tinybench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('tasks of tinybench 6', () => {
  const read = readFixture('tinybench/v6.json', tinybench);
  const run = onlyRun(read.result);

  it('takes the time and the runtime', () => {
    expect(read.recognition?.score).toBe(0.9);
    expect(run).toMatchObject({
      name: 'words',
      startedAt: { iso: '2026-11-20T10:15:30Z', zone: 'utc' },
      environment: { runtime: 'node', node: '20.20.2' },
    });
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['join', 'concat', 'broken']);
  });

  it('reads latency in ms and throughput, each with its statistics at their places', () => {
    const join = benchmarkOf(run, 'join');
    const latency = measureOf(join, 'latency');
    expect(latency).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'ms', kind: 'summary' });
    expect(Number(textAt(read, latency.place)) / 1000).toBeCloseTo(latency.reported!.mean!, 15);
    expect(latency.reported?.n).toBe(185_952);
    expect(Number(textAt(read, latency.reportedPlaces['p99.5']!)) / 1000).toBeCloseTo(
      latency.reported!.percentiles['99.5']!,
      15,
    );
    const { level, low, high } = latency.reported!.intervals.mean!;
    const moe = Number(textAt(read, latency.reportedPlaces['interval.mean']!)) / 1000;
    expect(level).toBe(0.95);
    expect((high - low) / 2).toBeCloseTo(moe, 15);
    const throughput = measureOf(join, 'throughput');
    expect(throughput).toMatchObject({ metric: 'operation-throughput', unit: 'op/s', direction: 'higher' });
    expect(throughput.reported?.mean).toBeGreaterThan(7e6);
    expect(join.measures.map(({ label }) => label)).toEqual(['latency', 'rme', 'throughput', 'totalTime']);
  });

  it('keeps a task that threw with its reason', () => {
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'broken'), 'latency'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, error: 'no such word' });
    expect(textAt(read, failed!)).toBe('"broken"');
  });

  it('takes kept samples of the time, and not their inverse', () => {
    const kept = readFixture('tinybench/v6-samples.json', tinybench);
    expect(kept.recognition?.score).toBe(0.9);
    const nap = benchmarkOf(onlyRun(kept.result), 'nap');
    expect(samplesOf(measureOf(nap, 'latency'))).toHaveLength(12);
    expect(samplesOf(measureOf(nap, 'latency'))[1]?.value).toBeCloseTo(0.002123156, 12);
    expect(measureOf(nap, 'throughput').samples).toBeNull();
  });
});

describe('tables of tinybench', () => {
  it.each(['v6-table.json', 'v6-table.txt'])('reads %s', (file) => {
    const read = readFixture(`tinybench/${file}`, tinybench);
    expect(read.recognition?.score).toBe(0.9);
    const run = onlyRun(read.result);
    const join = measureOf(benchmarkOf(run, 'join'), 'latency');
    expect(join.reported?.mean).toBeCloseTo(161.33e-9, 15);
    expect(join.reported?.median).toBeCloseTo(131e-9, 15);
    expect(join.reported?.statistics.mad).toBeCloseTo(1e-9, 15);
    expect(join.reported?.n).toBe(185_952);
    expect(join.reported?.intervals.mean?.high).toBeCloseTo(161.33e-9 * 1.197, 15);
    expect(read.lines[join.place.line - 1]?.slice(join.place.column - 1)).toMatch(/^"?161\.33 ±/);
    const throughput = measureOf(benchmarkOf(run, 'concat'), 'throughput');
    expect(throughput.reported).toMatchObject({ mean: 15_879_362, median: 16_666_667 });
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'broken'), 'latency'));
    expect(failed).toMatchObject({ outcome: 2, error: 'no such word' });
  });

  it('reads the table of version 2', () => {
    const read = readFixture('tinybench/v2-table.json', tinybench);
    expect(read.recognition?.score).toBe(0.9);
    const sort = benchmarkOf(onlyRun(read.result), 'sort');
    const latency = measureOf(sort, 'latency');
    expect(latency.reported).toMatchObject({ n: 6332 });
    expect(latency.reported?.mean).toBeCloseTo(935.9883133290382e-9, 15);
    expect(measureOf(sort, 'rme').value).toBe(117.01);
    expect(measureOf(sort, 'ops/sec').value).toBe(1_068_389);
  });
});

describe('tasks of tinybench 2, odd and damaged', () => {
  it('reads flat results', () => {
    const read = readFixture('tinybench/v2-tasks.json', tinybench);
    expect(read.recognition?.score).toBe(0.9);
    const run = onlyRun(read.result);
    const join = benchmarkOf(run, 'join');
    expect(measureOf(join, 'hz')).toMatchObject({ unit: 'op/s', value: 3_873_705.452384052 });
    const latency = measureOf(join, 'latency');
    expect(samplesOf(latency)).toHaveLength(12);
    expect(latency.reported?.mean).toBeCloseTo(0.25815075830934827e-6, 15);
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'broken'), 'latency'));
    expect(failed?.error).toBe('tinybench gives no result for this task.');
  });

  it('keeps what it can read and says what it cannot', () => {
    const { result } = readFixture('tinybench/odd.json', tinybench);
    const run = onlyRun(result);
    const fine = measureOf(benchmarkOf(run, 'fine'), 'latency');
    expect(samplesOf(fine).map(({ outcome }) => outcome)).toEqual([0, 0, 2]);
    expect(fine.reported?.percentiles).toEqual({});
    const reasons = ['aborted', 'said'].map(
      (name) => samplesOf(measureOf(benchmarkOf(run, name), 'latency'))[0]?.error,
    );
    expect(reasons).toEqual(['tinybench gives no result for this task (aborted).', 'out of ideas']);
    expect(result.problems.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/results/3', 'This task has no name and was not read.'],
      ['/results/4', 'This task has no name and was not read.'],
    ]);
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('tinybench/cut.json', tinybench);
    expect(cut.recognition?.score).toBe(0.9);
    expect(measureOf(benchmarkOf(onlyRun(cut.result), 'join'), 'latency').reported?.mean).toBeGreaterThan(0);
  });

  it('does not claim other lists', () => {
    const claim = (name: string, text: string): unknown =>
      readBytes(name, new TextEncoder().encode(text), tinybench).recognition;
    expect(claim('x.json', '[{"name": "a", "mean": 3, "rme": 1}]')).toBeNull();
    expect(claim('x.json', '[{"Task name": "a", "done": true}]')).toBeNull();
    expect(claim('x.txt', '│ Task │ time │\n│ a │ 3 │\n')).toBeNull();
  });
});
