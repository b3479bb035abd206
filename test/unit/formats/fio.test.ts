import { describe, expect, it } from 'vitest';
import { fio } from '../../../src/core/formats/fio.ts';
import { fioLog } from '../../../src/core/formats/fio-log.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('fio', () => {
  it('reads a job per direction, with the options as parameters', () => {
    const file = readFixture('fio/write.json', fio);
    expect(file.recognition).toEqual({ score: 0.97, reason: 'a JSON with `fio version` and `jobs`' });
    const run = onlyRun(file.result);
    expect(run).toMatchObject({ tool: 'fio', toolVersion: '3.33', endedAt: { zone: 'utc' } });
    expect(Date.parse(run.endedAt!.iso) - Date.parse(run.startedAt!.iso)).toBe(1000);
    const job = benchmarkOf(run, 'seqwrite', { direction: 'write' });
    expect(job.parameters).toEqual({
      rw: 'write',
      bs: '64k',
      size: '4m',
      ioengine: 'psync',
      directory: '/srv/bench',
      direction: 'write',
    });
    const bw = measureOf(job, 'bw');
    expect(bw).toMatchObject({
      metric: 'bandwidth',
      unit: 'B/s',
      value: 4194304000,
      kind: 'value',
      direction: 'higher',
    });
    expect(textAt(file, bw.place)).toBe('4194304000');
    expect(measureOf(job, 'iops')).toMatchObject({ metric: 'iops', unit: 'op/s', value: 64000 });
    const clat = measureOf(job, 'clat_ns');
    expect(clat).toMatchObject({
      metric: 'completion-latency',
      unit: 's',
      direction: 'lower',
      kind: 'summary',
    });
    expect(clat.reported?.n).toBe(64);
    expect(clat.reported?.mean).toBeCloseTo(12278.171875e-9, 15);
    expect(clat.reported?.percentiles['99.9']).toBeCloseTo(58112e-9, 15);
    expect(textAt(file, clat.place)).toBe('12278.171875');
    expect(file.lines[(clat.reportedPlaces['p99.9']?.line ?? 0) - 1]).toContain('"99.900000" : 58112');
    expect(file.result.problems).toEqual([]);
  });

  it('gives no benchmark to a direction that moved nothing, nor a latency that was not taken', () => {
    const run = onlyRun(readFixture('fio/write.json', fio).result);
    expect(run.benchmarks.map(({ parameters }) => parameters.direction)).toEqual([
      'write',
      undefined,
      undefined,
    ]);
    const labels = benchmarkOf(run, 'seqwrite', { direction: 'write' }).measures.map(({ label }) => label);
    expect(labels).not.toContain('slat_ns');
    expect(labels).not.toContain('bw_mean');
  });

  it('tells clones apart and does not count what was only sampled', () => {
    const run = onlyRun(readFixture('fio/mixed.json', fio).result);
    const first = benchmarkOf(run, 'mixed', { direction: 'read', clone: 1 });
    const second = benchmarkOf(run, 'mixed', { direction: 'read', clone: 2 });
    expect(first.parameters).toMatchObject({ iodepth: 4, rwmixread: 70 });
    expect(measureOf(first, 'iops').value).not.toBe(measureOf(second, 'iops').value);
    expect(measureOf(first, 'lat_ns').reported?.percentiles).toHaveProperty('95');
    const sampled = measureOf(first, 'iops_mean');
    expect(sampled.notCountedBecause).toBe(
      'sampled per process while the job ran; the total stands beside it',
    );
    expect(sampled.reported?.n).toBe(20);
    expect(measureOf(benchmarkOf(run, 'disk'), 'util')).toMatchObject({
      metric: 'disk-utilization',
      unit: '%',
    });
  });

  it('fails a job with an error, its rates with it', () => {
    const { result } = readFixture('fio/failed.json', fio);
    const job = benchmarkOf(onlyRun(result), 'full', { direction: 'write' });
    expect(job.measures.map(({ label, outcome, error, value }) => [label, outcome, error, value])).toEqual([
      ['iops', 'failed', 'fio ended this job with error 28', null],
      ['bw', 'failed', 'fio ended this job with error 28', null],
    ]);
    expect(result.problems).toMatchObject([{ severity: 'warning', line: 10, pointer: '/jobs/0/error' }]);
  });

  it('reads what is whole of a cut file', () => {
    const file = readFixture('fio/cut.json', fio);
    expect(file.recognition?.score).toBe(0.97);
    const job = benchmarkOf(onlyRun(file.result), 'seqwrite', { direction: 'write' });
    expect(measureOf(job, 'iops').value).toBe(64000);
  });
});

describe('fio-log', () => {
  it('takes kind and job from the name and keeps the time of each value', () => {
    const file = readFixture('fio-log/mixed_bw.1.log', fioLog);
    expect(file.recognition?.score).toBe(0.9);
    const run = onlyRun(file.result);
    expect(run.parameters).toEqual({ job: 1 });
    const read = measureOf(benchmarkOf(run, 'mixed', { direction: 'read' }), 'bandwidth');
    expect(read).toMatchObject({ metric: 'bandwidth', unit: 'B/s', unitInFile: 'KiB/s', kind: 'samples' });
    expect(samplesOf(read)[0]).toEqual({ value: 28200 * 1024, line: 1, column: 6, outcome: 0, error: '' });
    expect([...read.samples!.times!].slice(0, 3)).toEqual([100, 200, 300]);
    const write = measureOf(benchmarkOf(run, 'mixed', { direction: 'write' }), 'bandwidth');
    expect(samplesOf(write)[0]).toMatchObject({ value: 12640 * 1024, line: 2 });
  });

  it('reads latencies in ns and IOPS', () => {
    const lat = onlyRun(readFixture('fio-log/mixed_lat.1.log', fioLog).result);
    const latency = measureOf(benchmarkOf(lat, 'mixed', { direction: 'read' }), 'latency');
    expect(latency.unit).toBe('s');
    expect(latency.samples!.values[0]).toBeCloseTo(408827e-9, 15);
    const iops = onlyRun(readFixture('fio-log/mixed_iops.2.log', fioLog).result);
    expect(measureOf(benchmarkOf(iops, 'mixed', { direction: 'read' }), 'iops').samples!.values[0]).toBe(
      7530,
    );
    const raw = onlyRun(readFixture('fio-log/rawlog_clat.1.log', fioLog).result);
    expect(samplesOf(measureOf(benchmarkOf(raw, 'rawlog'), 'completion latency'))).toHaveLength(50);
  });

  it('reads around damaged rows and says how many', () => {
    const { result } = readFixture('fio-log/damaged_lat.log', fioLog);
    const run = onlyRun(result);
    expect(run.parameters).toEqual({});
    expect(samplesOf(measureOf(benchmarkOf(run, 'damaged', { direction: 'read' }), 'latency'))).toHaveLength(
      2,
    );
    expect(result.problems).toContainEqual({
      line: 3,
      column: null,
      pointer: null,
      severity: 'warning',
      message: '2 rows of the log are damaged and not read, the first here.',
    });
  });

  it('leaves other logs of numbers alone', () => {
    expect(readFixture('fio/write.json', fioLog).recognition).toBeNull();
    expect(readFixture('fio-log/mixed_bw.1.log', fio).recognition).toBeNull();
  });
});
