import type { Bag } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asArray, asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { textLines } from './text-scan.ts';
import { reportTinybench, RME } from './tinybench-statistics.ts';
import {
  addTableRow,
  isPrintedTable,
  isTableRow,
  namesTask,
  printedRows,
  type TableCell,
} from './tinybench-table.ts';

/** Results of tinybench as scripts write them down: its tasks, or its table. */
export const tinybench: Format = {
  id: 'tinybench',
  title: 'tinybench',
  proof: 'Made by running tinybench 2.9.0 and 6.2.3 here.',
  about:
    'JSON of the tasks of a tinybench run (versions 2 to 6) or of `bench.table()`, and the table that `console.table` prints: latency in ms or ns and throughput with their statistics; margins of error are intervals of 95 %. tinybench sorts its samples, so their order is not that of time.',
  recognise(head: FileHead): Recognition | null {
    const list = listIn(head.json);
    if (list !== null) return { score: 0.9, reason: 'a JSON list of tasks with the statistics of tinybench' };
    const isText = head.fileType === 'text' || head.fileType === 'other';
    return isText && isPrintedTable(head.text)
      ? { score: 0.9, reason: 'a printed table with "Task name" and "Latency avg (ns)"' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    if (/^\s*[[{]/.test(file.text().slice(0, 4096))) readJson(file, out);
    else {
      const run = out.run({ tool: 'tinybench' });
      for (const row of printedRows(yield* textLines(file.text()))) addTableRow(run, row);
    }
    return yield* out.finish(() => file.text());
  },
};

interface List {
  readonly items: readonly unknown[];
  readonly path: JsonPath;
}

/** The list of tasks or rows: the document itself, or what stands under one of its keys. */
function listIn(document: unknown): List | null {
  const whole = asArray(document);
  if (whole !== null) return whole.some((item) => isOurs(item)) ? { items: whole, path: [] } : null;
  for (const key of Object.keys(asObject(document) ?? {})) {
    const items = arrayAt(document, key);
    if (items?.some((item) => isOurs(item)) === true) return { items, path: [key] };
  }
  return null;
}

function isOurs(item: unknown): boolean {
  if (isTableRow(item)) return true;
  const result = objectAt(item, 'result') ?? asObject(item);
  if (stringAt(item, 'name') === null || result === null) return false;
  const quantity = objectAt(result, 'latency') ?? result;
  // In version 2 the samples stand before the statistics and may fill all of the head that is looked at.
  if (['totalTime', 'hz', 'period'].every((key) => numberAt(result, key) !== null)) return true;
  return ['mean', 'rme', 'moe', 'sem', 'critical'].every((key) => numberAt(quantity, key) !== null);
}

function readJson(file: FileInput, out: ResultBuilder): void {
  const document = file.json().value;
  const list = listIn(document);
  const tasks = (list?.items ?? []).map((item) => objectAt(item, 'result') ?? asObject(item));
  const run = out.run({
    name: stringAt(document, 'name') ?? stringAt(document, 'bench') ?? '',
    tool: 'tinybench',
    startedAt: parseStamp(stringAt(document, 'date') ?? stringAt(document, 'timestamp') ?? ''),
    environment: runtimeOf(tasks.find((task) => stringAt(task, 'runtime') !== null)),
  });
  for (const [index, item] of (list?.items ?? []).entries()) {
    const path = [...(list?.path ?? []), index];
    const object = asObject(item);
    const name = stringAt(object, 'name');
    if (object !== null && namesTask(object)) addTableRow(run, rowOf(object, path));
    else if (object !== null && name !== null) addTask(run, name, { object, path });
    else out.problemAt(path, 'warning', 'This task has no name and was not read.');
  }
}

function runtimeOf(task: unknown): Bag {
  const runtime = stringAt(task, 'runtime');
  const version = stringAt(task, 'runtimeVersion');
  if (runtime === null) return {};
  return { runtime, ...(version === null ? {} : { [runtime]: version }) };
}

function rowOf(object: JsonObject, path: JsonPath): Map<string, TableCell> {
  const row = new Map<string, TableCell>();
  for (const [key, value] of Object.entries(object))
    if (typeof value === 'string' || typeof value === 'number')
      row.set(key, { text: String(value), at: [...path, key] });
  return row;
}

interface Part {
  readonly object: JsonObject;
  readonly path: JsonPath;
}

function addTask(run: RunBuilder, name: string, task: Part): void {
  const benchmark = run.benchmark(name);
  const inner = objectAt(task.object, 'result');
  const result = inner === null ? task : { object: inner, path: [...task.path, 'result'] };
  const latency = objectAt(result.object, 'latency');
  const throughput = objectAt(result.object, 'throughput');
  const time = latency === null ? result : { object: latency, path: [...result.path, 'latency'] };
  if (numberAt(time.object, 'mean') === null) {
    addFailure(benchmark, task, result.object);
    return;
  }
  addLatency(benchmark, time);
  if (throughput !== null) {
    const measure = benchmark.measure('throughput', { metric: 'operation-throughput', unit: 'ops/s' });
    reportTinybench(measure, throughput, [...result.path, 'throughput']);
  }
  const hz = numberAt(result.object, 'hz');
  if (hz !== null)
    benchmark
      .measure('hz', { metric: 'operation-throughput', unit: 'ops/s' })
      .value(hz, [...result.path, 'hz']);
  const total = numberAt(result.object, 'totalTime');
  if (total !== null)
    benchmark
      .measure('totalTime', { metric: 'total-time', unit: 'ms' })
      .value(total, [...result.path, 'totalTime']);
}

/** The rates behind a throughput are the inverse of these samples and are not taken again. */
function addLatency(benchmark: BenchmarkBuilder, { object, path }: Part): void {
  const measure = benchmark.measure('latency', { metric: 'time-per-op', unit: 'ms' });
  const samples = arrayAt(object, 'samples') ?? [];
  if (samples.length > 0) measure.sampleArray(samples, [...path, 'samples']);
  reportTinybench(measure, object, path);
  const rme = numberAt(object, 'rme');
  if (rme !== null) benchmark.measure('rme', RME).value(rme, [...path, 'rme']);
}

function addFailure(benchmark: BenchmarkBuilder, task: Part, result: JsonObject): void {
  const said = stringAt(objectAt(result, 'error'), 'message') ?? stringAt(result, 'error');
  const state = stringAt(result, 'state');
  const error = said ?? `tinybench gives no result for this task${state === null ? '' : ` (${state})`}.`;
  benchmark
    .measure('latency', { metric: 'time-per-op', unit: 'ms' })
    .sample(NaN, [...task.path, 'name'], { outcome: 'failed', error });
}
