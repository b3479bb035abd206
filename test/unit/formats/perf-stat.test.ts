import { describe, expect, it } from 'vitest';
import { perfStat } from '../../../src/core/formats/perf-stat.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('perf-stat', () => {
  it('reads counters and times, and says what was not counted', () => {
    const file = readFixture('perf-stat/once.txt', perfStat);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'perf stat',
      startedAt: { iso: '2026-11-23T01:31:43', zone: 'unknown' },
    });
    const ls = benchmarkOf(run, 'ls /');
    const clock = measureOf(ls, 'task-clock');
    expect(clock).toMatchObject({ metric: 'cpu-time', unit: 's', kind: 'value' });
    expect(clock.value).toBeCloseTo(1.14e-3, 12);
    expect(textAt(file, clock.place)).toBe('1.14');
    expect(measureOf(ls, 'seconds time elapsed')).toMatchObject({
      metric: 'execution-time',
      value: 0.001205137,
    });
    expect(measureOf(ls, 'seconds user').value).toBe(0.001842);
    expect(file.result.problems).toMatchObject([
      {
        severity: 'info',
        line: 10,
        message: 'These counters were not counted here: cycles, instructions, branches, branch-misses.',
      },
    ]);
  });

  it('reads means over repetitions with their standard errors', () => {
    const sleep = benchmarkOf(onlyRun(readFixture('perf-stat/repeat.txt', perfStat).result), 'sleep 0.01');
    expect(measureOf(sleep, 'page-faults')).toMatchObject({
      metric: 'page-faults',
      kind: 'summary',
      reported: { n: 5, mean: 76, statistics: { 'standard error %': 0.49 } },
    });
    expect(measureOf(sleep, 'seconds time elapsed').reported).toMatchObject({
      n: 5,
      mean: 0.02226,
      stddev: null,
      statistics: { 'standard error': 0.00755 },
    });
  });

  it('reads intervals as samples with times', () => {
    const intervals = benchmarkOf(
      onlyRun(readFixture('perf-stat/interval.txt', perfStat).result),
      'intervals',
    );
    const faults = measureOf(intervals, 'page-faults');
    expect(samplesOf(faults).map(({ value, line }) => [value, line])).toEqual([
      [74, 6],
      [0, 15],
    ]);
    expect(faults.samples!.times![1]).toBeCloseTo(351.738644, 6);
  });

  it('reads grouped digits, modifiers, and the same command twice', () => {
    const text = [
      " Performance counter stats for 'true':",
      '',
      '         1,234,567      instructions:u            #    1.10  insn per cycle              (83.20%)',
      '',
      '       1.250000000 seconds time elapsed',
      '',
      " Performance counter stats for 'true':",
      '',
      '       1.500000000 seconds time elapsed',
    ].join('\n');
    const file = readBytes('perf.txt', new TextEncoder().encode(text), perfStat);
    const run = onlyRun(file.result);
    expect(measureOf(run.benchmarks[0]!, 'instructions:u').value).toBe(1234567);
    expect(measureOf(benchmarkOf(run, 'true', { occurrence: 2 }), 'seconds time elapsed').value).toBe(1.5);
  });
});
