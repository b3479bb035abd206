import { describe, expect, it } from 'vitest';
import { criterion } from '../../../src/core/formats/criterion.ts';
import { measureOf, onlyRun, readBytes, readFixture, samplesOf, textAt } from '../../support/read-fixture.ts';

const FOLDER = 'criterion/target/criterion';

const read = (path: string) => readFixture(`${FOLDER}/${path}`, criterion);

describe('criterion folders', () => {
  it('divides each time by its iterations and leads to the time', () => {
    const file = read('lookup/linear scan/16/new/sample.json');
    const run = onlyRun(file.result);
    expect(file.recognition?.score).toBe(0.95);
    expect(run).toMatchObject({ tool: 'Criterion.rs', category: ['lookup'], name: '' });
    const [benchmark] = run.benchmarks;
    expect(benchmark).toMatchObject({ name: 'lookup/linear scan', parameters: { value: 16, elements: 16 } });
    const measure = measureOf(benchmark!, 'time');
    expect(measure).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'ns' });
    const [first, ...others] = samplesOf(measure);
    expect(others).toHaveLength(11);
    expect(textAt(file, first!)).toBe('8961416.0');
    expect(first?.value).toBeCloseTo((8961416 / 275716) * 1e-9, 18);
    expect(file.result.companions).toEqual(
      ['benchmark.json', 'tukey.json', 'raw.csv'].map(
        (name) => `${FOLDER}/lookup/linear scan/16/new/${name}`,
      ),
    );
  });

  it('keeps the tool’s statistics under their names, each at its own place, uncounted beside samples', () => {
    const file = read('lookup/linear scan/16/new/estimates.json');
    const measure = measureOf(onlyRun(file.result).benchmarks[0]!, 'time');
    expect(Object.keys(measure.reported?.intervals ?? {}).sort()).toEqual([
      'mad',
      'mean',
      'median',
      'slope',
      'stddev',
    ]);
    expect(measure.notCountedBecause).toMatch(/sample\.json/);
    expect(Number(textAt(file, measure.place)) * 1e-9).toBeCloseTo(measure.reported!.mean!, 18);
    expect(measure.reported?.intervals.mean?.level).toBe(0.95);
    expect(file.result.role).toBe('summary');
  });

  it('names a saved baseline', () => {
    expect(onlyRun(read('lone walk/before/sample.json').result).name).toBe('before');
  });

  it('keeps changes as ratios that are not counted', () => {
    const run = onlyRun(read('lone walk/change/estimates.json').result);
    expect(run.benchmarks[0]?.name).toBe('lone walk');
    const measure = measureOf(run.benchmarks[0]!, 'change of time');
    expect(measure).toMatchObject({ unit: '1', direction: 'lower', kind: 'summary' });
    expect(measure.reported?.mean).toBeLessThan(0);
    expect(measure.notCountedBecause).toMatch(/change/);
  });

  it('reads raw.csv only where sample.json is missing', () => {
    const alone = measureOf(onlyRun(read('copy/memcpy/new/raw.csv').result).benchmarks[0]!, 'time');
    expect(samplesOf(alone)).toHaveLength(12);
    expect(samplesOf(alone)[0]).toMatchObject({ line: 2 });
    const repeated = read('lone walk/new/raw.csv');
    expect(repeated.recognition?.score).toBe(0.95);
    expect(repeated.result.runs).toEqual([]);
  });

  it('counts estimates where there are no samples', () => {
    const file = readBytes(
      'target/criterion/solo/new/estimates.json',
      new TextEncoder().encode(
        '{"mean":{"confidence_interval":{"confidence_level":0.95,"lower_bound":1.0,"upper_bound":3.0},"point_estimate":2.0,"standard_error":0.1}}',
      ),
      criterion,
    );
    const [benchmark] = onlyRun(file.result).benchmarks;
    expect(benchmark?.name).toBe('solo');
    expect(benchmark?.measures[0]).toMatchObject({ notCountedBecause: null, kind: 'summary' });
  });

  it.each(['benchmark.json', 'tukey.json'])('claims %s without reading results from it', (name) => {
    const file = read(`lone walk/new/${name}`);
    expect(file.recognition?.score).toBeGreaterThanOrEqual(0.9);
    expect(file.result.runs).toEqual([]);
  });
});

describe('criterion before 0.3.4', () => {
  const old = 'criterion/old/target/criterion/Parse Header/base';

  it('reads capitalized keys', () => {
    const [benchmark] = onlyRun(readFixture(`${old}/estimates.json`, criterion).result).benchmarks;
    expect(benchmark).toMatchObject({ name: 'Parse Header', parameters: { value: 7.5, bytes: 64 } });
    const { reported } = measureOf(benchmark!, 'time');
    expect(reported?.statistics).toEqual({ mad: expect.closeTo(6e-9, 18) as number });
    expect(reported?.stddev).toBeCloseTo(12e-9, 18);
    expect(reported?.intervals.median?.level).toBe(0.99);
  });

  it('reads two lists and says what has no pair', () => {
    const file = readFixture(`${old}/sample.json`, criterion);
    expect(file.recognition?.score).toBe(0.95);
    const samples = samplesOf(measureOf(onlyRun(file.result).benchmarks[0]!, 'time'));
    expect(samples.map(({ value }) => Math.round(value * 1e9))).toEqual([250, 249]);
    expect(samples.map((sample) => textAt(file, sample))).toEqual(['2500.0', '4980.0']);
    expect(file.result.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
  });
});

it('does not claim files of these names that are something else', () => {
  const claim = (path: string, text: string) =>
    readBytes(path, new TextEncoder().encode(text), criterion).recognition;
  expect(claim('a/sample.json', '{"iters": "many"}')).toBeNull();
  expect(claim('a/estimates.json', '{"mean": 4}')).toBeNull();
  expect(claim('a/benchmark.json', '{"name": "x"}')).toBeNull();
  expect(claim('a/tukey.json', '[1, 2, 3]')).toBeNull();
});
