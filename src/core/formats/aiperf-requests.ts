import type { Bag } from '../model/measure.ts';
import { isTimestamp, specOf } from './aiperf-names.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder, RunFacts } from './build.ts';
import { asArray, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import type { JsonRecord } from './json-records.ts';

/** Whether a line is one request of `profile_export.jsonl`. */
export function isRequestRecord(value: unknown): boolean {
  const metadata = objectAt(value, 'metadata');
  const metrics = objectAt(value, 'metrics');
  if (metadata === null || metrics === null) return false;
  const known = ['x_request_id', 'worker_id', 'record_processor_id'].some((key) => key in metadata);
  return known && Object.values(metrics).every((metric) => stringAt(metric, 'unit') !== null);
}

/** Reads requests as samples, warm-up apart; a request with an error is a failed sample of what the others measured. */
export function readRequestRecords(
  records: readonly JsonRecord[],
  { facts, load }: { readonly facts: RunFacts; readonly load: Bag },
  out: ResultBuilder,
): void {
  const run = out.run(facts);
  const units = measuredUnits(records);
  for (const record of records) {
    if (!isRequestRecord(record.value)) {
      out.problemAt(record.path, 'warning', 'This line is no record of a request.');
      continue;
    }
    const phase = phaseOf(record.value);
    const benchmark = run.benchmark('profile', phase === null ? load : { ...load, phase });
    readRecord(record, { benchmark, phase, units });
  }
}

interface RecordContext {
  readonly benchmark: BenchmarkBuilder;
  readonly phase: string | null;
  /** What requests without error measure, with its unit. */
  readonly units: ReadonlyMap<string, string>;
}

function readRecord({ value, path }: JsonRecord, { benchmark, phase, units }: RecordContext): void {
  const extra = extraOf(value);
  const error = errorOf(value);
  const because = phase === null ? {} : { notCountedBecause: 'warm-up' };
  if (error !== null) {
    const at = [
      ...path,
      'error',
      ...(stringAt(valueAt(value, 'error'), 'message') === null ? [] : ['message']),
    ];
    for (const [name, unit] of units.size > 0 ? units : [['request_latency', 'ms'] as const]) {
      benchmark
        .measure(name, { ...specOf(name, unit), ...because })
        .sample(NaN, at, { ...extra, outcome: 'failed', error });
    }
    return;
  }
  const metrics = objectAt(value, 'metrics') ?? {};
  for (const name of namesOf(value)) {
    const entry = valueAt(metrics, name);
    const measure = benchmark.measure(name, { ...specOf(name, stringAt(entry, 'unit')), ...because });
    const at = [...path, 'metrics', name, 'value'];
    const list = asArray(valueAt(entry, 'value'));
    const number = numberAt(entry, 'value');
    if (list !== null) measure.sampleArray(list, at, extra);
    else if (number !== null) measure.sample(number, at, extra);
    else measure.sample(NaN, at, { ...extra, outcome: 'failed', error: 'not a finite number' });
  }
}

function measuredUnits(records: readonly JsonRecord[]): Map<string, string> {
  const units = new Map<string, string>();
  for (const { value } of records) {
    if (errorOf(value) !== null || !isRequestRecord(value)) continue;
    for (const name of namesOf(value)) {
      const unit = stringAt(objectAt(objectAt(value, 'metrics'), name), 'unit');
      if (unit !== null) units.set(name, unit);
    }
  }
  return units;
}

/** Every record counts itself as one request; that is no measurement. */
function namesOf(value: unknown): string[] {
  return Object.keys(objectAt(value, 'metrics') ?? {}).filter(
    (name) => !/^(?:error_)?request_count$/.test(name) && !isTimestamp(name),
  );
}

function errorOf(value: unknown): string | null {
  const error = valueAt(value, 'error');
  if (typeof error === 'string') return error.trim() === '' ? null : error.trim();
  const said = [stringAt(error, 'type'), stringAt(error, 'message')].filter((part) => part !== null);
  if (said.length > 0) return said.join(': ');
  return objectAt(value, 'error') === null ? null : 'an error without a message';
}

function phaseOf(value: unknown): string | null {
  const metadata = objectAt(value, 'metadata');
  const phase = stringAt(metadata, 'benchmark_phase') ?? stringAt(metadata, 'credit_phase');
  return phase === null || phase === 'profiling' ? null : phase;
}

function extraOf(value: unknown): SampleExtra {
  const metadata = objectAt(value, 'metadata');
  const id = stringAt(metadata, 'x_request_id');
  const start = numberAt(metadata, 'request_start_ns') ?? numberAt(metadata, 'timestamp_ns');
  const labels = id === null ? {} : { request: id };
  return start === null ? { labels } : { labels, time: start / 1e6 };
}
