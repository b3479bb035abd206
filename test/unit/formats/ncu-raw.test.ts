import { describe, expect, it } from 'vitest';
import { ncuRaw } from '../../../src/core/formats/ncu-raw.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, samplesOf } from '../../support/read-fixture.ts';

describe('raw pages of Nsight Compute', () => {
  const read = readFixture('ncu-raw/raw.csv', ncuRaw);
  const run = onlyRun(read.result);
  const add = benchmarkOf(run, 'void add<float>(const float *, float *)');

  it('one benchmark per kernel and launch size; the device is environment', () => {
    expect(read.recognition?.score).toBe(0.95);
    expect(run.tool).toBe('Nsight Compute');
    expect(run.environment).toEqual({
      gpu: 'Example GPU',
      compute_capability: '9.0',
      host: 'host-a',
      process: 'serve',
    });
    expect(add.parameters).toEqual({ 'Block Size': '(256, 1, 1)', 'Grid Size': '(64, 1, 1)', Device: '0' });
    expect(run.benchmarks).toHaveLength(2);
  });

  it('launches of one kernel are its samples, with units of the second row', () => {
    const time = measureOf(add, 'gpu__time_duration.sum');
    expect(time).toMatchObject({ metric: 'kernel-time', unit: 's', unitInFile: 'us', direction: 'lower' });
    expect(samplesOf(time).map(({ value, line, column }) => [value, line, column])).toEqual([
      [expect.closeTo(0.0000125, 15), 3, 134],
      [0.0000135, 4, 134],
    ]);
    expect(read.lines[2]?.slice(133, 137)).toBe('12.5');
    expect(time.samples?.labels.map(({ name }) => name)).toEqual(['launch', 'stream']);
  });

  it('digits in groups of two are one number, and decimal prefixes are decimal', () => {
    expect(samplesOf(measureOf(add, 'launch__thread_count'))[0]?.value).toBe(165_888);
    expect(measureOf(add, 'launch__shared_mem_per_block_static')).toMatchObject({ unit: 'B/block' });
    expect(samplesOf(measureOf(add, 'launch__shared_mem_per_block_static'))[0]?.value).toBe(1024);
    const reduce = benchmarkOf(run, 'reduce(float *)');
    expect(samplesOf(measureOf(reduce, 'gpu__time_duration.sum'))[0]?.value).toBeCloseTo(0.0022805, 12);
  });

  it('a counter without a unit keeps none, a cell without a number is no sample', () => {
    expect(measureOf(add, 'launch__waves_per_multiprocessor')).toMatchObject({
      unit: null,
      direction: 'none',
    });
    const occupancy = measureOf(add, 'sm__warps_active.avg.pct_of_peak_sustained_active');
    expect(occupancy).toMatchObject({ metric: 'occupancy', unit: '%' });
    expect(samplesOf(occupancy).map(({ value }) => value)).toEqual([50.25]);
  });

  it('attributes of the device and echoes of settings are left out, and it is said', () => {
    expect(add.measures.map(({ label }) => label)).not.toContain('device__attribute_l2_cache_size');
    expect(add.measures.map(({ label }) => label)).not.toContain('launch__block_dim_x');
    expect(read.result.problems).toMatchObject([
      {
        severity: 'info',
        message: '4 columns describe the device or launch settings: no measurement, so not read.',
      },
    ]);
  });

  it('a page without counters says so', () => {
    const { result } = readFixture('ncu-raw/no_units.csv', ncuRaw);
    expect(result.runs).toEqual([]);
    expect(result.problems[0]).toMatchObject({
      severity: 'error',
      message: 'No hardware counter in this table holds a number.',
    });
  });
});
