import { describe, expect, it } from 'vitest';
import { commonGroups, jmhSubject, splitRowName } from '../../../src/core/formats/jmh-parts.ts';
import { jmh } from '../../../src/core/formats/jmh.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('names of JMH', () => {
  it.each([
    ['a.B.c', { name: 'a.B.c', subject: { kind: 'score' } }],
    ['a.B.c:·gc.count', { name: 'a.B.c', subject: { kind: 'secondary', name: 'gc.count' } }],
    ['a.B.c:gc.count', { name: 'a.B.c', subject: { kind: 'secondary', name: 'gc.count' } }],
    ['a.B.c:c·p0.9999', { name: 'a.B.c', subject: { kind: 'percentile', percentile: '99.99' } }],
    ['a.B.c:p1.00', { name: 'a.B.c', subject: { kind: 'percentile', percentile: '100' } }],
  ])('takes %s apart', (text, parts) => {
    expect(splitRowName(text)).toEqual(parts);
  });

  it('knows a percentile from a metric that starts with p', () => {
    expect(jmhSubject('put')).toEqual({ kind: 'secondary', name: 'put' });
  });

  it('finds the groups that benchmarks share', () => {
    expect(commonGroups(['a.b.C.x', 'a.b.C.y'])).toEqual(['a.b', 'C']);
    expect(commonGroups(['a.b.C.x', 'a.b.D.y'])).toEqual(['a.b']);
    expect(commonGroups(['C.x'])).toEqual(['C']);
    expect(commonGroups(['a.C.x', 'b.C.x'])).toBeNull();
    expect(commonGroups([])).toBeNull();
  });
});

describe('JSON of JMH', () => {
  const read = readFixture('jmh/modes.json', jmh);
  const run = onlyRun(read.result);
  const copy = benchmarkOf(run, 'demo.sorting.Sorting.copy', { size: 64 });

  it('tells the tool, the machine and what all benchmarks share', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run).toMatchObject({ tool: 'JMH', toolVersion: '1.36', category: ['demo.sorting', 'Sorting'] });
    expect(run.environment).toMatchObject({ jdk: '17.0.9', vm_version: '17.0.9+9' });
    expect(run.parameters).toMatchObject({ forks: 2, warmupIterations: 3, jvmArgs: '-Xmx512m' });
    expect(copy.parameters).toMatchObject({ mode: 'thrpt', order: 'random', size: 64, threads: 1 });
    expect(benchmarkOf(run, 'demo.sorting.Sorting.copy', { size: '1K' }).parameters.threads).toBe(4);
  });

  it('takes raw data as samples by fork and the error as an interval of 99.9 %', () => {
    const score = measureOf(copy, 'score');
    expect(score).toMatchObject({ metric: 'operation-throughput', unit: 'op/s', unitInFile: 'ops/ms' });
    expect(samplesOf(score)).toHaveLength(6);
    expect(Number(textAt(read, samplesOf(score)[4]!)) * 1000).toBeCloseTo(samplesOf(score)[4]!.value, 6);
    const forks = score.samples?.labels[0];
    expect([...(forks?.codes ?? [])].map((code) => forks?.dictionary[code])).toEqual([
      ...['1', '1', '1'],
      ...['2', '2', '2'],
    ]);
    const interval = score.reported?.intervals.mean;
    const error = Number(textAt(read, score.reportedPlaces['interval.mean']!));
    expect(interval?.level).toBe(0.999);
    expect(((interval?.high ?? 0) - (interval?.low ?? 0)) / 2).toBeCloseTo(error * 1000, 6);
    expect(Number(textAt(read, score.reportedPlaces.mean!)) * 1000).toBeCloseTo(score.reported!.mean!, 6);
    expect(score.reported?.percentiles['50']).toBeGreaterThan(0);
    expect(score.reported?.percentiles['100']).toBeUndefined();
  });

  it('keeps the metrics of profilers, and knows which of them are sums', () => {
    expect(measureOf(copy, 'gc.alloc.rate')).toMatchObject({ unit: 'B/s', direction: 'lower' });
    expect(samplesOf(measureOf(copy, 'gc.alloc.rate'))[0]?.value).toBe(412.5 * 2 ** 20);
    expect(measureOf(copy, 'gc.alloc.rate.norm')).toMatchObject({ metric: 'allocated-bytes', unit: 'B/op' });
    const count = measureOf(copy, 'gc.count');
    expect(count.reported).toMatchObject({ mean: null, statistics: { sum: 15 }, intervals: {} });
  });

  it('reads single shots, average time and histograms side by side', () => {
    const start = measureOf(benchmarkOf(run, 'demo.sorting.Sorting.start'), 'score');
    expect(samplesOf(start).map(({ value }) => value)).toEqual([0.0415, 0.03925]);
    const averaged = benchmarkOf(run, 'demo.sorting.Sorting.sum', { mode: 'avgt' });
    expect(measureOf(averaged, 'score')).toMatchObject({ metric: 'time-per-op', unit: 's/op' });
    const sampled = measureOf(benchmarkOf(run, 'demo.sorting.Sorting.sum', { mode: 'sample' }), 'score');
    expect(sampled).toMatchObject({ kind: 'summary', samples: null, reported: { n: 3000 } });
    expect(sampled.reported?.percentiles['99']).toBeCloseTo(1.75e-6, 12);
    expect(sampled.reported?.percentiles['75']).toBeCloseTo(0.25e-6, 12);
  });

  it('says for how many results there is no error', () => {
    expect(read.result.problems.map(({ message }) => message)).toEqual([
      'JMH gives no error (NaN) for 1 of 5 results: it takes more than two samples to estimate one.',
    ]);
  });
});

