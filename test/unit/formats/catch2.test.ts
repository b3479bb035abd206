import { describe, expect, it } from 'vitest';
import { catch2 } from '../../../src/core/formats/catch2.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

const LONG = 'Ledger / full / a rather long name of a benchmark that does not fit into one line';

describe('catch2 console', () => {
  const read = readFixture('catch2/console.txt', catch2);
  const run = onlyRun(read.result);

  it('joins names with test case and sections, and names of several lines', () => {
    expect(run.benchmarks.map(({ name }) => name)).toEqual([
      'Ledger / empty / open 10',
      LONG,
      'Ledger / full / throws',
      'Other / find 7',
    ]);
    expect(run.toolVersion).toBe('2.13.10');
  });

  it('keeps mean and deviation with intervals, cells in their own units, at their lines', () => {
    const measure = measureOf(benchmarkOf(run, LONG), 'time');
    expect(measure).toMatchObject({ kind: 'summary', unit: 's', unitInFile: 'us', iterations: 8 });
    expect(measure.reported?.n).toBe(10);
    expect(measure.reported?.mean).toBeCloseTo(2.92125e-6, 15);
    expect(measure.reported?.stddev).toBeCloseTo(3.8911e-9, 15);
    expect(measure.reported?.intervals.stddev?.high).toBeCloseTo(5.875e-9, 15);
    expect(measure.reported?.intervals.mean?.level).toBe(0.95);
    expect(textAt(read, measure.place)).toBe('2.92125');
    expect(textAt(read, measure.reportedPlaces.stddev!)).toBe('3.8911');
  });

  it('keeps a failed benchmark with its reason', () => {
    const failed = samplesOf(measureOf(benchmarkOf(run, 'Ledger / full / throws'), 'time'));
    expect(failed).toEqual([{ value: NaN, line: 38, column: 38, outcome: 2, error: 'the ledger is gone' }]);
  });

  it('reads the table without analysis, where only the mean is given', () => {
    const plain = onlyRun(readFixture('catch2/noanalysis.txt', catch2).result);
    expect(plain.benchmarks).toHaveLength(4);
    const measure = measureOf(benchmarkOf(plain, LONG), 'time');
    expect(measure.reported).toMatchObject({ n: 5, stddev: null, intervals: {} });
    expect(measure.reported?.mean).toBeCloseTo(2.9362e-6, 15);
  });

  it('keeps what is there of a table that was cut off', () => {
    const cut = onlyRun(readFixture('catch2/cut.txt', catch2).result);
    expect(measureOf(benchmarkOf(cut, LONG), 'time').reported).toMatchObject({ stddev: null });
  });
});

describe('catch2 XML', () => {
  const read = readFixture('catch2/report.xml', catch2);
  const run = onlyRun(read.result);

  it('reads values in nanoseconds with the level of their intervals', () => {
    expect(read.recognition?.score).toBe(0.95);
    const measure = measureOf(benchmarkOf(run, LONG), 'time');
    expect(measure).toMatchObject({ unit: 's', unitInFile: 'ns', iterations: 9 });
    expect(Number(textAt(read, measure.place).replace('"', '')) * 1e-9).toBeCloseTo(
      measure.reported!.mean!,
      15,
    );
    expect(measure.reported?.intervals.mean?.level).toBe(0.95);
  });

  it('closes sections and keeps failures', () => {
    expect(run.benchmarks.map(({ name }) => name)).toContain('Other / find 7');
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'Ledger / full / throws'), 'time'));
    expect(failed).toMatchObject({ outcome: 2, error: 'the ledger is gone' });
  });
});

it('leaves tests without benchmarks alone', () => {
  const claim = (path: string, text: string) =>
    readBytes(path, new TextEncoder().encode(text), catch2).recognition;
  expect(
    claim('x.xml', '<Catch name="t"><TestCase name="a"><OverallResult success="true"/></TestCase></Catch>'),
  ).toBeNull();
  expect(claim('x.txt', 'All tests passed (3 assertions in 1 test case)\n')).toBeNull();
  expect(claim('x.md', 'benchmark name   samples   iterations   estimated\n')).toBeNull();
});
