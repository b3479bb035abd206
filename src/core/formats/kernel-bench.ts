import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import { reportFields } from './report-fields.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asObject, numberAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

const MEAN = 'mean_time_ms';
const DEEPEST = 6;

/** One kernel's statistics and where they stand. */
interface Leaf {
  readonly path: JsonPath;
  readonly stats: JsonObject;
}

/** Nested groups of kernels, each ending in mean_time_ms, std_time_ms, min_time_ms and max_time_ms. */
export const kernelBench: Format = {
  id: 'kernel-bench',
  title: 'Kernel timings',
  proof: 'A real file of the reference corpus.',
  about:
    'JSON groups of kernels that end in mean_time_ms, std_time_ms, min_time_ms and max_time_ms: one benchmark per kernel (group/kernel), latency in seconds as the tool summed it up.',
  recognise(head: FileHead): Recognition | null {
    const leaves = leavesOf(head.json);
    if (leaves === null || leaves.length === 0) return null;
    return { score: 0.6, reason: 'groups of kernels, each with mean_time_ms and std_time_ms' };
  },
  read,
};

/** All kernels; null where the document holds something else than groups of kernels. */
function leavesOf(document: unknown): Leaf[] | null {
  const root = asObject(document);
  if (root === null) return null;
  const leaves: Leaf[] = [];
  const visit = (group: JsonObject, path: JsonPath): boolean =>
    Object.entries(group).every(([key, value]) => {
      const child = asObject(value);
      if (child === null) return path.length === 0 && !Array.isArray(value);
      const here = [...path, key];
      if (isLeaf(child)) return leaves.push({ path: here, stats: child }) > 0;
      return here.length < DEEPEST && visit(child, here);
    });
  return visit(root, []) && leaves.some((leaf) => numberAt(leaf.stats, 'std_time_ms') !== null)
    ? leaves
    : null;
}

function isLeaf(value: JsonObject): boolean {
  return MEAN in value || (stringAt(value, 'error') !== null && Object.keys(value).length <= 6);
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const leaves = leavesOf(file.json().value) ?? [];
  const run = out.run();
  for (const leaf of leaves) readLeaf(leaf, run, out);
  if (leaves.length === 0)
    out.problem(problem('error', 'No kernel with mean_time_ms was found in this file.'));
  return yield* out.finish(() => file.text());
}

function readLeaf({ path, stats }: Leaf, run: RunBuilder, out: ResultBuilder): void {
  const error = stringAt(stats, 'error');
  const mean = numberAt(stats, MEAN);
  if (error === null && mean === null) {
    out.problemAt([...path, MEAN], 'warning', `${path.join('/')}: mean_time_ms is not a number.`);
    return;
  }
  const measure = run
    .benchmark(path.join('/'))
    .measure('time_ms', { metric: 'execution-time', unit: 'ms', direction: 'lower' });
  if (error !== null || mean === null) {
    measure.sample(NaN, [...path, 'error'], { outcome: 'failed', error: error ?? '' });
    return;
  }
  reportFields(measure, stats, path, {
    mean: MEAN,
    n: numberAt(stats, 'runs') === null ? 'iterations' : 'runs',
    median: 'median_time_ms',
    stddev: 'std_time_ms',
    min: 'min_time_ms',
    max: 'max_time_ms',
  });
  const [stddev = NaN, min = NaN, max = NaN] = ['std_time_ms', 'min_time_ms', 'max_time_ms'].map(
    (key) => numberAt(stats, key) ?? NaN,
  );
  if (stddev > mean && max > 10 * min) {
    const sentence = `${path.join('/')}: the standard deviation (${short(stddev)} ms) exceeds the mean (${short(mean)} ms): calls took from ${short(min)} to ${short(max)} ms, so a few slow calls (a cold first one, for instance) dominate the mean.`;
    out.problemAt([...path, 'std_time_ms'], 'info', sentence);
  }
}

/** Four significant digits: enough to recognise the number in the file. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
