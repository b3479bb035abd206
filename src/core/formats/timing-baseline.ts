import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import { environmentOf } from './environment.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, valueAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { reportFields } from './report-fields.ts';
import { percentileKeys, readRepeated } from './timing-baseline-runs.ts';
import { TIME } from './timing-baseline-parts.ts';

/** Timings of one operation: one block of statistics, or several repetitions of such blocks with their overall mean. */
export const timingBaseline: Format = {
  id: 'timing-baseline',
  title: 'Timing baseline',
  proof: 'Real files of the reference corpus.',
  about:
    'JSON with `timing` (p50_ms, p95_ms, mean_ms, stdev_ms over `samples`) or with `timing_stats.run_results`, one such block per repetition. The means of the repetitions are the samples of the measure `mean_ms`, beside the overall statistics that the file gives.',
  recognise(head: FileHead): Recognition | null {
    if (arrayAt(objectAt(head.json, 'timing_stats'), 'run_results') !== null) {
      return { score: 0.85, reason: 'a JSON with `timing_stats.run_results`' };
    }
    const timing = objectAt(head.json, 'timing');
    const named = stringAt(head.json, 'benchmark_name') ?? stringAt(head.json, 'test_name');
    const isTimed = numberAt(timing, 'mean_ms') !== null || stringAt(timing, 'error') !== null;
    if (named !== null && isTimed) {
      return { score: 0.8, reason: 'a JSON with a benchmark name and a `timing` block in ms' };
    }
    return null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    const stamp = valueAt(document, 'timestamp');
    const run = out.run({
      startedAt: typeof stamp === 'number' || typeof stamp === 'string' ? parseStamp(stamp) : null,
      environment: environmentOf(objectAt(document, 'environment')),
    });
    const name = stringAt(document, 'test_name') ?? stringAt(document, 'benchmark_name') ?? 'timing';
    if (objectAt(document, 'timing_stats') === null) readOnce(document, name, run, out);
    else readRepeated({ document: asObject(document) ?? {}, name }, run, out);
    if (run.isEmpty) out.problem(problem('error', 'No timing statistics were found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

function readOnce(document: unknown, name: string, run: RunBuilder, out: ResultBuilder): void {
  out.role = 'summary';
  const timing: JsonObject = objectAt(document, 'timing') ?? {};
  const error = stringAt(timing, 'error') ?? stringAt(document, 'error');
  const measure = run.benchmark(name).measure('time_ms', TIME);
  const mean = numberAt(timing, 'mean_ms');
  const base: JsonPath = ['timing'];
  if (mean === null) {
    const path = stringAt(timing, 'error') === null ? ['error'] : ['timing', 'error'];
    if (error !== null) measure.sample(NaN, path, { outcome: 'failed', error });
    else out.problemAt([...base, 'mean_ms'], 'warning', 'The timing block has no number under mean_ms.');
    return;
  }
  reportFields(measure, timing, base, {
    mean: 'mean_ms',
    n: 'samples',
    stddev: 'stdev_ms',
    min: 'min_ms',
    max: 'max_ms',
    ...percentileKeys(timing),
  });
}
