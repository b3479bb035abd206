import { describe, expect, it } from 'vitest';
import { celero } from '../../../src/core/formats/celero.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('celero', () => {
  it('reads groups, experiments and problem spaces', () => {
    const file = readFixture('celero/two-groups.xml', celero);
    expect(file.recognition?.score).toBe(0.9);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'Celero', checks: [] });
    expect(run.benchmarks).toHaveLength(6);
    const time = measureOf(benchmarkOf(run, 'Lookup/Hash & Probe', { 'problem space': 4096 }), 'time');
    expect(time).toMatchObject({
      metric: 'execution-time',
      unit: 's',
      direction: 'lower',
      place: { line: 7, column: 18 },
    });
    expect(samplesOf(time)).toMatchObject([{ value: 0.504754, line: 7 }]);
    expect(textAt(file, time.place)).toBe('0.504754');
    expect(samplesOf(measureOf(benchmarkOf(run, 'Fill/Tree'), 'time'))).toMatchObject([{ value: 0.11803 }]);
    expect(file.result.problems).toEqual([]);
  });

  it('takes a missed objective for a check and an exception for a failure', () => {
    const run = onlyRun(readFixture('celero/objectives.xml', celero).result);
    expect(run.checks).toEqual([
      {
        name: 'Sort/Bubble#512: Measurement of 1.90033 exceeds objective baseline of 1.5',
        passed: false,
        line: 5,
      },
    ]);
    const slow = measureOf(benchmarkOf(run, 'Sort/Bubble'), 'time');
    expect(samplesOf(slow)).toMatchObject([{ value: 0.0572, outcome: 0 }]);
    const threw = measureOf(benchmarkOf(run, 'Sort/Radix'), 'time');
    expect(samplesOf(threw)).toMatchObject([{ value: NaN, outcome: 2, error: 'exception' }]);
    expect(benchmarkOf(run, 'Sort/Baseline').parameters).toEqual({ 'problem space': -1 });
  });

  it('reads what stands before the end of a cut file', () => {
    const run = onlyRun(readFixture('celero/cut.xml', celero).result);
    expect(run.benchmarks.map(({ name }) => name)).toEqual(['Scan/Linear']);
  });

  it('leaves the files of test runners alone', () => {
    const junit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="suite" tests="1" failures="0" errors="0" time="0.1">
  <testcase classname="a.B" name="issue#12" time="0.05"/>
</testsuite>`;
    expect(readBytes('junit.xml', new TextEncoder().encode(junit), celero).recognition).toBeNull();
  });
});
