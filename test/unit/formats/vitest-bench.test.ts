import { describe, expect, it } from 'vitest';
import { vitestBench } from '../../../src/core/formats/vitest-bench.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('Vitest bench', () => {
  const read = readFixture('vitest-bench/short.json', vitestBench);
  const run = onlyRun(read.result);

  it('names benchmarks by file, suites and name', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.tool).toBe('Vitest');
    expect(run.benchmarks.map(({ name }) => name)).toEqual([
      'words.bench.ts > joining > join',
      'words.bench.ts > joining > concat',
      'words.bench.ts > joining > broken',
      'words.bench.ts > nested > inner > sort',
    ]);
  });

  it('reads the rate, and the time with its statistics at their own lines', () => {
    const join = benchmarkOf(run, 'words.bench.ts > joining > join');
    const rate = measureOf(join, 'hz');
    expect(rate).toMatchObject({ metric: 'operation-throughput', unit: 'op/s', kind: 'value' });
    expect(rate.value).toBe(186_387.03727124413);
    const time = measureOf(join, 'time');
    expect(time).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'ms', kind: 'summary' });
    expect(textAt(read, time.place)).toBe('0.005365179975175669');
    expect(time.reported?.mean).toBeCloseTo(5.365179975175669e-6, 15);
    expect(time.reported?.n).toBe(2417);
    expect(time.reported?.median).toBeCloseTo(0.2410409999e-6, 9);
    expect(Object.keys(time.reported?.percentiles ?? {}).sort()).toEqual(['75', '99', '99.5', '99.9']);
    expect(textAt(read, time.reportedPlaces['p99.9']!)).toBe('0.006048999999990201');
    expect(textAt(read, time.reportedPlaces.stddev!)).toBe('0.24918403535500935');
    expect(time.reported?.statistics.rank).toBe(1);
    expect(time.reported?.statistics.sem).toBeCloseTo(5.068528460141524e-6, 15);
  });

  it('takes the margin of error for an interval of 95 %, and the relative one for a number of its own', () => {
    const sort = benchmarkOf(run, 'words.bench.ts > nested > inner > sort');
    const { level, low, high } = measureOf(sort, 'time').reported!.intervals.mean!;
    expect(level).toBe(0.95);
    expect((high - low) / 2).toBeCloseTo(5.259102901792681e-6, 15);
    expect(measureOf(sort, 'rme')).toMatchObject({
      unit: '%',
      value: 154.19079505701123,
      direction: 'none',
      kind: 'value',
    });
    expect(measureOf(sort, 'totalTime').value).toBeCloseTo(0.007329757999998435, 15);
  });

  it('keeps a benchmark that threw as failed', () => {
    const broken = benchmarkOf(run, 'words.bench.ts > joining > broken');
    expect(broken.measures.map(({ label }) => label)).toEqual(['hz', 'time']);
    const [failed] = samplesOf(measureOf(broken, 'time'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, line: 61 });
    expect(failed?.error).toBe('Vitest gives no result for this benchmark: it failed or did not run.');
    expect(read.result.problems).toEqual([]);
  });

  it('reads the same benchmarks under other options', () => {
    const warmed = onlyRun(readFixture('vitest-bench/warmed.json', vitestBench).result);
    expect(warmed.benchmarks.map(({ name }) => name)).toEqual(run.benchmarks.map(({ name }) => name));
    const waiting = onlyRun(readFixture('vitest-bench/waiting.json', vitestBench).result);
    const nap = measureOf(benchmarkOf(waiting, 'few.bench.ts > waiting > nap'), 'time');
    expect(nap).toMatchObject({ samples: null, reported: { n: 12 } });
    expect(nap.reported?.mean).toBeCloseTo(0.0021147148333333328, 12);
  });
});

describe('Vitest bench, odd and damaged', () => {
  it('reads what can be read and says what cannot', () => {
    const { result } = readFixture('vitest-bench/odd.json', vitestBench);
    const run = onlyRun(result);
    const text = benchmarkOf(run, 'odd.bench.ts > odd > text for a number');
    expect(measureOf(text, 'hz').value).toBe(250);
    const time = measureOf(text, 'time');
    expect(time.reported?.mean).toBeNull();
    expect(time.reported?.intervals).toEqual({});
    expect(samplesOf(time).map(({ value, outcome }) => [Math.round(value * 1e5), outcome])).toEqual([
      [350, 0],
      [NaN, 2],
      [450, 0],
    ]);
    expect(result.problems.map(({ line, message }) => [line, message])).toEqual([
      [11, 'This benchmark has no name and was not read.'],
      [12, 'This benchmark has no name and was not read.'],
    ]);
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('vitest-bench/cut.json', vitestBench);
    expect(cut.recognition?.score).toBe(0.95);
    const concat = benchmarkOf(onlyRun(cut.result), 'words.bench.ts > joining > concat');
    expect(measureOf(concat, 'hz').value).toBe(61_006.17273897862);
    expect(measureOf(concat, 'time').reported).toMatchObject({ mean: null, n: null });
  });

  it('does not claim other JSON of files', () => {
    const claim = (text: string): unknown =>
      readBytes('x.json', new TextEncoder().encode(text), vitestBench).recognition;
    expect(claim('{"files": [{"groups": [{"fullName": "a", "benchmarks": [{"name": "b"}]}]}]}')).toBeNull();
    expect(claim('{"files": ["a.ts"]}')).toBeNull();
    expect(claim('{"testResults": [{"name": "a", "status": "passed"}]}')).toBeNull();
  });
});
