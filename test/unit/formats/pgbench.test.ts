import { describe, expect, it } from 'vitest';
import { pgbench } from '../../../src/core/formats/pgbench.ts';
import { pgbenchLog } from '../../../src/core/formats/pgbench-log.ts';
import { pgbenchTools } from '../../../src/core/formats/pgbench-tools.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('pgbench', () => {
  it('reads rate, latency, settings, and progress as samples with times', () => {
    const file = readFixture('pgbench/progress.txt', pgbench);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run).toMatchObject({
      tool: 'pgbench',
      toolVersion: '15.18',
      parameters: {
        scaling_factor: 1,
        query_mode: 'simple',
        clients: 2,
        threads: 1,
        max_tries: 1,
        duration: '2 s',
      },
    });
    const tpcb = benchmarkOf(run, 'TPC-B (sort of)');
    const tps = measureOf(tpcb, 'tps (without initial connection time)');
    expect(tps).toMatchObject({ metric: 'transaction-throughput', unit: 'trans/s', value: 4024.437402 });
    expect(textAt(file, tps.place)).toBe('4024.437402');
    const latency = measureOf(tpcb, 'latency');
    expect(latency.reported?.mean).toBeCloseTo(0.495e-3, 12);
    expect(latency.reported?.stddev).toBeCloseTo(1.201e-3, 12);
    const progress = measureOf(tpcb, 'progress tps');
    expect(samplesOf(progress).map(({ value, line }) => [value, line])).toEqual([
      [2960.8, 3],
      [5009, 4],
    ]);
    expect([...progress.samples!.times!]).toEqual([1000, 2000]);
    expect(measureOf(tpcb, 'initial connection time')).toMatchObject({ metric: 'connect-time', unit: 's' });
    expect(measureOf(tpcb, 'number of transactions actually processed').value).toBe(7972);
    expect(file.result.problems).toEqual([]);
  });

  it('reads scripts and their statements', () => {
    const run = onlyRun(readFixture('pgbench/scripts.txt', pgbench).result);
    const slow = benchmarkOf(run, '/srv/bench/slow.sql', { script: 1 });
    expect(measureOf(slow, 'tps').value).toBe(311.846498);
    expect(measureOf(slow, 'transactions').value).toBe(34);
    expect(measureOf(slow, 'latency').reported?.mean).toBeCloseTo(5.873e-3, 12);
    const sleep = benchmarkOf(run, '/srv/bench/slow.sql', { statement: 'SELECT pg_sleep(0.005);' });
    expect(measureOf(sleep, 'statement latency')).toMatchObject({
      metric: 'statement-latency',
      place: { line: 24 },
    });
    expect(measureOf(sleep, 'statement latency').reported?.mean).toBeCloseTo(5.557e-3, 12);
    expect(measureOf(benchmarkOf(run, 'multiple scripts'), 'latency').reported?.mean).toBeCloseTo(
      3.634e-3,
      12,
    );
  });

  it('reads late and skipped transactions and the schedule lag', () => {
    const select = benchmarkOf(onlyRun(readFixture('pgbench/rate.txt', pgbench).result), 'select only');
    expect(measureOf(select, 'number of transactions above the latency limit').value).toBe(7);
    expect(measureOf(select, 'rate limit schedule lag').reported?.max).toBeCloseTo(9.607e-3, 12);
  });

  it('gives an aborted run as failed, with the reason of pgbench', () => {
    const { result } = readFixture('pgbench/failed.txt', pgbench);
    const tps = measureOf(onlyRun(result).benchmarks[0]!, 'tps');
    expect(tps.outcome).toBe('failed');
    expect(tps.error).toMatch(
      /^client 0 script 0 aborted in command 0 query 0: ERROR: {2}relation "nowhere"/,
    );
    expect(result.problems).toMatchObject([{ severity: 'warning', line: 3 }]);
  });

  it('reads several runs of one text; of two rates the one without connecting counts', () => {
    const { result } = readFixture('pgbench/two-runs.txt', pgbench);
    const [first, second] = result.runs;
    expect(result.runs.map(({ name, parameters }) => [name, parameters.clients])).toEqual([
      ['1', 1],
      ['2', 4],
    ]);
    const shop = benchmarkOf(first!, 'shop.sql');
    expect(measureOf(shop, 'tps (including connections establishing)')).toMatchObject({
      value: 819.882,
      notCountedBecause: 'it includes the time to connect; the rate without it stands beside it',
    });
    expect(measureOf(shop, 'tps (excluding connections establishing)').notCountedBecause).toBeNull();
    const cut = benchmarkOf(second!, 'shop.sql');
    expect(samplesOf(measureOf(cut, 'progress lat'))).toHaveLength(1);
    expect(measureOf(cut, 'tps')).toMatchObject({
      outcome: 'failed',
      error: 'the text ends before the rate',
    });
  });
});

