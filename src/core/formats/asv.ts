import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { parseJson } from '../text/json.ts';
import { combinations, describe, type AsvBenchmark } from './asv-describe.ts';
import { entriesOf, type AsvEntry } from './asv-entries.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import { ResultBuilder, scalarsOf, type RunBuilder } from './build.ts';
import { environmentOf } from './environment.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asObject, objectAt, stringAt, valueAt } from './json-guards.ts';
import { asReported } from './report-fields.ts';

/** Statistics beside a result, and what they are called in the file. */
const STATISTICS: readonly (readonly [statistic: string, name: string])[] = [
  ['mean', 'mean'],
  ['stddev', 'std'],
  ['min', 'min'],
  ['max', 'max'],
  ['p25', 'q_25'],
  ['p75', 'q_75'],
  ['n', 'repeat'],
];

/** Result files of airspeed velocity. */
export const asv: Format = {
  id: 'asv',
  title: 'airspeed velocity (asv)',
  proof: 'Real files of the reference corpus: result folders of two projects.',
  about:
    'Result files of asv, versions 1 and 2: medians with quartiles and 99 % intervals of timings, memory, tracked numbers, samples where they were saved. Units and names of parameters come from benchmarks.json one folder up, else from the names of the benchmarks.',
  siblings: ['../benchmarks.json', 'machine.json'],
  recognise(head: FileHead): Recognition | null {
    const { json } = head;
    const results = objectAt(json, 'results');
    if (results !== null && valueAt(json, 'env_name') !== undefined) {
      const isSure = ['result_columns', 'commit_hash'].some((key) => valueAt(json, key) !== undefined);
      return { score: isSure ? 0.95 : 0.8, reason: 'a JSON with `env_name`, `commit_hash` and `results`' };
    }
    if (head.name === 'benchmarks.json' && isDescription(Object.values(asObject(json) ?? {})[0]))
      return { score: 0.9, reason: 'descriptions of asv benchmarks' };
    const isMachine = ['arch', 'cpu', 'machine', 'os', 'ram'].every(
      (key) => valueAt(json, key) !== undefined,
    );
    return head.name === 'machine.json' && isMachine
      ? { score: 0.9, reason: 'the machine that asv ran on' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    if (objectAt(document, 'results') === null)
      out.problem(problem('info', 'It describes benchmarks or the machine of asv and holds no result.'));
    else yield* readResults(file, document, out);
    return yield* out.finish(() => file.text());
  },
};

function isDescription(value: unknown): boolean {
  return ['name', 'param_names', 'params', 'type', 'unit'].every((key) => valueAt(value, key) !== undefined);
}

function* readResults(file: FileInput, document: unknown, out: ResultBuilder): Steps<void> {
  const text = file.sibling('../benchmarks.json');
  const parsed = text === null ? null : parseJson(text);
  const descriptions = parsed?.kind === 'json' ? parsed.document.value : null;
  noteCompanions(file, text !== null, out);
  const entries = entriesOf(document);
  const run = out.run({
    tool: 'asv',
    ...spanOf(entries),
    environment: machineOf(document),
    parameters: scalarsOf({ env_name: valueAt(document, 'env_name') }),
  });
  for (const entry of entries) {
    addEntry(entry, describe(entry.name, descriptions), run, out);
    yield;
  }
  if (entries.length === 0) out.problem(problem('warning', 'The results are empty: nothing was run.'));
}

/** Paths from the root of what belongs to this result. */
function noteCompanions(file: FileInput, described: boolean, out: ResultBuilder): void {
  const folders = file.path.split('/').slice(0, -1);
  if (described) out.companion([...folders.slice(0, -1), 'benchmarks.json'].join('/'));
  if (file.sibling('machine.json') !== null) out.companion([...folders, 'machine.json'].join('/'));
}

/** From the first start to the last end; the file's own `date` is that of the commit. */
function spanOf(entries: readonly AsvEntry[]): { startedAt: Stamp | null; endedAt: Stamp | null } {
  let first = Infinity;
  let last = -Infinity;
  for (const { startedAt, endedAt } of entries) {
    if (startedAt !== null) first = Math.min(first, startedAt);
    if (endedAt !== null) last = Math.max(last, endedAt);
  }
  return {
    startedAt: Number.isFinite(first) ? parseStamp(first) : null,
    endedAt: Number.isFinite(last) ? parseStamp(Math.round(last)) : null,
  };
}

function machineOf(document: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(scalarsOf(objectAt(document, 'params'))))
    bag[key === 'machine' ? 'host' : key === 'num_cpu' ? 'cpu_count' : key] = value;
  const commit = stringAt(document, 'commit_hash');
  if (commit !== null) bag.commit = commit;
  return environmentOf(bag);
}

function addEntry(entry: AsvEntry, described: AsvBenchmark, run: RunBuilder, out: ResultBuilder): void {
  const { results, name } = entry;
  if (results === null) {
    const failed = { outcome: 'failed', error: 'asv gives no result: the benchmark failed' } as const;
    run.benchmark(name).measure(described.label, described.spec).sample(NaN, entry.at, failed);
    return;
  }
  const bags = combinations(entry.params, described.parameterNames);
  if (bags.length !== results.values.length) {
    const sentence = `${name} has ${results.values.length} results for ${bags.length} combinations of parameters.`;
    out.problemAt(entry.at, 'warning', sentence);
  }
  for (const [index, value] of results.values.entries()) {
    const parameters = bags[index] ?? { combination: index + 1 };
    const number = typeof value === 'number' ? value : NaN;
    addResult({ entry, described, index, value: number }, run.benchmark(name, parameters));
  }
}

interface Result {
  readonly entry: AsvEntry;
  readonly described: AsvBenchmark;
  readonly index: number;
  /** NaN where the file gives none. */
  readonly value: number;
}

function addResult({ entry, described, index, value }: Result, benchmark: BenchmarkBuilder): void {
  const list = entry.results;
  const alone = list?.path.length === 1;
  const path = alone ? [...list.path, entry.name] : [...(list?.path ?? []), index];
  const count = entry.statistics('number', index)?.value ?? null;
  const spec = count === null ? described.spec : { ...described.spec, iterations: count };
  const measure = benchmark.measure(described.label, spec);
  if (Number.isNaN(value)) {
    measure.sample(NaN, path, { outcome: 'failed', error: 'asv gives no result for these parameters' });
    return;
  }
  if (!described.isTime) {
    measure.value(value, path);
    return;
  }
  const samples = entry.samples(index);
  if (samples !== null) measure.sampleArray(samples.values, samples.path);
  measure.reported({ median: value }, path);
  for (const [statistic, name] of STATISTICS) {
    const found = entry.statistics(name, index);
    if (found !== null) measure.reported(asReported(statistic, found.value), found.path);
  }
  const low = entry.statistics('ci_99_a', index);
  const high = entry.statistics('ci_99_b', index);
  if (low !== null && high !== null)
    measure.reported({ intervals: { median: { level: 0.99, low: low.value, high: high.value } } }, low.path);
}
