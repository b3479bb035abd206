import { describe, expect, it } from 'vitest';
import { splitName } from '../../../src/core/formats/google-benchmark-name.ts';
import { googleBenchmark } from '../../../src/core/formats/google-benchmark.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('names of Google Benchmark', () => {
  it.each([
    ['BM_fill/8/real_time/threads:2', 'BM_fill', { arg: 8, timing: 'real_time', threads: 2 }],
    ['BM_x/16/-2', 'BM_x', { arg1: 16, arg2: -2 }],
    ['BM_sort/n:64/repeats:3', 'BM_sort', { n: 64, repeats: 3 }],
    ['BM_convert<pair<int, a/b>>/3', 'BM_convert<pair<int, a/b>>', { arg: 3 }],
    ['BM_case/empty_list/4', 'BM_case/empty_list', { arg: 4 }],
    ['ns::BM_x', 'ns::BM_x', {}],
  ])('takes %s apart', (full, name, parameters) => {
    expect(splitName(full)).toEqual({ name, parameters });
  });
});

describe('google-benchmark JSON', () => {
  const read = readFixture('google-benchmark/repetitions.json', googleBenchmark);
  const run = onlyRun(read.result);

  it('is recognised by its context', () => {
    expect(read.recognition?.score).toBe(0.95);
  });

  it('takes the machine and the time from the context', () => {
    expect(run.environment).toMatchObject({ host: 'bench-host', cpu_count: 2, library_build_type: 'debug' });
    expect(run.startedAt?.zone).toBe('utc');
    expect(run.startedAt?.iso).toMatch(/^2026-11-23T/);
  });

  it('keeps repetitions as samples and aggregates beside them, each at its own line', () => {
    const measure = measureOf(benchmarkOf(run, 'BM_sort', { n: 64 }), 'real_time');
    const samples = samplesOf(measure);
    expect(samples).toHaveLength(2);
    expect(measure).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'us', kind: 'samples' });
    for (const sample of samples) expect(Number(textAt(read, sample)) * 1e-6).toBeCloseTo(sample.value, 15);
    expect(measure.reported?.n).toBe(2);
    const mean = ((samples[0]?.value ?? 0) + (samples[1]?.value ?? 0)) / 2;
    expect(measure.reported?.mean).toBeCloseTo(mean, 12);
    const { stddev } = measure.reportedPlaces;
    expect(Number(textAt(read, stddev!)) * 1e-6).toBeCloseTo(measure.reported!.stddev!, 15);
    expect(measure.reported?.statistics.cv).toBeCloseTo(measure.reported!.stddev! / mean, 6);
  });

  it('knows the units of the counters of the library and none of the user’s', () => {
    const fill = benchmarkOf(run, 'BM_fill', { threads: 1 });
    expect(measureOf(fill, 'bytes_per_second')).toMatchObject({ metric: 'bandwidth', unit: 'B/s' });
    expect(measureOf(fill, 'cells').unit).toBeNull();
    expect(samplesOf(measureOf(fill, 'depth,max')).map(({ value }) => value)).toEqual([3, 3]);
  });

  it('keeps fits of complexity as values', () => {
    const fit = benchmarkOf(run, 'BM_sort', { complexity: 'NlgN' });
    const coefficient = measureOf(fit, 'real_coefficient');
    expect(coefficient).toMatchObject({ kind: 'value', unit: 's', metric: 'complexity-coefficient' });
    expect(measureOf(fit, 'rms')).toMatchObject({ kind: 'value', unit: '1' });
    expect(coefficient.value).toBeCloseTo(Number(textAt(read, coefficient.place)) * 1e-9, 18);
  });

  it('marks errors as failed, with the reason, and never as zero', () => {
    const [first, second, ...more] = samplesOf(measureOf(benchmarkOf(run, 'BM_missing'), 'real_time'));
    expect(first).toMatchObject({ value: NaN, outcome: 2, error: 'the file is not there' });
    expect(textAt(read, first!)).toBe('"the file is not there"');
    expect(second?.line).not.toBe(first?.line);
    expect(more).toEqual([]);
  });

  it('says that a debug library has overhead', () => {
    expect(read.result.problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('built as debug'),
    );
  });
});

describe('google-benchmark, old and odd JSON', () => {
  const { result } = readFixture('google-benchmark/old-and-odd.json', googleBenchmark);
  const run = onlyRun(result);

  it('tells aggregates by their names where there is no run_type', () => {
    const measure = measureOf(benchmarkOf(run, 'parse/small'), 'real_time');
    expect(samplesOf(measure).map(({ value }) => value)).toEqual([0.0015, 0.0017]);
    expect(measure.reported).toMatchObject({ n: 2, mean: expect.closeTo(0.0016, 12) as number });
    expect(measure.reported?.stddev).toBeCloseTo(0.0001414, 10);
  });

  it('reads the date with the month first that old versions wrote on Windows', () => {
    expect(run.startedAt?.iso).toBe('2018-03-14T09:26:53');
    expect(run.environment).toMatchObject({ cpu_count: 6 });
    expect(run.environment.date).toBeUndefined();
  });

  it('does not count a counter that is named like a setting', () => {
    const copy = benchmarkOf(run, 'copy<std::pair<int, a/b>>', { arg1: 3, arg2: -1 });
    expect(copy.parameters.timing).toBe('process_time/real_time');
    expect(measureOf(copy, 'hit_rate').notCountedBecause).toBeNull();
  });

  it('says what it did not read', () => {
    expect(result.problems.map(({ line, severity, message }) => [line, severity, message])).toEqual([
      [6, 'info', 'CPU frequency scaling was on: times may be noisy.'],
      [15, 'info', 'later was skipped: needs a GPU.'],
      [16, 'warning', 'This entry is no object and was not read.'],
      [17, 'warning', 'This `real_time` is no finite number and was not read.'],
    ]);
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('google-benchmark/cut.json', googleBenchmark);
    expect(cut.recognition?.score).toBe(0.95);
    expect(benchmarkOf(onlyRun(cut.result), 'BM_fill', { arg: 512, threads: 1 }).measures).toHaveLength(5);
  });
});