describe('odd JSON of JMH', () => {
  const { result } = readFixture('jmh/odd.json', jmh);
  const run = onlyRun(result);

  it('warns of scores that are not the mean and of what it cannot read', () => {
    expect(result.problems.map(({ severity, message, pointer }) => [severity, pointer, message])).toEqual([
      ['info', null, expect.stringContaining('for 1 of 3 results')],
      ['warning', '/1', 'This entry has no `benchmark` with a `primaryMetric` and was not read.'],
      ['warning', '/2', 'This entry has no `benchmark` with a `primaryMetric` and was not read.'],
      [
        'warning',
        '/0/primaryMetric/score',
        'The score of score is 12.5, but the mean of its raw data is 11.',
      ],
    ]);
    expect(run.category).toBeNull();
    const score = measureOf(benchmarkOf(run, 'demo.sorting.Odd.notMean'), 'score');
    expect(score.reported?.mean).toBeNull();
    expect(score.reported?.statistics.score).toBeCloseTo(12.5e-6, 12);
  });

  it('counts NaN in the raw data as failed and takes the error for an interval where none is given', () => {
    const nan = measureOf(benchmarkOf(run, 'demo.sorting.Odd.nan'), 'score');
    expect(samplesOf(nan).map(({ outcome }) => outcome)).toEqual([2, 0]);
    expect(nan.reported).toBeNull();
    const odd = benchmarkOf(run, 'demo.other.Odd.noInterval', { forks: 'two' });
    const score = measureOf(odd, 'score');
    expect(score).toMatchObject({ unit: null, unitInFile: 'clks' });
    expect(score.reported?.intervals.mean).toEqual({ level: 0.999, low: 7.5, high: 8.5 });
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('jmh/cut.json', jmh);
    expect(cut.recognition?.score).toBe(0.95);
    const measure = measureOf(benchmarkOf(onlyRun(cut.result), 'demo.sorting.Sorting.copy'), 'score');
    expect(measure.reported?.mean).toBeGreaterThan(0);
  });
});

describe('CSV of JMH', () => {
  it('reads numbers of a locale with a decimal comma, percentiles and profilers', () => {
    const read = readFixture('jmh/locale.csv', jmh);
    const run = onlyRun(read.result);
    expect(read.recognition?.score).toBe(0.95);
    expect(run.parameters).toEqual({ threads: 2 });
    const copy = benchmarkOf(run, 'demo.sorting.Sorting.copy');
    expect(copy.parameters).toEqual({ mode: 'thrpt', order: 'random', size: 64 });
    const score = measureOf(copy, 'Score');
    expect(score.reported).toMatchObject({ n: 6, mean: 512_375 });
    expect(score.reported?.intervals.mean).toEqual({ level: 0.999, low: 491_125, high: 533_625 });
    expect([score.place, score.column]).toEqual([{ line: 2, column: 42 }, 'Score']);
    expect(textAt(read, score.place)).toBe('512');
    expect(measureOf(copy, 'gc.count').reported?.statistics).toEqual({ sum: 15 });
    const sum = measureOf(benchmarkOf(run, 'demo.sorting.Sorting.sum'), 'Score');
    expect(sum.reported?.n).toBe(3000);
    expect(Object.keys(sum.reported?.percentiles ?? {})).toEqual(['0', '99', '99.99']);
    expect(sum.reportedPlaces.p99?.line).toBe(7);
    expect(benchmarkOf(run, 'demo.sorting.Start.cold').parameters).toEqual({ mode: 'ss' });
    expect(read.result.problems.map(({ message }) => message)).toEqual([
      'JMH gives no error (NaN) for 2 of 8 rows.',
    ]);
  });

  it('takes threads for a parameter where they vary, and says which row has no score', () => {
    const { result } = readFixture('jmh/threads.csv', jmh);
    expect(onlyRun(result).benchmarks.map(({ parameters }) => parameters.threads)).toEqual([1, 4]);
    expect(result.problems.map(({ line, message }) => [line, message])).toEqual([
      [4, 'This row holds no score and was not read.'],
    ]);
  });
});

