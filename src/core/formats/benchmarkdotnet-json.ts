import type { Bag, Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { stampFromName } from '../normalise/timestamps.ts';
import { ERROR_LEVEL, metricSpec } from './benchmarkdotnet-columns.ts';
import type { ResultBuilder } from './build.ts';
import type { BenchmarkBuilder, MeasureBuilder } from './build-measure.ts';
import type { FileInput } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, valueAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportFields } from './report-fields.ts';
import { shareSettings } from './shared-settings.ts';

/** Facts of the machine and the names that they get in the environment. */
const MACHINE: Readonly<Record<string, string>> = {
  OsVersion: 'os',
  ProcessorName: 'cpu',
  PhysicalCoreCount: 'physical_cores',
  LogicalCoreCount: 'cpu_count',
  RuntimeVersion: 'runtime',
  Architecture: 'arch',
  Configuration: 'configuration',
  DotNetCliVersion: 'dotnet_sdk',
};

const STATISTICS: Readonly<Record<string, string>> = {
  mean: 'Mean',
  n: 'N',
  median: 'Median',
  min: 'Min',
  max: 'Max',
  stddev: 'StandardDeviation',
  stderr: 'StandardError',
  iqr: 'InterquartileRange',
  'lower fence': 'LowerFence',
  'upper fence': 'UpperFence',
};

/** The values of the library's enumeration of confidence levels, in its order; reports hold the index. */
const LEVELS = [
  ...[0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.95],
  ...[0.96, 0.97, 0.98, 0.99, 0.999, 0.9999, 0.99999],
];

/** Metrics that the object `Memory` gives as well. */
const IN_MEMORY: ReadonlySet<string> = new Set(['Allocated Memory']);

interface Entry {
  readonly object: JsonObject;
  readonly path: JsonPath;
  readonly name: string;
  readonly parameters: Bag;
}

/** The JSON of BenchmarkDotNet: full, or brief (without measurements). */
export function* readBenchmarkDotNetJson(file: FileInput, out: ResultBuilder): Steps<void> {
  const document = file.json().value;
  const host = objectAt(document, 'HostEnvironmentInfo');
  const entries = (arrayAt(document, 'Benchmarks') ?? []).flatMap((value, index) => {
    const entry = entryOf(value, ['Benchmarks', index]);
    if (entry === null)
      out.problemAt(['Benchmarks', index], 'warning', 'This benchmark has no name and was not read.');
    return entry ?? [];
  });
  const jobs = shareSettings(entries.map(({ object }) => jobOf(object)));
  const run = out.run({
    tool: 'BenchmarkDotNet',
    toolVersion: stringAt(host, 'BenchmarkDotNetVersion'),
    category: groupsOf(entries),
    startedAt: stampFromName(stringAt(document, 'Title') ?? '')?.stamp ?? null,
    environment: machineOf(host),
    parameters: jobs.shared,
  });
  for (const [index, entry] of entries.entries()) {
    const benchmark = run.benchmark(entry.name, { ...entry.parameters, ...jobs.own[index] });
    addTimes(benchmark, entry, out);
    addMemory(benchmark, entry);
    if (index % 200 === 199) yield;
  }
  if (host !== null && valueAt(host, 'HasAttachedDebugger') === true)
    out.problemAt(
      ['HostEnvironmentInfo', 'HasAttachedDebugger'],
      'warning',
      'A debugger was attached: the times are not representative.',
    );
}

function entryOf(value: unknown, path: JsonPath): Entry | null {
  const object = asObject(value);
  const full = stringAt(object, 'FullName') ?? stringAt(object, 'MethodTitle') ?? stringAt(object, 'Method');
  if (object === null || full === null) return null;
  const parameters = parametersOf(stringAt(object, 'Parameters') ?? '');
  const hasParameters = Object.keys(parameters).length > 0;
  return { object, path, name: hasParameters ? full.replace(/\(.*\)$/s, '') : full, parameters };
}

/** "N=1000&Order=random" */
function parametersOf(text: string): Bag {
  const bag: Record<string, Scalar> = {};
  for (const part of text.split(/[&,] ?(?=\w+=)/)) {
    const at = part.indexOf('=');
    if (at > 0) bag[part.slice(0, at).trim()] = scalarOf(part.slice(at + 1).trim());
  }
  return bag;
}

