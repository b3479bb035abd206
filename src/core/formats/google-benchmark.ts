import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, scalarsOf } from './build.ts';
import { environmentOf } from './environment.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isCsvHeader, readCsv } from './google-benchmark-csv.ts';
import { addRows, type BenchmarkRow } from './google-benchmark-rows.ts';
import {
  arrayAt,
  asObject,
  booleanAt,
  numberAt,
  objectAt,
  stringAt,
  valueAt,
  type JsonObject,
} from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** Keys of an entry that describe it; every other number is a time or a counter. */
const DESCRIPTION: ReadonlySet<string> = new Set([
  'family_index',
  'per_family_instance_index',
  'repetitions',
  'repetition_index',
  'threads',
  'iterations',
]);

/** Results of C++ programs that use the Google Benchmark library. */
export const googleBenchmark: Format = {
  id: 'google-benchmark',
  title: 'Google Benchmark',
  proof: 'Made by running Google Benchmark 1.7.1 here; real files of the reference corpus: JSON and CSV.',
  about:
    'JSON with `context` and `benchmarks`, or CSV with the columns name, iterations, real_time, cpu_time, time_unit: time per iteration, bytes and items per second, user counters and complexity fits. Repetitions are samples, aggregates stay beside them; arguments and threads come out of the names.',
  recognise(head: FileHead): Recognition | null {
    if (head.header !== null && isCsvHeader(head.header))
      return { score: 0.95, reason: 'a table with name, iterations, real_time, cpu_time, time_unit' };
    const entries = arrayAt(head.json, 'benchmarks');
    const context = objectAt(head.json, 'context');
    if (entries === null || context === null) return null;
    const isOwn = 'library_build_type' in context || 'mhz_per_cpu' in context || hasTimes(entries[0]);
    return isOwn ? { score: 0.95, reason: 'a JSON with `context` of the library and `benchmarks`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    if (/^\s*\{/.test(file.text().slice(0, 4096))) yield* readJson(file, out);
    else yield* readCsv(file, out);
    return yield* out.finish(() => file.text());
  },
};

function hasTimes(entry: unknown): boolean {
  return ['real_time', 'cpu_time', 'time_unit'].every((key) => valueAt(entry, key) !== undefined);
}

function* readJson(file: FileInput, out: ResultBuilder): Steps<void> {
  const document = file.json().value;
  const context = objectAt(document, 'context');
  const run = out.run({
    tool: 'Google Benchmark',
    toolVersion: stringAt(context, 'library_version'),
    startedAt: startOf(context, out),
    environment: environmentOfContext(context),
  });
  noteContext(context, out);
  const entries = arrayAt(document, 'benchmarks') ?? [];
  const rows: BenchmarkRow[] = [];
  for (const [index, value] of entries.entries()) {
    const path = ['benchmarks', index];
    const entry = asObject(value);
    if (entry === null) out.problemAt(path, 'warning', 'This entry is no object and was not read.');
    else if (isSkipped(entry)) out.problemAt([...path, 'skip_message'], 'info', skipText(entry));
    else {
      noteTimes(entry, path, out);
      rows.push(rowOf(entry, path));
    }
    if (index % 2000 === 1999) yield;
  }
  addRows(rows, run, out);
  if (entries.length === 0)
    out.problem(problem('warning', 'The list of benchmarks is empty: nothing was run.'));
}

function noteTimes(entry: JsonObject, path: JsonPath, out: ResultBuilder): void {
  for (const key of ['real_time', 'cpu_time']) {
    const value = valueAt(entry, key);
    if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value)))
      out.problemAt([...path, key], 'warning', `This \`${key}\` is no finite number and was not read.`);
  }
}

function isSkipped(entry: JsonObject): boolean {
  return booleanAt(entry, 'skipped') === true && booleanAt(entry, 'error_occurred') !== true;
}

