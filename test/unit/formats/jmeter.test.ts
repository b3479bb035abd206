import { describe, expect, it } from 'vitest';
import { jmeter } from '../../../src/core/formats/jmeter.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('jmeter', () => {
  it('reads samples by label, with times and failures', () => {
    const file = readFixture('jmeter/named.jtl', jmeter);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'JMeter',
      startedAt: { iso: '2026-11-23T01:35:33.073Z', zone: 'utc' },
    });
    const root = measureOf(benchmarkOf(run, 'root'), 'elapsed');
    expect(root).toMatchObject({ metric: 'latency', unit: 's', kind: 'samples' });
    expect(root.samples!.values[0]).toBeCloseTo(0.05, 12);
    expect(root.samples!.times![0]).toBe(1795397733073);
    expect(root.samples!.labels.map(({ name }) => name)).toEqual(['threadName', 'allThreads']);
    expect(textAt(file, root.place)).toBe('50');
    const failing = samplesOf(measureOf(benchmarkOf(run, 'fail, sometimes'), 'elapsed'));
    expect(failing.filter(({ outcome }) => outcome === 2)).toHaveLength(6);
    expect(failing.find(({ outcome }) => outcome === 2)?.error).toBe('500 Internal Server Error');
    expect(measureOf(benchmarkOf(run, 'root'), 'Latency').metric).toBe('time-to-first-byte');
  });

  it('knows the columns of a file without a header', () => {
    const file = readFixture('jmeter/bare.jtl', jmeter);
    expect(file.recognition?.score).toBe(0.9);
    const root = benchmarkOf(onlyRun(file.result), 'root');
    expect(samplesOf(measureOf(root, 'elapsed'))).toHaveLength(30);
    expect(samplesOf(measureOf(root, 'elapsed'))[0]).toMatchObject({ line: 1, column: 15 });
    expect(samplesOf(measureOf(root, 'bytes'))[0]?.value).toBe(172);
  });

  it('reads dates, whose zone is not known, and fails requests that never arrived', () => {
    const { result } = readFixture('jmeter/dates.jtl', jmeter);
    const run = onlyRun(result);
    expect(run.startedAt).toEqual({ iso: '2026-11-23T01:35:34.464', zone: 'unknown' });
    const nobody = samplesOf(measureOf(benchmarkOf(run, 'nobody'), 'elapsed'));
    expect(nobody.every(({ outcome }) => outcome === 2)).toBe(true);
    expect(nobody[0]?.error).toContain('Connection refused');
    const root = measureOf(benchmarkOf(run, 'root'), 'elapsed');
    expect((root.samples!.times![1] ?? 0) - (root.samples!.times![0] ?? 0)).toBe(4);
  });
});
