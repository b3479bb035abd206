import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import type { ResultBuilder } from './build.ts';
import type { BenchmarkBuilder, MeasureBuilder } from './build-measure.ts';
import type { FileInput } from './format.ts';
import { commonGroups, ERROR_LEVEL, isSummed, jmhSpec, jmhSubject, paramOf } from './jmh-parts.ts';
import {
  arrayAt,
  asArray,
  asObject,
  numberAt,
  objectAt,
  stringAt,
  valueAt,
  type JsonObject,
} from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { percentileKey } from './reported.ts';
import { shareSettings } from './shared-settings.ts';

const SETTINGS = [
  'threads',
  'forks',
  'warmupIterations',
  'warmupTime',
  'warmupBatchSize',
  'measurementIterations',
  'measurementTime',
  'measurementBatchSize',
];

/** Keys of the machine and the names that they get in the environment. */
const MACHINE: Readonly<Record<string, string>> = {
  jvm: 'jvm',
  jdkVersion: 'jdk',
  vmName: 'vm',
  vmVersion: 'vm_version',
};

interface Entry {
  readonly object: JsonObject;
  readonly path: JsonPath;
  readonly name: string;
}

/** The JSON of JMH (`-rf json`): an array of results, each with the raw data of its forks. */
export function* readJmhJson(file: FileInput, out: ResultBuilder): Steps<void> {
  const entries = entriesOf(file.json().value, out);
  const settings = shareSettings(entries.map(({ object }) => bagFrom(object, settingOf, SETTINGS)));
  const machine = shareSettings(
    entries.map(({ object }) => bagFrom(object, settingOf, Object.keys(MACHINE))),
  );
  const run = out.run({
    tool: 'JMH',
    toolVersion: stringAt(entries[0]?.object, 'jmhVersion'),
    category: commonGroups(entries.map(({ name }) => name)),
    environment: renamed(machine.shared),
    parameters: settings.shared,
  });
  let withoutError = 0;
  for (const [index, entry] of entries.entries()) {
    const parameters = {
      ...paramsOf(entry.object),
      mode: stringAt(entry.object, 'mode') ?? 'unknown',
      ...settings.own[index],
      ...renamed(machine.own[index] ?? {}),
    };
    addEntry(run.benchmark(entry.name, parameters), entry, out);
    if (valueAt(objectAt(entry.object, 'primaryMetric'), 'scoreError') === 'NaN') withoutError++;
    if (index % 500 === 499) yield;
  }
  if (withoutError > 0) out.problem(problem('info', withoutErrorText(withoutError, entries.length)));
}

function withoutErrorText(count: number, total: number): string {
  return `JMH gives no error (NaN) for ${count} of ${total} results: it takes more than two samples to estimate one.`;
}

function entriesOf(document: unknown, out: ResultBuilder): Entry[] {
  return (asArray(document) ?? []).flatMap((value, index) => {
    const object = asObject(value);
    const name = stringAt(object, 'benchmark');
    if (object !== null && name !== null && objectAt(object, 'primaryMetric') !== null)
      return [{ object, path: [index], name }];
    const sentence = 'This entry has no `benchmark` with a `primaryMetric` and was not read.';
    out.problemAt([index], 'warning', sentence);
    return [];
  });
}

function bagFrom(
  object: JsonObject,
  read: (object: JsonObject, key: string) => Scalar | null,
  keys: readonly string[],
): Bag {
  const bag: Record<string, Scalar> = {};
  for (const key of keys) {
    const value = read(object, key);
    if (value !== null) bag[key] = value;
  }
  const args = keys === SETTINGS ? (arrayAt(object, 'jvmArgs') ?? []) : [];
  const texts = args.filter((arg) => typeof arg === 'string');
  if (texts.length > 0) bag.jvmArgs = texts.join(' ');
  return bag;
}

function settingOf(object: JsonObject, key: string): Scalar | null {
  return numberAt(object, key) ?? stringAt(object, key);
}

function renamed(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).map(([key, value]) => [MACHINE[key] ?? key, value]));
}

function paramsOf(object: JsonObject): Bag {
  const params: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(objectAt(object, 'params') ?? {}))
    if (typeof value === 'string') params[key] = paramOf(value);
    else if (typeof value === 'number' || typeof value === 'boolean') params[key] = value;
  return params;
}