function skipText(entry: JsonObject): string {
  return `${stringAt(entry, 'name') ?? 'This benchmark'} was skipped: ${stringAt(entry, 'skip_message') ?? 'no reason is given'}.`;
}

function rowOf(entry: JsonObject, path: JsonPath): BenchmarkRow {
  const name = stringAt(entry, 'name') ?? 'unnamed';
  const { aggregate, runName } = namesOf(entry, name);
  const failed = booleanAt(entry, 'error_occurred') === true;
  const message = stringAt(entry, 'error_message') ?? stringAt(entry, 'skip_message');
  return {
    name,
    runName,
    aggregate,
    unitless: stringAt(entry, 'aggregate_unit') === 'percentage',
    timeUnit: stringAt(entry, 'time_unit'),
    bigO: stringAt(entry, 'big_o'),
    iterations: numberAt(entry, 'iterations'),
    repetition: numberAt(entry, 'repetition_index'),
    text: stringAt(entry, 'label'),
    error: failed ? (message ?? 'the benchmark reported an error') : null,
    errorAt: message === null ? [...path, 'error_occurred'] : [...path, errorKey(entry)],
    fields: Object.entries(entry).flatMap(([key, value]) =>
      typeof value === 'number' && Number.isFinite(value) && !DESCRIPTION.has(key)
        ? [{ key, value, at: [...path, key] }]
        : [],
    ),
  };
}

function errorKey(entry: JsonObject): string {
  return stringAt(entry, 'error_message') === null ? 'skip_message' : 'error_message';
}

/** Before version 1.4 an entry had no `run_type`: only its name told that it is an aggregate. */
function namesOf(entry: JsonObject, name: string): { aggregate: string | null; runName: string } {
  const aggregate = stringAt(entry, 'aggregate_name');
  const runName = stringAt(entry, 'run_name');
  if (aggregate !== null) {
    const suffix = `_${aggregate}`;
    const stripped = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
    return { aggregate, runName: runName === null || runName.endsWith(suffix) ? stripped : runName };
  }
  const old =
    stringAt(entry, 'run_type') === null ? /^(.+)_(mean|median|stddev|cv|BigO|RMS)$/.exec(name) : null;
  return { aggregate: old?.[2] ?? null, runName: runName ?? old?.[1] ?? name };
}

/** Always the start of the program: kept in the environment, it would differ between any two runs. */
function startOf(context: JsonObject | null, out: ResultBuilder): Stamp | null {
  const text = stringAt(context, 'date');
  if (text === null) return null;
  const stamp = parseStamp(text) ?? windowsStamp(text);
  if (stamp === null)
    out.problemAt(['context', 'date'], 'info', `The date “${text}” could not be read as a time.`);
  return stamp;
}

/** "08/25/19 18:46:50": old versions wrote `%x %X` on Windows, and in the C locale the month comes first. */
function windowsStamp(text: string): Stamp | null {
  const found = /^(\d{2})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text.trim());
  if (found === null) return null;
  const [, month = '', day = '', year = '', clock = ''] = found;
  return parseStamp(`20${year}-${month}-${day} ${clock}`);
}

function environmentOfContext(context: JsonObject | null): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(scalarsOf(context))) {
    if (key === 'num_cpus') bag.cpu_count = value;
    else if (key !== 'library_version' && key !== 'date') bag[key] = value;
  }
  return environmentOf(bag);
}

/** What the library itself warns of. */
function noteContext(context: JsonObject | null, out: ResultBuilder): void {
  if (stringAt(context, 'library_build_type') === 'debug') {
    const sentence = 'The benchmark library was built as debug: its own overhead may be part of the times.';
    out.problemAt(['context', 'library_build_type'], 'info', sentence);
  }
  if (booleanAt(context, 'cpu_scaling_enabled') === true) {
    const sentence = 'CPU frequency scaling was on: times may be noisy.';
    out.problemAt(['context', 'cpu_scaling_enabled'], 'info', sentence);
  }
}
