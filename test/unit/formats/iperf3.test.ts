import { describe, expect, it } from 'vitest';
import { iperf3 } from '../../../src/core/formats/iperf3.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('iperf3', () => {
  it('reads the sum of each interval as a sample with its time', () => {
    const file = readFixture('iperf3/tcp.json', iperf3);
    expect(file.recognition).toEqual({
      score: 0.97,
      reason: 'a JSON with `start` and `intervals` of iperf 3.12',
    });
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'iperf3',
      toolVersion: '3.12',
      startedAt: { iso: '2026-11-23T01:31:08Z', zone: 'utc' },
      environment: { os: 'Linux', arch: 'x86_64' },
      parameters: { protocol: 'TCP', num_streams: 2, blksize: 131072, duration: 2 },
    });
    expect(run.parameters).not.toHaveProperty('bytes');
    const rate = measureOf(benchmarkOf(run, 'TCP'), 'sum.bits_per_second');
    expect(rate).toMatchObject({ metric: 'bandwidth', unit: 'B/s', kind: 'samples', direction: 'higher' });
    expect(samplesOf(rate)).toHaveLength(4);
    expect(rate.samples!.values[0]).toBeCloseTo(6646177312.0387735 / 8, 3);
    expect([...rate.samples!.times!].map((time) => Number(time.toFixed(6)))).toEqual([
      0, 500.135, 1006.213, 1500.6,
    ]);
    expect(textAt(file, rate.place)).toBe('6646177312.0387735');
    expect(measureOf(benchmarkOf(run, 'TCP'), 'sum.retransmits').samples!.values[0]).toBe(12);
    expect(file.result.problems).toEqual([]);
  });

  it('reads the totals of both sides', () => {
    const tcp = benchmarkOf(onlyRun(readFixture('iperf3/tcp.json', iperf3).result), 'TCP');
    expect(measureOf(tcp, 'sum_received.bytes')).toMatchObject({
      metric: 'transferred',
      unit: 'B',
      value: 1386741760,
    });
    expect(measureOf(tcp, 'sum_sent.retransmits')).toMatchObject({ value: 14, direction: 'lower' });
    expect(measureOf(tcp, 'cpu_utilization_percent.host_total')).toMatchObject({
      metric: 'cpu-utilization',
      unit: '%',
    });
  });

  it('takes loss and jitter of UDP from the receiver, once', () => {
    const udp = benchmarkOf(onlyRun(readFixture('iperf3/udp.json', iperf3).result), 'UDP');
    const labels = udp.measures.map(({ label }) => label);
    expect(labels.filter((label) => label.endsWith('jitter_ms'))).toEqual(['sum_received.jitter_ms']);
    expect(measureOf(udp, 'sum_received.jitter_ms').value).toBeCloseTo(0.0013858783854880663, 15);
    expect(labels).not.toContain('sum.packets');
  });

  it('never counts omitted intervals', () => {
    const run = onlyRun(readFixture('iperf3/reverse.json', iperf3).result);
    const warm = measureOf(benchmarkOf(run, 'omitted', { phase: 'warmup' }), 'sum.bits_per_second');
    expect(warm.notCountedBecause).toBe('warm-up: iperf3 was told to omit it');
    expect(samplesOf(measureOf(benchmarkOf(run, 'TCP'), 'sum.bits_per_second'))).toHaveLength(2);
  });

  it('keeps both directions apart', () => {
    const tcp = benchmarkOf(onlyRun(readFixture('iperf3/bidir.json', iperf3).result), 'TCP');
    expect(measureOf(tcp, 'sum_bidir_reverse.bits_per_second').samples!.values[0]).toBeCloseTo(
      3281286556.2681527 / 8,
      3,
    );
    expect(measureOf(tcp, 'sum_received_bidir_reverse.bytes').value).toBe(410582881);
  });

  it('gives a run with an error as failed, with the reason', () => {
    const { result } = readFixture('iperf3/refused.json', iperf3);
    const tcp = benchmarkOf(onlyRun(result), 'TCP');
    expect(tcp.measures).toMatchObject([
      { outcome: 'failed', error: 'unable to connect to server: Connection refused', value: null },
    ]);
    expect(result.problems).toMatchObject([{ severity: 'warning', line: 10, pointer: '/error' }]);
  });

  it('reads around a damaged key and a missing end', () => {
    const file = readFixture('iperf3/damaged.json', iperf3);
    expect(file.recognition?.score).toBe(0.97);
    const run = onlyRun(file.result);
    expect(file.result.problems[0]?.message).toBe(
      'The key “getdata()buf_actual” is damaged, so its setting was not read.',
    );
    expect(samplesOf(measureOf(benchmarkOf(run, 'TCP'), 'sum.bits_per_second'))).toHaveLength(2);
  });
});