describe('text of JMH', () => {
  const read = readFixture('jmh/run.log', jmh);
  const run = onlyRun(read.result);

  it('takes measured iterations as samples by fork and never warm-up', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run).toMatchObject({ toolVersion: '1.36', environment: { jvm: '/opt/jdk/bin/java' } });
    const score = measureOf(benchmarkOf(run, 'demo.sorting.Sorting.copy', { size: 64 }), 'Score');
    expect(samplesOf(score).map(({ line }) => line)).toEqual([18, 20, 21, 27, 28, 29]);
    expect(textAt(read, samplesOf(score)[3]!).startsWith('1.987')).toBe(true);
    expect(score).toMatchObject({ metric: 'time-per-op', unit: 's/op', reported: { n: 6 } });
    expect(score.reported?.mean).toBeCloseTo(1.969e-6, 12);
    expect(score.reportedPlaces.mean?.line).toBe(67);
  });

  it('joins the short names of the table with the full ones of the log', () => {
    expect(run.benchmarks.map(({ name }) => name)).toEqual([
      'demo.sorting.Sorting.copy',
      'demo.sorting.Sorting.broken',
      'demo.sorting.Search.find',
    ]);
    const find = benchmarkOf(run, 'demo.sorting.Search.find');
    expect(find.parameters).toEqual({ mode: 'sample' });
    expect(measureOf(find, 'Score').reported?.percentiles['99']).toBeCloseTo(14e-9, 15);
  });

  it('keeps failures with their reason', () => {
    const broken = benchmarkOf(run, 'demo.sorting.Sorting.broken', { size: '1K' });
    expect(measureOf(broken, 'Score').metric).toBe('time-per-op');
    expect(samplesOf(measureOf(broken, 'Score'))).toEqual([
      {
        value: NaN,
        line: 46,
        column: 25,
        outcome: 2,
        error: 'java.lang.IllegalStateException: size is too large',
      },
    ]);
  });

  it('reads no value from an order of magnitude', () => {
    const labels = benchmarkOf(run, 'demo.sorting.Sorting.copy').measures.map(({ label }) => label);
    expect(labels).toEqual(['Score', 'gc.alloc.rate.norm', 'gc.count']);
    expect(read.result.problems.map(({ message }) => message)).toEqual([
      'JMH shows one score only as an order of magnitude (≈ 10⁻³), which is no value to read.',
    ]);
  });

  it('reads the table behind the marks of a build tool, in another locale', () => {
    const sbt = readFixture('jmh/sbt-locale.txt', jmh);
    expect(sbt.recognition?.score).toBe(0.95);
    const measures = onlyRun(sbt.result).benchmarks.map((benchmark) => measureOf(benchmark, 'Score'));
    expect(measures.map(({ reported }) => [reported?.n, reported?.mean])).toEqual([
      [5, 12_345.5],
      [5, 1198.125],
      [null, 0.8125],
    ]);
    expect(measures[0]?.place).toEqual({ line: 3, column: 49 });
    expect(measures[0]?.reported?.intervals.mean?.low).toBe(12_135.25);
    expect(onlyRun(sbt.result).benchmarks[1]?.parameters).toEqual({ mode: 'thrpt', n: 1000 });
  });
});

it('does not claim other arrays and tables', () => {
  const claim = (name: string, text: string): unknown =>
    readBytes(name, new TextEncoder().encode(text), jmh).recognition;
  expect(claim('x.json', '[{"benchmark": "a", "score": 4}]')).toBeNull();
  expect(claim('x.csv', 'Benchmark,Mode,Score\na,b,3\n')).toBeNull();
  expect(claim('README.md', 'Benchmark  Mode  Cnt  Score  Error  Units\n')).toBeNull();
});
