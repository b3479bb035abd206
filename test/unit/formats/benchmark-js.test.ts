import { describe, expect, it } from 'vitest';
import { benchmarkJs } from '../../../src/core/formats/benchmark-js.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('text of Benchmark.js', () => {
  const read = readFixture('benchmark-js/strings.txt', benchmarkJs);
  const run = onlyRun(read.result);

  it('reads the rate, its margin as an interval of 95 %, and the runs behind it', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['join', {}],
      ['concat x 9', {}],
      ['broken', {}],
      ['<Test #4>', {}],
    ]);
    const concat = benchmarkOf(run, 'concat x 9');
    const rate = measureOf(concat, 'ops/sec');
    const [, ops, margin, runs] = /x ([\d,]+) ops\/sec ±([\d.]+)% \((\d+)/.exec(read.lines[2] ?? '') ?? [];
    const value = Number(ops?.replaceAll(',', ''));
    expect(rate).toMatchObject({ metric: 'operation-throughput', unit: 'op/s', kind: 'summary' });
    expect(rate.reported).toMatchObject({ mean: value, n: Number(runs) });
    expect(rate.place).toEqual({ line: 3, column: 14 });
    const interval = rate.reported!.intervals.mean!;
    expect(interval.level).toBe(0.95);
    expect((interval.high - interval.low) / 2 / value).toBeCloseTo(Number(margin) / 100, 9);
    expect(measureOf(concat, '±')).toMatchObject({ unit: '%', value: Number(margin), direction: 'none' });
    expect(textAt(read, measureOf(concat, '±').place).startsWith(margin ?? '?')).toBe(true);
  });

  it('keeps a test that threw as failed', () => {
    expect(samplesOf(measureOf(benchmarkOf(run, 'broken'), 'ops/sec'))).toEqual([
      {
        value: NaN,
        line: 4,
        column: 1,
        outcome: 2,
        error: 'Benchmark.js gives no result for this test: it failed.',
      },
    ]);
  });

  it('tells equal names under different headings apart', () => {
    const twice = onlyRun(readFixture('benchmark-js/twice.txt', benchmarkJs).result);
    const [first, second] = ['strings', 'strings again'].map((group) =>
      measureOf(benchmarkOf(twice, 'join', { group }), 'ops/sec'),
    );
    expect([first?.reported?.mean, second?.reported?.mean]).toEqual([4_752_624, 3_705_749]);
    expect(second?.place.line).toBe(8);
    const margin = measureOf(benchmarkOf(twice, 'join', { group: 'strings' }), '±');
    expect(margin.value).toBe(16.1);
  });

  it('reads marks, odd consoles, and a test that comes twice as two samples', () => {
    const odd = readFixture('benchmark-js/odd.log', benchmarkJs);
    const loose = onlyRun(odd.result);
    expect(measureOf(benchmarkOf(loose, 'slow'), '±').value).toBe(0.75);
    expect(measureOf(benchmarkOf(loose, 'slow'), 'ops/sec').reported).toMatchObject({ mean: 12.34, n: 1 });
    expect(measureOf(benchmarkOf(loose, 'a x 2 table'), 'ops/sec').reported?.mean).toBe(3_000_000);
    const parse = measureOf(benchmarkOf(loose, 'parse'), 'ops/sec');
    expect(samplesOf(parse).map(({ value, line }) => [value, line])).toEqual([
      [812, 4],
      [801, 7],
    ]);
    expect(parse.reported).toBeNull();
  });
});

describe('JSON around Benchmark.js', () => {
  it('reads comparisons of libraries', () => {
    const read = readFixture('benchmark-js/results.json', benchmarkJs);
    const run = onlyRun(read.result);
    expect(read.recognition?.score).toBe(0.85);
    expect(run.environment).toEqual({ node: 'v20.1.0' });
    const alpha = benchmarkOf(run, 'strict > alpha');
    expect(measureOf(alpha, 'ops').reported?.intervals.mean).toEqual({
      level: 0.95,
      low: 790_000,
      high: 810_000,
    });
    expect(measureOf(alpha, 'margin')).toMatchObject({ unit: '%', value: 1.25, place: { line: 4 } });
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'strict > beta'), 'ops'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, line: 5 });
    expect(benchmarkOf(run, 'strict > beta').measures).toHaveLength(1);
    expect(read.result.problems.map(({ line }) => line)).toEqual([6, 7]);
  });

  it('reads a case with its date and the number of samples', () => {
    const run = onlyRun(readFixture('benchmark-js/case.json', benchmarkJs).result);
    expect(run).toMatchObject({ name: 'Splitting', startedAt: { iso: '2026-11-20T10:15:30.000Z' } });
    expect(measureOf(benchmarkOf(run, 'by index'), 'ops').reported).toMatchObject({ mean: 1e6, n: 84 });
  });

  it('does not claim other results', () => {
    const claim = (name: string, text: string): unknown =>
      readBytes(name, new TextEncoder().encode(text), benchmarkJs).recognition;
    expect(claim('x.json', '{"results": [{"name": "a", "ops": 3}]}')).toBeNull();
    expect(claim('x.txt', 'It does 5 ops/sec.\n')).toBeNull();
    expect(claim('x.md', 'a x 5 ops/sec ±1% (3 runs sampled)\n')).toBeNull();
  });
});
