import { describe, expect, it } from 'vitest';
import { opensslSpeed } from '../../../src/core/formats/openssl-speed.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('openssl speed', () => {
  it('reads bytes per second by block size', () => {
    const file = readFixture('openssl-speed/symmetric.txt', opensslSpeed);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'openssl speed', toolVersion: '3.0.19' });
    expect(run.benchmarks).toHaveLength(12);
    const rate = measureOf(benchmarkOf(run, 'aes-128-cbc', { 'block size': 1024 }), 'bytes per second');
    expect(rate).toMatchObject({ metric: 'bandwidth', unit: 'B/s', direction: 'higher' });
    expect(samplesOf(rate)[0]?.value).toBeCloseTo(1_150_622_820, 3);
    expect(textAt(file, rate.place)).toBe('1150622.82k');
  });

  it('reads rates of signatures and key exchanges; their rounded times do not count', () => {
    const signatures = readFixture('openssl-speed/signatures.txt', opensslSpeed);
    const rsa = benchmarkOf(onlyRun(signatures.result), 'rsa 2048 bits', { operation: 'verify' });
    expect(samplesOf(measureOf(rsa, 'verify/s'))).toMatchObject([{ value: 47_500, line: 11 }]);
    expect(measureOf(rsa, 'verify')).toMatchObject({ metric: 'time-per-op' });
    expect(measureOf(rsa, 'verify').notCountedBecause).not.toBeNull();
    const curves = readFixture('openssl-speed/curves.txt', opensslSpeed);
    const exchange = benchmarkOf(onlyRun(curves.result), '253 bits ecdh (X25519)', { operation: 'op' });
    expect(measureOf(exchange, 'op/s')).toMatchObject({ metric: 'operation-throughput', unit: 'op/s' });
    expect(textAt(curves, measureOf(exchange, 'op/s').place)).toBe('7526.7');
  });

  it('reads the output for machines, and says what of it is left', () => {
    const file = readFixture('openssl-speed/machine.txt', opensslSpeed);
    const rate = measureOf(
      benchmarkOf(onlyRun(file.result), 'sha256', { 'block size': 64 }),
      'bytes per second',
    );
    expect(samplesOf(rate)).toMatchObject([{ value: 246_751_587.1 }]);
    expect(textAt(file, rate.place)).toMatch(/^246751587\.10:/);
    expect(file.result.problems).toMatchObject([{ severity: 'info', line: 19 }]);
  });

  it('leaves out a row that is cut', () => {
    const run = onlyRun(readFixture('openssl-speed/cut.txt', opensslSpeed).result);
    expect(new Set(run.benchmarks.map(({ name }) => name))).toEqual(new Set(['sha256']));
  });
});
