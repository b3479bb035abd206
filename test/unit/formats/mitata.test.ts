import { describe, expect, it } from 'vitest';
import { mitata } from '../../../src/core/formats/mitata.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('mitata', () => {
  const read = readFixture('mitata/statistics.json', mitata);
  const run = onlyRun(read.result);

  it('names benchmarks by group and alias, with arguments as parameters', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['join', {}],
      ['loops > concat $n', { n: 4 }],
      ['loops > concat $n', { n: 64 }],
      ['loops > nap', {}],
      ['loops > broken', {}],
    ]);
    expect(run.environment).toEqual({
      cpu: 'Example CPU',
      arch: 'x64-linux',
      runtime: 'node',
      node: '20.20.2',
    });
    expect(run.startedAt).toMatchObject({ zone: 'utc' });
    expect(run.startedAt?.iso).toMatch(/^2026-11-23T/);
  });

  it('reads times in ns, and heap in bytes, per iteration', () => {
    const concat = benchmarkOf(run, 'loops > concat $n', { n: 64 });
    const time = measureOf(concat, 'time');
    expect(time).toMatchObject({ metric: 'time-per-op', unit: 's', unitInFile: 'ns', kind: 'summary' });
    expect(textAt(read, time.place)).toBe('220.719757715861');
    expect(time.reported?.mean).toBeCloseTo(220.719757715861e-9, 15);
    expect(Object.keys(time.reported?.percentiles ?? {}).sort()).toEqual(['25', '50', '75', '99', '99.9']);
    const heap = measureOf(concat, 'heap');
    expect(heap).toMatchObject({ metric: 'allocated-bytes', unit: 'B/op', kind: 'summary' });
    expect(heap.reported).toMatchObject({ mean: 2007.8090075904393, n: 387, max: 2074.966796875 });
    expect(measureOf(benchmarkOf(run, 'loops > nap'), 'time').reported?.mean).toBeCloseTo(0.004149245634, 9);
  });

  it('keeps a benchmark that threw with its reason', () => {
    const [failed] = samplesOf(measureOf(benchmarkOf(run, 'loops > broken'), 'time'));
    expect(failed).toMatchObject({ value: NaN, outcome: 2, error: 'no such word' });
    expect(textAt(read, failed!)).toBe('"no such word"');
  });

  it('takes kept samples, each at its place, and not those of the empty function', () => {
    const kept = readFixture('mitata/samples.json', mitata);
    const other = onlyRun(kept.result);
    expect(other.benchmarks).toHaveLength(5);
    const time = measureOf(benchmarkOf(other, 'join'), 'time');
    expect(time.kind).toBe('samples');
    expect(samplesOf(time)).toHaveLength(15);
    for (const sample of samplesOf(time))
      expect(Number(textAt(kept, sample)) * 1e-9).toBeCloseTo(sample.value, 15);
  });
});

describe('mitata, odd and damaged', () => {
  it('keeps what it can read and says what it cannot', () => {
    const { result } = readFixture('mitata/odd.json', mitata);
    const run = onlyRun(result);
    const odd = benchmarkOf(run, 'odd', { list: '[1,2]' });
    expect(measureOf(odd, 'time').reported).toMatchObject({ mean: null, min: 2e-9 });
    expect(measureOf(odd, 'gc')).toMatchObject({ metric: 'gc-time', unit: 's', direction: 'lower' });
    expect(measureOf(odd, 'gc').reported?.mean).toBeCloseTo(1.5e-6, 12);
    expect(odd.measures.map(({ label }) => label)).toEqual(['time', 'gc']);
    const failed = run.benchmarks.find(({ name, parameters }) => name === 'odd' && !('list' in parameters));
    expect(samplesOf(failed!.measures[0]!)[0]?.error).toBe('no reason');
    const [empty] = samplesOf(measureOf(benchmarkOf(run, 'empty'), 'time'));
    expect(empty?.error).toBe('mitata gives no statistics for this benchmark.');
    expect(result.problems.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/benchmarks/0/runs/3', 'This run has no name and was not read.'],
      ['/benchmarks/1/runs/0', 'This run has no name and was not read.'],
    ]);
  });

  it('reads what is there of a file that was cut off', () => {
    const cut = readFixture('mitata/cut.json', mitata);
    expect(cut.recognition?.score).toBe(0.95);
    expect(samplesOf(measureOf(benchmarkOf(onlyRun(cut.result), 'join'), 'time')).length).toBeGreaterThan(10);
  });

  it('does not claim other JSON with benchmarks', () => {
    const claim = (text: string): unknown =>
      readBytes('x.json', new TextEncoder().encode(text), mitata).recognition;
    expect(claim('{"benchmarks": [{"alias": "a", "runs": []}]}')).toBeNull();
    expect(claim('{"layout": [], "benchmarks": [{"name": "a"}]}')).toBeNull();
  });
});
