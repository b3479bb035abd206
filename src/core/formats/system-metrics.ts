import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, valueAt } from './json-guards.ts';
import { environmentOfRecords, readRecord } from './system-metrics-records.ts';

/** Records of a monitor: the state of the machine, its GPUs and its processes at points in time. */
export const systemMetrics: Format = {
  id: 'system-metrics',
  title: 'System metrics',
  proof: 'Real files of the reference corpus.',
  about:
    'JSON with `metrics`, a list of records with `system` (cpu_percent, memory_percent …), `gpu` (one entry per GPU) and processes: utilization, power, temperature, memory and clocks over time, per device.',
  recognise(head: FileHead): Recognition | null {
    const first = arrayAt(head.json, 'metrics')?.[0];
    const system = objectAt(first, 'system');
    if (system === null || numberAt(system, 'cpu_percent') === null) return null;
    return { score: 0.85, reason: 'a list `metrics` of records with `system.cpu_percent`' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'timeseries';
    const document = file.json().value;
    const records = arrayAt(document, 'metrics') ?? [];
    const run = out.run({
      startedAt: stampOf(records[0]),
      endedAt: stampOf(records.at(-1)),
      environment: environmentOfRecords(records),
    });
    records.forEach((record, index) => {
      if (asObject(record) === null)
        out.problemAt(['metrics', index], 'warning', 'This record is no object.');
      else readRecord(record, ['metrics', index], run);
    });
    noteCounts(document, records, out);
    return yield* out.finish(() => file.text());
  },
};

function stampOf(record: unknown): ReturnType<typeof parseStamp> {
  const stamp = valueAt(record, 'timestamp') ?? valueAt(record, 'datetime');
  return typeof stamp === 'number' || typeof stamp === 'string' ? parseStamp(stamp) : null;
}

function noteCounts(document: unknown, records: readonly unknown[], out: ResultBuilder): void {
  const stated = numberAt(document, 'metrics_count');
  if (stated !== null && stated !== records.length) {
    out.problemAt(
      ['metrics_count'],
      'warning',
      `The file says ${stated} records, but has ${records.length}.`,
    );
  }
  if (records.length === 0) {
    out.problem(problem('warning', 'The list of records is empty: nothing was recorded.'));
    return;
  }
  const without = records.filter((record) => (arrayAt(record, 'gpu') ?? []).length === 0).length;
  if (without === 0) return;
  const first = records.findIndex((record) => (arrayAt(record, 'gpu') ?? []).length === 0);
  const where = without === records.length ? 'in any record' : `in ${without} of ${records.length} records`;
  const sentence = `No GPU was recorded ${where}: GPU utilization is not known there.`;
  const known = arrayAt(records[first], 'gpu') !== null;
  out.problemAt(known ? ['metrics', first, 'gpu'] : ['metrics', first], 'info', sentence);
}
