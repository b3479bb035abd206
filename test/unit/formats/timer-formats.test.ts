import { describe, expect, it } from 'vitest';
import { consoleTime } from '../../../src/core/formats/console-time.ts';
import { qtestCsv } from '../../../src/core/formats/qtest-csv.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('timers of console.time', () => {
  const read = readFixture('console-time/timers.txt', consoleTime);
  const run = onlyRun(read.result);

  it('one benchmark per label, in seconds whatever the line says', () => {
    expect(read.recognition?.score).toBe(0.5);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['open index', 'scan: all rows', 'train']);
    const open = measureOf(benchmarkOf(run, 'open index'), 'time');
    expect(open).toMatchObject({ metric: 'execution-time', unit: 's', direction: 'lower' });
    expect(samplesOf(open).map(({ value, line, column }) => [value, line, column])).toEqual([
      [0.0125, 1, 13],
      [0.01325, 2, 13],
    ]);
    expect(textAt(read, samplesOf(open)[0]!)).toBe('12.500ms');
    expect(samplesOf(measureOf(benchmarkOf(run, 'scan: all rows'), 'time'))).toMatchObject([
      { value: 2.5, line: 3 },
    ]);
    expect(samplesOf(measureOf(benchmarkOf(run, 'train'), 'time'))).toMatchObject([
      { value: 123.25, line: 4 },
    ]);
  });

  it('a log with such a line is none', () => {
    expect(readFixture('console-time/log.txt', consoleTime).recognition).toBeNull();
  });
});

describe('Qt Test benchmarks', () => {
  const read = readFixture('qtest-csv/bench.csv', qtestCsv);
  const run = onlyRun(read.result);

  it('the value per iteration is a sample, the total a statistic, the tag a parameter', () => {
    expect(read.recognition?.score).toBe(0.95);
    const sort = measureOf(benchmarkOf(run, 'sort', { tag: 'large' }), 'WalltimeMilliseconds');
    expect(sort).toMatchObject({ metric: 'time-per-op', unit: 's', iterations: 2, kind: 'samples' });
    expect(samplesOf(sort)).toMatchObject([{ value: expect.closeTo(0.0255, 12) as number, line: 3 }]);
    expect(textAt(read, samplesOf(sort)[0]!)).toBe('25.5');
    expect(sort.reported?.statistics).toEqual({ total: expect.closeTo(0.051, 12) as number });
    const ticks = measureOf(benchmarkOf(run, 'sort', { tag: 'large' }), 'CPUTicks');
    expect(ticks).toMatchObject({ unit: null, direction: 'lower' });
  });

  it('a damaged row is told', () => {
    expect(read.result.problems).toMatchObject([
      { line: 5, message: 'This row is no measurement of Qt Test.' },
    ]);
  });
});