describe('pgbench-log', () => {
  it('reads each transaction with its time, by script', () => {
    const file = readFixture('pgbench-log/tx.20188', pgbenchLog);
    expect(file.recognition?.score).toBe(0.9);
    const run = onlyRun(file.result);
    expect(run.startedAt?.iso).toBe('2026-11-23T01:31:31Z');
    const slow = measureOf(benchmarkOf(run, 'transactions', { script: 0 }), 'time');
    expect(slow).toMatchObject({ metric: 'latency', unit: 's', kind: 'samples', direction: 'lower' });
    expect(samplesOf(slow)).toHaveLength(34);
    expect(slow.samples!.values[0]).toBeCloseTo(5951e-6, 12);
    expect(slow.samples!.times![0]).toBeCloseTo(1795397491615.961, 3);
    expect(slow.samples!.labels[0]).toMatchObject({ name: 'client', dictionary: ['', '0', '1'] });
    expect(textAt(file, slow.place)).toBe('5951');
    expect(samplesOf(measureOf(benchmarkOf(run, 'transactions', { script: 1 }), 'time'))).toHaveLength(26);
  });

  it('reads the schedule lag where it is logged', () => {
    const run = onlyRun(readFixture('pgbench-log/rate.20428', pgbenchLog).result);
    const lag = measureOf(benchmarkOf(run, 'transactions'), 'schedule_lag');
    expect(lag).toMatchObject({ metric: 'schedule-lag', direction: 'lower' });
    expect(lag.samples!.values[0]).toBeCloseTo(644e-6, 12);
  });

  it('reads sums of intervals as their mean, with how many transactions it is of', () => {
    const file = readFixture('pgbench-log/agg.20209', pgbenchLog);
    expect(file.recognition?.score).toBe(0.9);
    const transactions = benchmarkOf(onlyRun(file.result), 'transactions');
    const mean = measureOf(transactions, 'sum_latency / num_transactions');
    expect(mean.samples!.values[0]).toBeCloseTo(361167 / 3427 / 1e6, 12);
    expect([...mean.samples!.times!]).toEqual([1795397491000, 1795397492000, 1795397493000]);
    expect(mean.samples!.labels[0]!.dictionary).toEqual(['', '3427', '16052', '15649']);
    expect(measureOf(transactions, 'max_latency')).toMatchObject({
      metric: 'max-latency',
      place: { line: 1, column: 37 },
    });
  });

  it('takes skipped and failed transactions for failures', () => {
    const { result } = readFixture('pgbench-log/pgbench_log.77', pgbenchLog);
    const time = measureOf(benchmarkOf(onlyRun(result), 'transactions'), 'time');
    expect(samplesOf(time).map(({ outcome, error }) => [outcome, error])).toEqual([
      [0, ''],
      [2, 'the log says “skipped” instead of a latency'],
      [0, ''],
      [2, 'the log says “serialization” instead of a latency'],
    ]);
  });

  it('leaves other rows of numbers alone', () => {
    expect(readFixture('pgbench/select.txt', pgbenchLog).recognition).toBeNull();
    expect(readFixture('fio-log/mixed_bw.1.log', pgbenchLog).recognition).toBeNull();
  });
});

describe('pgbench-tools', () => {
  it('reads latencies per second with their times', () => {
    const file = readFixture('pgbench-tools/latency_1s.csv', pgbenchTools);
    expect(file.recognition?.score).toBe(0.95);
    const transactions = benchmarkOf(onlyRun(file.result), 'transactions');
    const average = measureOf(transactions, 'avg_latency');
    expect(average).toMatchObject({ metric: 'latency', unit: 's', column: 'avg_latency' });
    expect([...average.samples!.times!]).toEqual([1795397500000, 1795397501000, 1795397502000]);
    expect(samplesOf(average)[2]).toMatchObject({ outcome: 2, error: '“n/a” is no number', line: 4 });
    expect(average.samples!.values[1]).toBeCloseTo(0.831e-3, 12);
    expect(measureOf(transactions, 'max_latency')).toMatchObject({
      metric: 'max-latency',
      direction: 'lower',
    });
    expect(samplesOf(measureOf(transactions, 'min_latency'))).toHaveLength(3);
    expect(average.samples!.labels[0]!.dictionary).toEqual(['', '1200', '1187']);
  });
});