function addEntry(benchmark: BenchmarkBuilder, { object, path }: Entry, out: ResultBuilder): void {
  const primary = objectAt(object, 'primaryMetric') ?? {};
  const unit = stringAt(primary, 'scoreUnit');
  const score = benchmark.measure('score', jmhSpec(null, unit));
  addMetric(score, { metric: primary, path: [...path, 'primaryMetric'], name: 'score' }, out);
  const given = new Set(Object.keys(objectAt(primary, 'scorePercentiles') ?? {}).map(percentileKey));
  for (const [key, value] of Object.entries(objectAt(object, 'secondaryMetrics') ?? {})) {
    const metric = asObject(value);
    if (metric === null) continue;
    const at = [...path, 'secondaryMetrics', key];
    const subject = jmhSubject(key);
    if (subject.kind === 'secondary') {
      const measure = benchmark.measure(subject.name, jmhSpec(subject.name, stringAt(metric, 'scoreUnit')));
      addMetric(measure, { metric, path: at, name: subject.name }, out);
    } else if (subject.kind === 'percentile' && !given.has(subject.percentile)) {
      const number = numberAt(metric, 'score') ?? NaN;
      score.reported({ percentiles: { [subject.percentile]: number } }, [...at, 'score']);
    }
  }
}

interface Metric {
  readonly metric: JsonObject;
  readonly path: JsonPath;
  readonly name: string;
}

function addMetric(measure: MeasureBuilder, { metric, path, name }: Metric, out: ResultBuilder): void {
  const values = addRawData(measure, metric, path);
  const score = numberAt(metric, 'score');
  if (score !== null) {
    const how = values.length === 0 && isSummed(name) ? 'sum' : scoreIs(score, values);
    const at = [...path, 'score'];
    if (how === 'mean') measure.reported({ mean: score }, at);
    else if (how === 'max') measure.reported({ max: score }, at);
    else measure.reported({ statistics: { [how]: score } }, at);
    if (how === 'score') out.problemAt(at, 'warning', notTheMean(name, score, values));
  }
  addError(measure, metric, path);
  addPercentiles(measure, metric, path);
}

/** Adds the raw data; returns its numbers. In sample mode there is a histogram instead, of which only the size is taken. */
function addRawData(measure: MeasureBuilder, metric: JsonObject, path: JsonPath): number[] {
  const forks = arrayAt(metric, 'rawData') ?? [];
  const values: number[] = [];
  for (const [index, fork] of forks.entries()) {
    const iterations = asArray(fork) ?? [];
    const extra = forks.length > 1 ? { labels: { fork: index + 1 } } : {};
    if (iterations.length > 0) measure.sampleArray(iterations, [...path, 'rawData', index], extra);
    for (const value of iterations)
      if (typeof value === 'number' && Number.isFinite(value)) values.push(value);
  }
  const histogram = arrayAt(metric, 'rawDataHistogram');
  if (histogram !== null) {
    measure.reported({ mean: numberAt(metric, 'score') ?? undefined }, [...path, 'score']);
    measure.reported({ n: histogramSize(histogram) }, [...path, 'rawDataHistogram']);
  }
  return values;
}

/** Observations in a histogram: forks of iterations of pairs of a value and its count. */
function histogramSize(histogram: readonly unknown[]): number {
  let size = 0;
  for (const fork of histogram)
    for (const iteration of asArray(fork) ?? [])
      for (const pair of asArray(iteration) ?? []) {
        const count = asArray(pair)?.[1];
        if (typeof count === 'number' && Number.isFinite(count)) size += count;
      }
  return size;
}

/** How a score comes from its raw data: profilers also sum up or take the largest. 'score': in no way that is known. */
function scoreIs(score: number, values: readonly number[]): 'mean' | 'sum' | 'max' | 'score' {
  if (values.length === 0) return 'mean';
  const sum = values.reduce((total, value) => total + value, 0);
  if (isNear(score, sum / values.length)) return 'mean';
  if (isNear(score, sum)) return 'sum';
  return isNear(
    score,
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  )
    ? 'max'
    : 'score';
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
}

function notTheMean(name: string, score: number, values: readonly number[]): string {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return `The score of ${name} is ${String(score)}, but the mean of its raw data is ${String(mean)}.`;
}

function addError(measure: MeasureBuilder, metric: JsonObject, path: JsonPath): void {
  const [low, high] = arrayAt(metric, 'scoreConfidence') ?? [];
  const error = numberAt(metric, 'scoreError');
  const score = numberAt(metric, 'score');
  const at = [...path, error === null ? 'scoreConfidence' : 'scoreError'];
  if (typeof low === 'number' && typeof high === 'number')
    measure.reported({ intervals: { mean: { level: ERROR_LEVEL, low, high } } }, at);
  else if (error !== null && score !== null) {
    const mean = { level: ERROR_LEVEL, low: score - error, high: score + error };
    measure.reported({ intervals: { mean } }, at);
  }
}

function addPercentiles(measure: MeasureBuilder, metric: JsonObject, path: JsonPath): void {
  for (const key of Object.keys(objectAt(metric, 'scorePercentiles') ?? {})) {
    const value = numberAt(objectAt(metric, 'scorePercentiles'), key);
    if (value === null) continue;
    const at = [...path, 'scorePercentiles', key];
    const percentile = percentileKey(key);
    if (percentile === '0') measure.reported({ min: value }, at);
    else if (percentile === '100') measure.reported({ max: value }, at);
    else measure.reported({ percentiles: { [percentile]: value } }, at);
  }
}
