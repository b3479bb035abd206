import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportTinybench, RME } from './tinybench-statistics.ts';

/** Results of `vitest bench --outputJson`. */
export const vitestBench: Format = {
  id: 'vitest-bench',
  title: 'Vitest bench',
  proof: 'Made by running Vitest 4.1.12 here; real files of the reference corpus.',
  about:
    'The JSON of `vitest bench --outputJson`: operations per second and the time of one operation in ms with its statistics; the margin of error is an interval of 95 %. A benchmark without a result failed.',
  recognise(head: FileHead): Recognition | null {
    const group = arrayAt(arrayAt(head.json, 'files')?.[0], 'groups')?.[0];
    const first = arrayAt(group, 'benchmarks')?.[0];
    if (stringAt(group, 'fullName') === null || stringAt(first, 'name') === null) return null;
    return ['rank', 'rme', 'hz'].some((key) => numberAt(first, key) !== null)
      ? { score: 0.95, reason: 'a JSON of `files` with `groups` of `benchmarks`' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const run = out.run({ tool: 'Vitest' });
    for (const [fileIndex, one] of (arrayAt(file.json().value, 'files') ?? []).entries()) {
      for (const [groupIndex, group] of (arrayAt(one, 'groups') ?? []).entries()) {
        const name = stringAt(group, 'fullName') ?? stringAt(one, 'filepath') ?? '';
        const path = ['files', fileIndex, 'groups', groupIndex, 'benchmarks'];
        addGroup({ name, benchmarks: arrayAt(group, 'benchmarks') ?? [], path }, run, out);
      }
      yield;
    }
    return yield* out.finish(() => file.text());
  },
};

interface Group {
  readonly name: string;
  readonly benchmarks: readonly unknown[];
  readonly path: JsonPath;
}

function addGroup(group: Group, run: RunBuilder, out: ResultBuilder): void {
  for (const [index, value] of group.benchmarks.entries()) {
    const object = asObject(value);
    const name = stringAt(object, 'name');
    const path = [...group.path, index];
    if (object === null || name === null)
      out.problemAt(path, 'warning', 'This benchmark has no name and was not read.');
    else addBenchmark(run, [group.name, name].filter((part) => part !== '').join(' > '), { object, path });
  }
}

function addBenchmark(
  run: RunBuilder,
  name: string,
  { object, path }: { readonly object: JsonObject; readonly path: JsonPath },
): void {
  const benchmark = run.benchmark(name);
  const rate = benchmark.measure('hz', { metric: 'operation-throughput', unit: 'ops/s' });
  const time = benchmark.measure('time', { metric: 'time-per-op', unit: 'ms' });
  const hz = numberAt(object, 'hz');
  if (hz === null && numberAt(object, 'mean') === null) {
    const error = 'Vitest gives no result for this benchmark: it failed or did not run.';
    for (const measure of [rate, time]) measure.sample(NaN, [...path, 'name'], { outcome: 'failed', error });
    return;
  }
  if (hz !== null) rate.value(hz, [...path, 'hz']);
  const samples = arrayAt(object, 'samples') ?? [];
  if (samples.length > 0) time.sampleArray(samples, [...path, 'samples']);
  reportTinybench(time, object, path);
  const rank = numberAt(object, 'rank');
  if (rank !== null) time.reported({ plain: { rank } }, [...path, 'rank']);
  const rme = numberAt(object, 'rme');
  if (rme !== null) benchmark.measure('rme', RME).value(rme, [...path, 'rme']);
  const total = numberAt(object, 'totalTime');
  if (total !== null)
    benchmark.measure('totalTime', { metric: 'total-time', unit: 'ms' }).value(total, [...path, 'totalTime']);
}
