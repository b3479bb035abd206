import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportFields } from './report-fields.ts';

const TIMES: Readonly<Record<string, string>> = {
  mean: 'avg',
  min: 'min',
  max: 'max',
  p25: 'p25',
  p50: 'p50',
  p75: 'p75',
  p99: 'p99',
  'p99.9': 'p999',
};

/** Results of mitata as JSON. */
export const mitata: Format = {
  id: 'mitata',
  title: 'mitata',
  proof: 'Made by running mitata 1.0.34 here.',
  about:
    'The JSON of mitata (`format: "json"`): time of one iteration in ns with its statistics, heap and garbage collection per iteration. Arguments are parameters; benchmarks that threw are failures. mitata sorts its samples and drops the two lowest and highest, so their order is not that of time. Its measurement of an empty function is no result.',
  recognise(head: FileHead): Recognition | null {
    const first = arrayAt(head.json, 'benchmarks')?.[0];
    const isOurs =
      arrayAt(head.json, 'layout') !== null &&
      stringAt(first, 'alias') !== null &&
      arrayAt(first, 'runs') !== null;
    return isOurs ? { score: 0.95, reason: 'a JSON with `layout` and `benchmarks` of `runs`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    const context = objectAt(document, 'context');
    const run = out.run({
      tool: 'mitata',
      startedAt: parseStamp(numberAt(context, 'now') ?? ''),
      environment: environmentOf(context),
    });
    const groups = (arrayAt(document, 'layout') ?? []).map((group) => stringAt(group, 'name'));
    for (const [index, benchmark] of (arrayAt(document, 'benchmarks') ?? []).entries()) {
      const group = groups[numberAt(benchmark, 'group') ?? -1] ?? null;
      addBenchmark({ group, value: benchmark, path: ['benchmarks', index] }, run, out);
      yield;
    }
    return yield* out.finish(() => file.text());
  },
};

function environmentOf(context: JsonObject | null): Bag {
  const bag: Record<string, Scalar> = {};
  const runtime = stringAt(context, 'runtime');
  const version = stringAt(context, 'version');
  const arch = stringAt(context, 'arch');
  const cpu = stringAt(objectAt(context, 'cpu'), 'name');
  if (cpu !== null) bag.cpu = cpu;
  if (arch !== null) bag.arch = arch;
  if (runtime !== null) bag.runtime = runtime;
  if (version !== null) bag[runtime ?? 'version'] = version;
  return bag;
}

interface Entry {
  readonly group: string | null;
  readonly value: unknown;
  readonly path: JsonPath;
}

function addBenchmark({ group, value, path }: Entry, run: RunBuilder, out: ResultBuilder): void {
  const alias = stringAt(value, 'alias');
  for (const [index, one] of (arrayAt(value, 'runs') ?? []).entries()) {
    const at = [...path, 'runs', index];
    const object = asObject(one);
    const own = stringAt(object, 'name') ?? alias;
    if (object === null || own === null) {
      out.problemAt(at, 'warning', 'This run has no name and was not read.');
      continue;
    }
    const parameters = argumentsOf(object);
    // With arguments the alias is the name before they were put in: "concat $n".
    const name = Object.keys(parameters).length > 0 ? (alias ?? own) : own;
    addRun(run.benchmark(group === null ? name : `${group} > ${name}`, parameters), object, at);
  }
}

function argumentsOf(object: JsonObject): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(objectAt(object, 'args') ?? {}))
    bag[key] =
      typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return bag;
}

function addRun(benchmark: BenchmarkBuilder, object: JsonObject, path: JsonPath): void {
  const time = benchmark.measure('time', { metric: 'time-per-op', unit: 'ns' });
  const stats = objectAt(object, 'stats');
  const at = [...path, 'stats'];
  if (stats === null) {
    const message = stringAt(objectAt(object, 'error'), 'message') ?? stringAt(object, 'error');
    const place =
      message === null ? path : [...path, 'error', ...(objectAt(object, 'error') ? ['message'] : [])];
    const error = message ?? 'mitata gives no statistics for this benchmark.';
    time.sample(NaN, place, { outcome: 'failed', error });
    return;
  }
  const samples = arrayAt(stats, 'samples') ?? [];
  if (samples.length > 0) time.sampleArray(samples, [...at, 'samples']);
  reportFields(time, stats, at, TIMES);
  addPerIteration(benchmark, stats, at);
}

/** Heap in bytes and collection in ns, per iteration; `_` counts the observations. */
function addPerIteration(benchmark: BenchmarkBuilder, stats: JsonObject, path: JsonPath): void {
  const keys = { mean: 'avg', min: 'min', max: 'max', n: '_' };
  const heap = objectAt(stats, 'heap');
  if (heap !== null && numberAt(heap, 'avg') !== null)
    reportFields(
      benchmark.measure('heap', { metric: 'allocated-bytes', unit: 'B/op' }),
      heap,
      [...path, 'heap'],
      keys,
    );
  const gc = objectAt(stats, 'gc');
  if (gc !== null && numberAt(gc, 'avg') !== null)
    reportFields(
      benchmark.measure('gc', { metric: 'gc-time', unit: 'ns', direction: 'lower' }),
      gc,
      [...path, 'gc'],
      { mean: 'avg', min: 'min', max: 'max' },
    );
}
