import { describe, expect, it } from 'vitest';
import { gnuTime } from '../../../src/core/formats/gnu-time.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('gnu-time', () => {
  it('reads times and memory of one command', () => {
    const file = readFixture('gnu-time/once.txt', gnuTime);
    expect(file.recognition?.score).toBe(0.95);
    const ls = benchmarkOf(onlyRun(file.result), 'ls /');
    const memory = measureOf(ls, 'Maximum resident set size (kbytes)');
    expect(memory).toMatchObject({ metric: 'memory-peak', unit: 'B', unitInFile: 'kbytes' });
    expect(samplesOf(memory)[0]?.value).toBe(2216 * 1024);
    expect(textAt(file, memory.place)).toBe('2216');
    expect(measureOf(ls, 'Percent of CPU this job got').samples!.values[0]).toBe(100);
    expect(ls.measures.map(({ label }) => label)).not.toContain('Average total size (kbytes)');
  });

  it('takes repetitions of a command as its samples, and bad ends as failures', () => {
    const run = onlyRun(readFixture('gnu-time/several.txt', gnuTime).result);
    expect(run.benchmarks).toHaveLength(3);
    const elapsed = 'Elapsed (wall clock) time (h:mm:ss or m:ss)';
    expect(samplesOf(measureOf(run.benchmarks[0]!, elapsed)).map(({ outcome }) => outcome)).toEqual([
      0, 0, 0,
    ]);
    expect(measureOf(run.benchmarks[0]!, elapsed)).toMatchObject({
      metric: 'execution-time',
      kind: 'samples',
    });
    expect(samplesOf(measureOf(run.benchmarks[1]!, elapsed))[0]).toMatchObject({
      outcome: 2,
      error: 'exited with non-zero status 3',
    });
    expect(samplesOf(measureOf(run.benchmarks[2]!, elapsed))[0]).toMatchObject({
      outcome: 2,
      error: 'terminated by signal 9',
    });
  });

  it('reads hours, and blocks without their end', () => {
    const run = onlyRun(readFixture('gnu-time/long.txt', gnuTime).result);
    const make = benchmarkOf(run, String.raw`make: all \"quoted\"`);
    expect(measureOf(make, 'Elapsed (wall clock) time (h:mm:ss or m:ss)').samples!.values[0]).toBe(3723);
    expect(measureOf(benchmarkOf(run, 'second'), 'User time (seconds)').samples!.values[0]).toBe(1.5);
  });
});
