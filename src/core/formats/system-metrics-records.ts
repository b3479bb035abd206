import type { Bag, Scalar } from '../model/measure.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

const SINCE_START = 'a counter since the machine started, not a rate';

/** Amounts of memory are divided by 2^10 per step by this kind of monitor (psutil, NVML). */
const bytes = (metric: string, unit: string): MeasureSpec => ({
  metric,
  unit,
  binaryPrefixes: true,
  kind: 'timeseries',
});
const state = (metric: string, unit: string): MeasureSpec => ({ metric, unit, kind: 'timeseries' });

const SYSTEM: Readonly<Record<string, MeasureSpec>> = {
  cpu_percent: state('cpu-utilization', '%'),
  memory_percent: state('memory-utilization', '%'),
  memory_used_gb: bytes('memory-used', 'GB'),
  disk_usage_percent: state('disk-usage', '%'),
  network_sent_mb: { ...bytes('transferred', 'MB'), direction: 'none', notCountedBecause: SINCE_START },
  network_recv_mb: { ...bytes('transferred', 'MB'), direction: 'none', notCountedBecause: SINCE_START },
};

const GPU: Readonly<Record<string, MeasureSpec>> = {
  utilization_gpu: state('gpu-utilization', '%'),
  utilization_memory: state('gpu-memory-utilization', '%'),
  power_draw: state('power', 'W'),
  temperature: state('temperature', '°C'),
  memory_used_mb: bytes('gpu-memory', 'MB'),
  clock_graphics: state('clock', 'MHz'),
  clock_memory: state('memory-clock', 'MHz'),
  fan_speed: state('fan-speed', '%'),
};

const PROCESS: Readonly<Record<string, MeasureSpec>> = {
  cpu_percent: state('cpu-utilization', '%'),
  memory_mb: bytes('memory', 'MB'),
};

/** What all records say of the machine: its GPUs, their limits, its memory. */
export function environmentOfRecords(records: readonly unknown[]): Bag {
  const bag: Record<string, Scalar> = {};
  const names = new Set<string>();
  for (const record of records) {
    const gpus = arrayAt(record, 'gpu') ?? [];
    for (const gpu of gpus) {
      const name = stringAt(gpu, 'name');
      if (name !== null) names.add(name);
    }
    if (gpus.length > 0) bag.gpu_count = Math.max(gpus.length, Number(bag.gpu_count ?? 0));
    put(bag, 'gpu_power_limit_w', numberAt(gpus[0], 'power_limit'));
    put(bag, 'gpu_memory_mib', numberAt(gpus[0], 'memory_total_mb'));
    put(bag, 'memory_gib', numberAt(objectAt(record, 'system'), 'memory_total_gb'));
  }
  return names.size === 0 ? bag : { gpu: [...names].join(', '), ...bag };
}

function put(bag: Record<string, Scalar>, key: string, value: number | null): void {
  if (value !== null) bag[key] ??= value;
}

/** One point in time: the machine, each GPU, each process. */
export function readRecord(record: unknown, path: JsonPath, run: RunBuilder): void {
  const time = timeOf(record, null);
  const system = objectAt(record, 'system');
  if (system !== null) {
    readState(
      { value: system, path: [...path, 'system'], time: timeOf(system, time) },
      SYSTEM,
      run.benchmark('system'),
    );
  }
  for (const [index, entry] of (arrayAt(record, 'gpu') ?? []).entries())
    readGpu(entry, [...path, 'gpu', index], time, run);
  for (const [key, group] of Object.entries(asObject(record) ?? {})) {
    const processes = arrayAt(group, `${key}_processes`);
    if (processes !== null)
      readProcesses(processes, [...path, key, `${key}_processes`], timeOf(group, time), run);
  }
}

interface State {
  readonly value: JsonObject;
  readonly path: JsonPath;
  readonly time: number | null;
  readonly labels?: Readonly<Record<string, string | number>>;
}

function readState(
  at: State,
  specs: Readonly<Record<string, MeasureSpec>>,
  benchmark: BenchmarkBuilder,
): void {
  for (const [key, spec] of Object.entries(specs)) {
    const value = numberAt(at.value, key);
    if (value === null) continue;
    benchmark.measure(key, spec).sample(value, [...at.path, key], { time: at.time, labels: at.labels ?? {} });
  }
}

function readGpu(entry: unknown, path: JsonPath, time: number | null, run: RunBuilder): void {
  const gpu = asObject(entry);
  if (gpu === null) return;
  const id = numberAt(gpu, 'gpu_id') ?? numberAt(gpu, 'index') ?? Number(path.at(-1));
  const pstate = stringAt(gpu, 'pstate');
  const labels = pstate === null ? {} : { pstate };
  readState({ value: gpu, path, time: timeOf(gpu, time), labels }, GPU, run.benchmark('gpu', { gpu_id: id }));
}

function readProcesses(list: readonly unknown[], path: JsonPath, time: number | null, run: RunBuilder): void {
  for (const [index, entry] of list.entries()) {
    const process = asObject(entry);
    if (process === null) continue;
    const pid = numberAt(process, 'pid');
    const name = stringAt(process, 'name') ?? 'unnamed';
    const benchmark = run.benchmark('process', pid === null ? { process: name } : { process: name, pid });
    readState({ value: process, path: [...path, index], time }, PROCESS, benchmark);
  }
}

/** Milliseconds since 1970 from `timestamp`, in seconds. */
function timeOf(value: unknown, otherwise: number | null): number | null {
  const seconds = numberAt(value, 'timestamp');
  return seconds === null ? otherwise : seconds * 1000;
}
