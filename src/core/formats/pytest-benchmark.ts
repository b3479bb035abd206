import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import { ResultBuilder, scalarsOf, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import {
  environmentOfDocument,
  nameOf,
  ownSettings,
  parametersOf,
  sharedSettings,
  startOf,
} from './pytest-benchmark-parts.ts';
import { reportFields } from './report-fields.ts';

const INVERSE = 'one over the mean time beside it';

/** Statistic → key, all in seconds. */
const TIMES = {
  min: 'min',
  max: 'max',
  mean: 'mean',
  stddev: 'stddev',
  median: 'median',
  iqr: 'iqr',
  q1: 'q1',
  q3: 'q3',
  ld15iqr: 'ld15iqr',
  hd15iqr: 'hd15iqr',
  total: 'total',
};

const COUNTS = ['iqr_outliers', 'stddev_outliers'];

/** JSON of the pytest-benchmark plugin. */
export const pytestBenchmark: Format = {
  id: 'pytest-benchmark',
  title: 'pytest-benchmark',
  proof: 'Made by running pytest-benchmark 3.2.2 here; real files of the reference corpus.',
  about:
    'JSON with `machine_info`, `commit_info` and `benchmarks` with `stats` (--benchmark-json, --benchmark-save): time per iteration with all statistics of the plugin, its rounds as samples where they were saved, operations per second, extra information. Parameters of tests are parameters.',
  recognise(head: FileHead): Recognition | null {
    const first = arrayAt(head.json, 'benchmarks')?.[0];
    const hasMachine = objectAt(head.json, 'machine_info') !== null;
    const hasStats = ['rounds', 'iqr', 'stddev'].some(
      (key) => numberAt(objectAt(first, 'stats'), key) !== null,
    );
    // A long list of processor flags may push the first benchmark out of the head.
    if (hasMachine && (hasStats || valueAt(head.json, 'commit_info') !== undefined))
      return { score: 0.95, reason: 'a JSON with `machine_info` and `benchmarks` with `stats`' };
    return hasStats && valueAt(first, 'fullname') !== undefined
      ? { score: 0.8, reason: 'a JSON of `benchmarks` with `fullname` and `stats`' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    const entries = arrayAt(document, 'benchmarks') ?? [];
    const shared = sharedSettings(entries);
    const run = out.run({
      tool: 'pytest-benchmark',
      toolVersion: stringAt(document, 'version'),
      startedAt: startOf(document),
      environment: environmentOfDocument(document),
      parameters: shared,
    });
    for (const [index, entry] of entries.entries()) {
      const parameters = { ...parametersOf(entry), ...ownSettings(entry, shared), ...extraSettings(entry) };
      readEntry({ entry, path: ['benchmarks', index], parameters }, run, out);
      yield;
    }
    if (entries.length === 0)
      out.problem(problem('warning', 'The list of benchmarks is empty: nothing was run.'));
    return yield* out.finish(() => file.text());
  },
};

interface Entry {
  readonly entry: unknown;
  readonly path: JsonPath;
  readonly parameters: ReturnType<typeof parametersOf>;
}

function readEntry({ entry, path, parameters }: Entry, run: RunBuilder, out: ResultBuilder): void {
  const stats = objectAt(entry, 'stats');
  if (stats === null) {
    out.problemAt(path, 'warning', 'This benchmark has no statistics and was not read.');
    return;
  }
  const benchmark = run.benchmark(nameOf(entry), parameters);
  const base = [...path, 'stats'];
  const iterations = numberAt(stats, 'iterations');
  const measure = benchmark.measure('time', {
    metric: 'time-per-op',
    unit: 's',
    ...(iterations === null ? {} : { iterations }),
  });
  const data = arrayAt(stats, 'data');
  if (data !== null && data.length > 0) measure.sampleArray(data, [...base, 'data']);
  reportFields(measure, stats, base, TIMES);
  const rounds = numberAt(stats, 'rounds');
  if (rounds !== null) measure.reported({ n: rounds }, [...base, 'rounds']);
  for (const key of COUNTS) {
    const count = numberAt(stats, key);
    if (count !== null) measure.reported({ plain: { [key]: count } }, [...base, key]);
  }
  const rate = numberAt(stats, 'ops');
  if (rate !== null)
    benchmark
      .measure('ops', {
        metric: 'operation-throughput',
        unit: 'op/s',
        kind: 'value',
        notCountedBecause: INVERSE,
      })
      .value(rate, [...base, 'ops']);
  addExtra(entry, path, benchmark);
}

/** Texts and settings that a test noted beside its result. */
function extraSettings(entry: unknown): Record<string, string | number | boolean> {
  const extra = scalarsOf(objectAt(entry, 'extra_info'));
  return Object.fromEntries(
    Object.entries(extra).filter(
      ([key, value]) => typeof value !== 'number' || labelRole(key) === 'parameter',
    ),
  );
}

/** Numbers that a test noted beside its result. */
function addExtra(entry: unknown, path: JsonPath, benchmark: BenchmarkBuilder): void {
  for (const [key, value] of Object.entries(scalarsOf(objectAt(entry, 'extra_info')))) {
    if (typeof value === 'number' && labelRole(key) !== 'parameter')
      benchmark.measure(key, { kind: 'value' }).value(value, [...path, 'extra_info', key]);
  }
}
