import { problem } from '../model/problem.ts';
import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, scalarsOf, type RunBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { asObject, booleanAt, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import { reportFields } from './report-fields.ts';
import type { JsonPath } from './places.ts';
import { COMPILE, LATENCY, NOTHING_COMPILED, parametersOfBackend } from './torch-compile-parts.ts';

/** The JSON form: `backends` by name, each with `compilation` (null for eager) and `benchmark`. */
export function* readTorchCompileJson(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const document = file.json().value;
  const settings = objectAt(document, 'settings');
  const model = objectAt(document, 'model');
  const generated = stringAt(document, 'generated_at');
  const run = out.run({
    startedAt: generated === null ? null : parseStamp(generated),
    environment: scalarsOf(objectAt(document, 'environment')),
    parameters: runParameters(model, settings),
  });
  const name = stringAt(model, 'name') ?? 'model';
  const backends = objectAt(document, 'backends');
  if (backends === null)
    out.problem(problem('error', 'The file has no `backends`, so there is nothing to read.'));
  for (const [key, entry] of Object.entries(backends ?? {})) {
    const backend = asObject(entry);
    if (backend === null) out.problemAt(['backends', key], 'warning', `Backend ${key} holds no results.`);
    else readBackend({ key, backend, name, runs: numberAt(settings, 'runs') }, run, out);
  }
  return yield* out.finish(() => file.text());
}

function runParameters(model: JsonObject | null, settings: JsonObject | null): Bag {
  const { name, ...rest } = scalarsOf(model);
  const bag: Record<string, Scalar> = name === undefined ? rest : { model: name, ...rest };
  const warmup = numberAt(settings, 'warmup_runs');
  if (warmup !== null) bag.warmup_runs = warmup;
  return bag;
}

interface BackendEntry {
  readonly key: string;
  readonly backend: JsonObject;
  readonly name: string;
  readonly runs: number | null;
}

function readBackend(entry: BackendEntry, run: RunBuilder, out: ResultBuilder): void {
  const { key, backend, name } = entry;
  const root: JsonPath = ['backends', key];
  const compilation = objectAt(backend, 'compilation');
  const timing = objectAt(backend, 'benchmark');
  const metadata = { ...objectAt(timing, 'metadata'), ...objectAt(compilation, 'metadata') };
  const benchmark = run.benchmark(name, parametersOfBackend(key, metadata));
  const failure = failureOf(compilation, timing);
  if (failure !== null) {
    const said = { outcome: 'failed', error: failure.error } as const;
    benchmark.measure('time_ms', LATENCY).sample(NaN, [...root, ...failure.path], said);
    benchmark.measure('compile_time_s', COMPILE).sample(NaN, [...root, ...failure.path], said);
    return;
  }
  warnOfError(entry, out);
  const mean = numberAt(timing, 'mean_time_ms');
  if (mean === null) {
    out.problemAt(
      timing === null ? root : [...root, 'benchmark'],
      'warning',
      `Backend ${key} has no mean_time_ms, and nothing says why.`,
    );
  } else {
    const measure = benchmark.measure('time_ms', LATENCY);
    const at = [...root, 'benchmark'];
    reportFields(measure, timing, at, TIMES);
    if (entry.runs !== null) measure.reported({ n: entry.runs }, [...at, 'mean_time_ms']);
  }
  const compile = compileTime(compilation, timing);
  if (compile === null) return;
  const spec = compile.seconds === 0 ? { ...COMPILE, notCountedBecause: NOTHING_COMPILED } : COMPILE;
  benchmark.measure('compile_time_s', spec).value(compile.seconds, [...root, ...compile.path]);
}

const TIMES = { mean: 'mean_time_ms', stddev: 'std_time_ms', min: 'min_time_ms', max: 'max_time_ms' };

interface Failure {
  readonly error: string;
  readonly path: JsonPath;
}

/** Why a backend gave no result; null when it did. Zeros stand in its fields then. */
function failureOf(compilation: JsonObject | null, timing: JsonObject | null): Failure | null {
  const own = stringAt(compilation, 'error');
  if (booleanAt(compilation, 'success') === false) {
    return own === null
      ? { error: 'compilation failed without a message', path: ['compilation', 'success'] }
      : { error: own, path: ['compilation', 'error'] };
  }
  const late = stringAt(objectAt(timing, 'metadata'), 'error');
  const unmeasured = (numberAt(timing, 'mean_time_ms') ?? 0) === 0;
  return late !== null && unmeasured ? { error: late, path: ['benchmark', 'metadata', 'error'] } : null;
}

function warnOfError({ key, backend }: BackendEntry, out: ResultBuilder): void {
  const error = stringAt(objectAt(backend, 'compilation'), 'error');
  if (error === null) return;
  const sentence = `Backend ${key} says success, but also has an error: ${error}`;
  out.problemAt(['backends', key, 'compilation', 'error'], 'warning', sentence);
}

function compileTime(
  compilation: JsonObject | null,
  timing: JsonObject | null,
): { readonly seconds: number; readonly path: JsonPath } | null {
  const own = numberAt(compilation, 'compile_time_s');
  if (own !== null) return { seconds: own, path: ['compilation', 'compile_time_s'] };
  const copy = numberAt(objectAt(timing, 'metadata'), 'compile_time_s');
  return copy === null ? null : { seconds: copy, path: ['benchmark', 'metadata', 'compile_time_s'] };
}
