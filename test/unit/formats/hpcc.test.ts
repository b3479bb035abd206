import { describe, expect, it } from 'vitest';
import { hpcc } from '../../../src/core/formats/hpcc.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('hpcc', () => {
  it('reads the tests of the summary with their sizes and modes', () => {
    const file = readFixture('hpcc/one-process.txt', hpcc);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'HPCC',
      toolVersion: '1.5.0',
      parameters: { processes: 1 },
      checks: [{ name: 'HPCC: all tests passed', passed: true }],
    });
    const triad = benchmarkOf(run, 'STREAM/Triad', { mode: 'single' });
    expect(triad.parameters).toEqual({ mode: 'single', 'vector size': 13_333, threads: 1 });
    const rate = measureOf(triad, 'SingleSTREAM_Triad');
    expect(rate).toMatchObject({ metric: 'bandwidth', unit: 'B/s', direction: 'higher' });
    expect(rate.value).toBeCloseTo(44.3571e9, 0);
    expect(textAt(file, rate.place)).toBe('44.3571');
    expect(measureOf(benchmarkOf(run, 'HPL'), 'HPL_Tflops').value).toBeCloseTo(781_057_000, 0);
    expect(measureOf(benchmarkOf(run, 'HPL'), 'HPL_time')).toMatchObject({ unit: 's', value: 0.00690518 });
    expect(run.benchmarks.map(({ name }) => name)).not.toContain('PingPong');
  });

  it('reads messages between processes as one measure with its extremes', () => {
    const run = onlyRun(readFixture('hpcc/two-processes.txt', hpcc).result);
    const latency = measureOf(benchmarkOf(run, 'PingPong'), 'PingPongLatency_usec');
    expect(latency.unit).toBe('s');
    expect(latency.reported?.mean).toBeCloseTo(0.423986e-6, 12);
    expect(latency.reported?.min).toBeCloseTo(0.421083e-6, 12);
    expect(latency.reported?.max).toBeCloseTo(0.426889e-6, 12);
    const ring = benchmarkOf(run, 'Ring/randomly ordered');
    expect(measureOf(ring, 'RandomlyOrderedRingBandwidth_GBytes').value).toBeCloseTo(2.56607e9, 0);
  });

  it('says that a run without its summary did not finish', () => {
    const { result } = readFixture('hpcc/cut.txt', hpcc);
    expect(result.runs).toEqual([]);
    expect(result.problems).toMatchObject([
      { message: 'The text ends before the summary: the tests did not finish.' },
    ]);
  });
});
