import { describe, expect, it } from 'vitest';
import { gluedQuantity, inUnit } from '../../../src/core/formats/glued-quantity.ts';
import { wrk } from '../../../src/core/formats/wrk.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  textAt,
} from '../../support/read-fixture.ts';

describe('wrk', () => {
  it('reads rates, latency with its distribution, and counts', () => {
    const file = readFixture('wrk/latency.txt', wrk);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'wrk', parameters: { threads: 1, connections: 4, duration: '2s' } });
    const benchmark = benchmarkOf(run, 'http://127.0.0.1:8123/fail');
    const rate = measureOf(benchmark, 'Requests/sec');
    expect(rate).toMatchObject({
      metric: 'request-throughput',
      unit: 'req/s',
      value: 34274.68,
      kind: 'value',
    });
    expect(textAt(file, rate.place)).toBe('34274.68');
    const latency = measureOf(benchmark, 'Latency');
    expect(latency).toMatchObject({ metric: 'latency', unit: 's', unitInFile: 'us', direction: 'lower' });
    expect(latency.reported?.mean).toBeCloseTo(329.48e-6, 12);
    expect(latency.reported?.stddev).toBeCloseTo(696.63e-6, 12);
    expect(latency.reported?.max).toBeCloseTo(8.05e-3, 12);
    expect(latency.reported?.percentiles['99']).toBeCloseTo(3.48e-3, 12);
    expect(latency.reported?.statistics['within stddev %']).toBe(90.13);
    expect(latency.reportedPlaces.p99).toMatchObject({ line: 10 });
    const thread = measureOf(benchmark, 'Req/Sec');
    expect(thread.reported?.mean).toBeCloseTo(34540, 6);
    expect(thread.notCountedBecause).toBe('the rate of one thread; that of all stands in Requests/sec');
    expect(measureOf(benchmark, 'Transfer/sec').value).toBeCloseTo(5.34 * 1024 * 1024, 3);
  });

  it('says that bad responses are part of rate and latency', () => {
    const { result } = readFixture('wrk/latency.txt', wrk);
    expect(result.problems).toEqual([
      {
        line: 12,
        column: 29,
        pointer: null,
        severity: 'warning',
        message: '20680 of 68665 responses were not 2xx or 3xx; rate and latency include them.',
      },
    ]);
    expect(readFixture('wrk/plain.txt', wrk).result.problems).toEqual([]);
  });

  it('names the runs of one text by their headings and gives them the settings of the command', () => {
    const { result } = readFixture('wrk/several.txt', wrk);
    expect(result.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['RUNTIME 1.0 / ALPHA', { threads: 4, connections: 64, duration: '20s' }],
      ['RUNTIME 1.0 / BETA', { threads: 4, connections: 64, duration: '20s' }],
      ['RUNTIME 2.0 / ALPHA', { threads: 4, connections: 64, duration: '20s' }],
    ]);
    const alpha = benchmarkOf(result.runs[0]!, 'RUNTIME 1.0 / ALPHA');
    expect(measureOf(alpha, 'Latency').reported).toMatchObject({ mean: 1.1, stddev: 0.2505, max: 61.2 });
    expect(measureOf(alpha, 'read').value).toBe(1.5 * 1024 ** 3);
    expect(measureOf(alpha, 'Socket errors: timeout')).toMatchObject({ metric: 'timeouts', value: 12 });
    const beta = benchmarkOf(result.runs[1]!, 'RUNTIME 1.0 / BETA');
    expect(measureOf(beta, 'Req/Sec').reported).toMatchObject({ mean: 2000, stddev: 50, max: 2200 });
    const cut = benchmarkOf(result.runs[2]!, 'RUNTIME 2.0 / ALPHA');
    expect(cut.measures.map(({ label }) => label)).toEqual(['Latency']);
  });

  it('leaves pages for people alone, even with such a text in them', () => {
    const text = 'Thread Stats   Avg      Stdev     Max   +/- Stdev\nRequests/sec:  12.00\n';
    expect(readBytes('README.md', new TextEncoder().encode(text), wrk).recognition).toBeNull();
  });
});

describe('gluedQuantity', () => {
  it.each([
    ['1.90ms', 1.9, 'ms'],
    ['12', 12, ''],
    ['1,234.5 MiB', 1234.5, 'MiB'],
    ['-nan', NaN, ''],
  ])('%s', (text, value, unit) => {
    expect(gluedQuantity(text)).toEqual({ value, unit });
  });

  it('converts within one kind only', () => {
    expect(inUnit({ value: 2, unit: 's' }, 'ms')).toBe(2000);
    expect(inUnit({ value: 2, unit: 's' }, 'MB')).toBeNaN();
    expect(inUnit({ value: 2, unit: 'parsec' }, 's')).toBeNaN();
  });
});
