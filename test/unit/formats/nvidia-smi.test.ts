import { describe, expect, it } from 'vitest';
import { nvidiaSmi } from '../../../src/core/formats/nvidia-smi.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('nvidia-smi with two GPUs', () => {
  const read = readFixture('nvidia-smi/two-gpus.csv', nvidiaSmi);
  const run = onlyRun(read.result);
  const first = benchmarkOf(run, 'gpu', { gpu_id: 0 });
  const second = benchmarkOf(run, 'gpu', { gpu_id: 1 });

  it('tells interleaved GPUs apart and keeps the time of each value', () => {
    const power = measureOf(first, 'power.draw [W]');
    expect(power).toMatchObject({ kind: 'timeseries', metric: 'power', unit: 'W', column: 'power.draw [W]' });
    expect(samplesOf(power).map((sample) => [sample.value, textAt(read, sample), sample.line])).toEqual([
      [200.5, '200.50', 2],
      [180, '180.00', 4],
      [170, '170.00', 7],
    ]);
    const start = Date.UTC(2025, 3, 2, 10);
    expect([...(power.samples?.times ?? [])]).toEqual([start, start + 1000, start + 300_000]);
    expect(samplesOf(measureOf(second, 'temperature.gpu')).map(({ value }) => value)).toEqual([33, 33]);
  });

  it('converts units from the header', () => {
    const memory = measureOf(first, 'memory.used [MiB]');
    expect(memory).toMatchObject({ unit: 'B', metric: 'gpu-memory' });
    expect(samplesOf(memory)[1]?.value).toBe(2048 * 2 ** 20);
  });

  it('leaves out what is no value and says so', () => {
    expect(samplesOf(measureOf(second, 'power.draw [W]')).map(({ value }) => value)).toEqual([15.25]);
    expect(first.measures.map(({ label }) => label)).not.toContain('fan.speed [%]');
    expect(read.result.problems.map(({ line, message }) => [line, message])).toEqual([
      [6, 'This row repeats the header.'],
      [2, 'fan.speed [%] has no value in 3 of 3 rows (“[N/A]”).'],
      [5, 'power.draw [W] has no value in 1 of 2 rows (“[Unknown Error]”).'],
    ]);
  });

  it('keeps names, limits and versions as environment, states as labels', () => {
    expect(run.environment).toEqual({
      gpu: 'NVIDIA Made-Up 10',
      gpu_count: 2,
      driver: '550.01',
      'memory.total': '16384 MiB',
    });
    const [pstate] = measureOf(first, 'utilization.gpu [%]').samples?.labels ?? [];
    expect(pstate?.name).toBe('pstate');
    expect([...(pstate?.codes ?? [])].map((code) => pstate?.dictionary[code])).toEqual(['P0', 'P2', 'P0']);
  });

  it('knows the span of the log', () => {
    expect(run.startedAt).toEqual({ iso: '2025-04-02T10:00:00.000', zone: 'unknown' });
    expect(run.endedAt?.iso).toBe('2025-04-02T10:05:00.000');
    expect(read.result.role).toBe('timeseries');
  });
});

it('reads units from cells where there is no header, and claims no more than they tell', () => {
  const read = readFixture('nvidia-smi/bare.csv', nvidiaSmi);
  expect(read.recognition?.score).toBe(0.85);
  const gpu = benchmarkOf(onlyRun(read.result), 'gpu', { gpu: 'NVIDIA Made-Up 10' });
  expect(gpu.measures.map(({ label, metric }) => [label, metric])).toEqual([
    ['column 3', 'utilization'],
    ['column 4', 'gpu-memory-other'],
    ['column 5', 'power'],
  ]);
  expect(samplesOf(measureOf(gpu, 'column 5'))[0]).toMatchObject({ value: 200.5, line: 1 });
  expect(read.result.problems.map(({ message }) => message)).toEqual([
    'Column 6 has neither a name nor a unit and was not read.',
  ]);
});

it('reads bare numbers under headers with units, and GPUs told by their uuid', () => {
  const read = readFixture('nvidia-smi/nounits.csv', nvidiaSmi);
  const [gpu] = onlyRun(read.result).benchmarks;
  expect(gpu?.parameters).toEqual({ uuid: 'GPU-00000000-0000-0000-0000-00000000000a' });
  expect(samplesOf(measureOf(gpu!, 'clocks.current.sm [MHz]')).map(({ value }) => value)).toEqual([
    1.41e9, 1.2e9,
  ]);
  expect(measureOf(gpu!, 'clocks.mem [MHz]').metric).toBe('memory-clock');
});

it('leaves other tables alone', () => {
  const claim = (text: string) =>
    readBytes('x.csv', new TextEncoder().encode(text), nvidiaSmi).recognition?.score ?? null;
  expect(claim('timestamp,value\n2025/04/02 10:00:00.000,3\n')).toBeNull();
  expect(claim('timestamp,power.draw [W],Comment!\n2025/04/02 10:00:00.000,3,x\n')).toBeNull();
  expect(claim('timestamp, power.draw [W]\n2025/04/02 10:00:00.000, 3 W\n')).toBe(0.95);
});