/** A parameter's text as a number where it is a plain one. */
export function scalarOf(text: string): Scalar {
  return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** "Memory.Fill: ShortRun(IterationCount=3) [N=10]" names the job between the colon and the parameters. */
function jobOf(object: JsonObject): Bag {
  const text = /^[^:]*: (.+?)(?: \[[^\]]*\])?$/.exec(stringAt(object, 'DisplayInfo') ?? '')?.[1];
  return text === undefined ? {} : { Job: text };
}

function groupsOf(entries: readonly Entry[]): string[] | null {
  const spaces = new Set(entries.map(({ object }) => stringAt(object, 'Namespace')));
  const types = new Set(entries.map(({ object }) => stringAt(object, 'Type')));
  const [space] = spaces;
  const [type] = types;
  const groups = spaces.size === 1 && space !== undefined && space !== null ? [space] : [];
  if (types.size === 1 && type !== undefined && type !== null) groups.push(type);
  return groups.length === 0 ? null : groups;
}

function machineOf(host: JsonObject | null): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, name] of Object.entries(MACHINE)) {
    const value = numberAt(host, key) ?? stringAt(host, key);
    if (value !== null) bag[name] = value;
  }
  return bag;
}

function addTimes(benchmark: BenchmarkBuilder, entry: Entry, out: ResultBuilder): void {
  const { object, path } = entry;
  const statistics = objectAt(object, 'Statistics');
  const measure = benchmark.measure('OriginalValues', { metric: 'time-per-op', unit: 'ns' });
  const results = resultsOf(object, path);
  const values = arrayAt(statistics, 'OriginalValues') ?? [];
  if (values.length > 0) addValues(measure, values, { path, results });
  else for (const { value, at, labels } of results) measure.sample(value, at, { labels });
  if (statistics === null) {
    if (results.length > 0) return;
    const error = 'BenchmarkDotNet gives no statistics: the benchmark failed or was not run.';
    measure.sample(NaN, [...path, 'FullName'], { outcome: 'failed', error });
    return;
  }
  addStatistics(measure, statistics, [...path, 'Statistics']);
  noteMean(statistics, values, [...path, 'Statistics', 'Mean'], out);
}

interface Result {
  readonly value: number;
  readonly at: JsonPath;
  readonly labels: Readonly<Record<string, number>>;
}

/** Iterations that count. Overhead, jitting, pilot and warm-up do not, nor do actual ones from which overhead is not yet taken off. */
function resultsOf(object: JsonObject, path: JsonPath): Result[] {
  return (arrayAt(object, 'Measurements') ?? []).flatMap((measurement, index) => {
    const stage = stringAt(measurement, 'IterationStage') ?? stringAt(measurement, 'IterationMode');
    const operations = numberAt(measurement, 'Operations');
    const nanoseconds = numberAt(measurement, 'Nanoseconds');
    if (stage !== 'Result' || operations === null || operations <= 0 || nanoseconds === null) return [];
    const launch = numberAt(measurement, 'LaunchIndex');
    const labels = launch === null ? {} : { launch };
    return [{ value: nanoseconds / operations, at: [...path, 'Measurements', index, 'Nanoseconds'], labels }];
  });
}

/** The values behind the statistics; the launch (a process of its own) of each is told by the measurements, where they agree. */
function addValues(
  measure: MeasureBuilder,
  values: readonly unknown[],
  { path, results }: { readonly path: JsonPath; readonly results: readonly Result[] },
): void {
  const at = [...path, 'Statistics', 'OriginalValues'];
  const launches = new Set(results.map(({ labels }) => labels.launch));
  const agree =
    results.length === values.length && values.every((value, i) => isSame(value, results[i]?.value));
  if (!agree || launches.size < 2) {
    measure.sampleArray(values, at);
    return;
  }
  for (const [index, { labels }] of results.entries()) {
    const value = values[index];
    measure.sample(typeof value === 'number' ? value : NaN, [...at, index], { labels });
  }
}

function isSame(value: unknown, other: number | undefined): boolean {
  return (
    typeof value === 'number' && other !== undefined && Math.abs(value - other) <= 1e-9 * Math.abs(value)
  );
}

