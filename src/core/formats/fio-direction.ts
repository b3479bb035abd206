import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { asObject, numberAt, objectAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported, reportFields } from './report-fields.ts';

const SAMPLED = 'sampled per process while the job ran; the total stands beside it';

/** One number each; `bw_bytes` repeats `bw` with all digits, so only one of the two is taken. */
const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  bw_bytes: { metric: 'bandwidth', unit: 'B/s' },
  bw: { metric: 'bandwidth', unit: 'KiB/s' },
  iops: { metric: 'iops', unit: 'op/s' },
  io_bytes: { metric: 'transferred', unit: 'B' },
  total_ios: { metric: 'operations', unit: 'op' },
  runtime: { metric: 'run-length', unit: 'ms', direction: 'none' },
  short_ios: { metric: 'short-operations', unit: 'op', direction: 'lower' },
  drop_ios: { metric: 'dropped-operations', unit: 'op', direction: 'lower' },
};

/** fio 3 names the unit in the key. */
const LATENCIES: Readonly<Record<string, MeasureSpec>> = {
  lat_ns: { metric: 'latency', unit: 'ns' },
  clat_ns: { metric: 'completion-latency', unit: 'ns', direction: 'lower' },
  slat_ns: { metric: 'submission-latency', unit: 'ns', direction: 'lower' },
};

/** What one job did in one direction. */
export function readDirection(value: JsonObject | null, path: JsonPath, benchmark: BenchmarkBuilder): void {
  if (value === null) return;
  const hasBytes = numberAt(value, 'bw_bytes') !== null;
  for (const [key, spec] of Object.entries(TOTALS)) {
    const total = numberAt(value, key);
    if (total === null || (key === 'bw' && hasBytes)) continue;
    benchmark.measure(key === 'bw_bytes' ? 'bw' : key, spec).value(total, [...path, key]);
  }
  for (const [key, spec] of Object.entries(LATENCIES))
    readLatency({ value: objectAt(value, key), path: [...path, key], key }, spec, benchmark);
  readSampled(value, path, benchmark);
}

interface LatencyBlock {
  readonly value: JsonObject | null;
  readonly path: JsonPath;
  readonly key: string;
}

/** An engine that does not tell submission from completion leaves the whole block at zero. */
function readLatency(
  { value, path, key }: LatencyBlock,
  spec: MeasureSpec,
  benchmark: BenchmarkBuilder,
): void {
  if (value === null || (numberAt(value, 'max') ?? 0) === 0) return;
  const measure = benchmark.measure(key, spec);
  reportFields(measure, value, path, { mean: 'mean', stddev: 'stddev', min: 'min', max: 'max', n: 'N' });
  for (const [name, percentile] of Object.entries(asObject(value.percentile) ?? {})) {
    // Old versions fill the list up with zeros under "0.00".
    if (typeof percentile !== 'number' || Number(name) === 0) continue;
    measure.reported(asReported(`p${Number(name)}`, percentile), [...path, 'percentile', name]);
  }
}

function readSampled(value: JsonObject, path: JsonPath, benchmark: BenchmarkBuilder): void {
  if ((numberAt(value, 'bw_samples') ?? 0) > 0) {
    const keys = { mean: 'bw_mean', stddev: 'bw_dev', min: 'bw_min', max: 'bw_max', n: 'bw_samples' };
    const spec = { metric: 'bandwidth', unit: 'KiB/s', notCountedBecause: SAMPLED };
    reportFields(benchmark.measure('bw_mean', spec), value, path, keys);
  }
  if ((numberAt(value, 'iops_samples') ?? 0) > 0) {
    const keys = {
      mean: 'iops_mean',
      stddev: 'iops_stddev',
      min: 'iops_min',
      max: 'iops_max',
      n: 'iops_samples',
    };
    const spec = { metric: 'iops', unit: 'op/s', notCountedBecause: SAMPLED };
    reportFields(benchmark.measure('iops_mean', spec), value, path, keys);
  }
}