describe('google-benchmark CSV', () => {
  const read = readFixture('google-benchmark/repetitions.csv', googleBenchmark);
  const run = onlyRun(read.result);

  it('reads behind the chatter, at the place of each cell', () => {
    expect(read.recognition?.score).toBe(0.95);
    const [first, ...others] = samplesOf(
      measureOf(benchmarkOf(run, 'BM_fill', { arg: 8, threads: 1 }), 'real_time'),
    );
    expect(first).toMatchObject({ line: 12, value: expect.closeTo(9.97746e-9, 18) as number });
    expect(textAt(read, first!)).toBe('9.97746');
    expect(others).toHaveLength(2);
    expect(run.environment).toMatchObject({ cpu_count: 2, mhz_per_cpu: 2596.12, executable: './gb' });
    expect(run.startedAt).toEqual({ iso: '2026-11-23T01:33:54Z', zone: 'utc' });
  });

  it('keeps aggregates out of the samples and drops shares that the library scaled as times', () => {
    const measure = measureOf(benchmarkOf(run, 'BM_fill', { arg: 8, threads: 1 }), 'real_time');
    expect(measure.reported).toMatchObject({ n: 3, statistics: {} });
    expect(measure.reported?.mean).toBeCloseTo(8.06887e-9, 18);
    const bytes = measureOf(benchmarkOf(run, 'BM_fill', { arg: 8, threads: 1 }), 'bytes_per_second');
    expect(bytes.reported?.statistics.cv).toBe(0.189508);
    expect(read.result.problems.map(({ message }) => message)).toEqual([
      'The library warns: Library was built as DEBUG. Timings may be affected.',
      expect.stringMatching(/^8 cells of the rows that end in "_cv"/),
    ]);
  });

  it('keeps failures with their reason', () => {
    const failed = samplesOf(measureOf(benchmarkOf(run, 'BM_missing', { arg1: 2, arg2: 4 }), 'cpu_time'));
    expect(failed.map(({ outcome, error, line }) => [outcome, error, line])).toEqual([
      [2, 'the file is not there', 40],
      [2, 'the file is not there', 41],
      [2, 'the file is not there', 42],
    ]);
  });

  it('reads aggregates without runs as summaries', () => {
    const only = onlyRun(readFixture('google-benchmark/aggregates-only.csv', googleBenchmark).result);
    const measure = measureOf(benchmarkOf(only, 'BM_sort', { n: 64 }), 'real_time');
    expect(measure.kind).toBe('summary');
    expect(measure.reported?.median).toBeCloseTo(1.78383e-6, 15);
    const fit = benchmarkOf(only, 'BM_sort', { complexity: 'NlgN' });
    expect(measureOf(fit, 'real_coefficient').value).toBeCloseTo(7.92816e-6, 15);
    expect(measureOf(fit, 'rms').value).toBe(0.367714);
  });
});

it('does not claim other JSON with benchmarks', () => {
  const bytes = new TextEncoder().encode(
    '{"context": {"user": 1}, "benchmarks": [{"name": "x", "mean": 4}]}',
  );
  expect(readBytes('x.json', bytes, googleBenchmark).recognition).toBeNull();
});

describe('the date of the context', () => {
  const started = (date: string) => {
    const text = JSON.stringify({
      context: { date, num_cpus: 8, mhz_per_cpu: 2800, library_build_type: 'release' },
      benchmarks: [{ name: 'BM_x', iterations: 5, real_time: 2, cpu_time: 2, time_unit: 'ns' }],
    });
    const { result } = readBytes('run.json', new TextEncoder().encode(text), googleBenchmark);
    return { run: onlyRun(result), problems: result.problems };
  };

  it('is the start, also as old versions wrote it on Windows, and never part of the environment', () => {
    const { run, problems } = started('08/25/19 18:46:50');
    expect(run.startedAt).toEqual({ iso: '2019-08-25T18:46:50', zone: 'unknown' });
    expect(run.environment).toEqual({ cpu_count: 8, mhz_per_cpu: 2800, library_build_type: 'release' });
    expect(problems).toEqual([]);
  });

  it('is named where it is no time', () => {
    const { run, problems } = started('25.08.2019 so');
    expect(run.startedAt).toBeNull();
    expect(run.environment.date).toBeUndefined();
    expect(problems).toMatchObject([{ severity: 'info', pointer: '/context/date' }]);
  });
});