function addStatistics(measure: MeasureBuilder, statistics: JsonObject, path: JsonPath): void {
  reportFields(measure, statistics, path, STATISTICS);
  const percentiles = objectAt(statistics, 'Percentiles');
  for (const key of Object.keys(percentiles ?? {})) {
    const value = numberAt(percentiles, key);
    const percentile = /^P(\d+)$/.exec(key)?.[1];
    if (value === null || percentile === undefined || percentile === '0' || percentile === '100') continue;
    measure.reported({ percentiles: { [percentile]: value } }, [...path, 'Percentiles', key]);
  }
  for (const key of ['Skewness', 'Kurtosis']) {
    const value = numberAt(statistics, key);
    if (value !== null) measure.reported({ plain: { [key.toLowerCase()]: value } }, [...path, key]);
  }
  const interval = objectAt(statistics, 'ConfidenceInterval');
  const low = numberAt(interval, 'Lower');
  const high = numberAt(interval, 'Upper');
  if (low === null || high === null) return;
  const mean = { level: levelOf(valueAt(interval, 'Level')), low, high };
  measure.reported({ intervals: { mean } }, [...path, 'ConfidenceInterval', 'Margin']);
}

/** An index into the library's levels, a share, or a name such as "L999". */
function levelOf(level: unknown): number {
  if (typeof level === 'number') return level > 0 && level < 1 ? level : (LEVELS[level] ?? ERROR_LEVEL);
  const digits = typeof level === 'string' ? /^L(\d+)$/.exec(level)?.[1] : undefined;
  return digits === undefined ? ERROR_LEVEL : Number(`0.${digits}`);
}

function noteMean(
  statistics: JsonObject,
  values: readonly unknown[],
  at: JsonPath,
  out: ResultBuilder,
): void {
  const mean = numberAt(statistics, 'Mean');
  const numbers = values.filter((value) => typeof value === 'number');
  if (mean === null || numbers.length === 0) return;
  const own = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  if (Math.abs(own - mean) > 1e-6 * Math.abs(mean))
    out.problemAt(
      at,
      'warning',
      `The mean is given as ${String(mean)} ns, but that of its values is ${String(own)} ns.`,
    );
}

/** Memory per operation, and the other metrics of diagnosers, which bring their own description. */
function addMemory(benchmark: BenchmarkBuilder, { object, path }: Entry): void {
  const memory = objectAt(object, 'Memory');
  const allocated = numberAt(memory, 'BytesAllocatedPerOperation');
  if (allocated !== null)
    benchmark
      .measure('BytesAllocatedPerOperation', metricSpec('Allocated', 'B'))
      .value(allocated, [...path, 'Memory', 'BytesAllocatedPerOperation']);
  for (const [index, metric] of (arrayAt(object, 'Metrics') ?? []).entries()) {
    const descriptor = objectAt(metric, 'Descriptor');
    const label = stringAt(descriptor, 'DisplayName') ?? stringAt(descriptor, 'Id');
    const value = numberAt(metric, 'Value');
    const isTwice = allocated !== null && IN_MEMORY.has(stringAt(descriptor, 'Id') ?? '');
    if (label === null || value === null || isTwice) continue;
    const unit = stringAt(descriptor, 'Unit');
    const known = metricSpec(label, unit);
    const better = valueAt(descriptor, 'TheGreaterTheBetter') === true ? 'higher' : 'lower';
    benchmark
      .measure(label, known.metric === undefined ? { ...known, direction: better } : known)
      .value(value, [...path, 'Metrics', index, 'Value']);
  }
  if (arrayAt(object, 'Metrics') === null) addCollections(benchmark, memory, path);
}

/** Before version 0.12 there were only the totals of collections over all operations. */
function addCollections(benchmark: BenchmarkBuilder, memory: JsonObject | null, path: JsonPath): void {
  for (const key of ['Gen0Collections', 'Gen1Collections', 'Gen2Collections']) {
    const value = numberAt(memory, key);
    if (value !== null)
      benchmark
        .measure(key, { metric: 'gc-collections', unit: 'count' })
        .value(value, [...path, 'Memory', key]);
  }
}
