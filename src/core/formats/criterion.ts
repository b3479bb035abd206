import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import { readEstimates, readRaw, readSamples } from './criterion-read.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asArray, numberAt, objectAt, valueAt } from './json-guards.ts';

/** The kinds of files in a folder of Criterion. */
type Kind = 'samples' | 'estimates' | 'raw' | 'benchmark' | 'fences';

const REASONS: Readonly<Record<Kind, string>> = {
  samples: 'the samples of a Criterion.rs result (iterations and times)',
  estimates: 'estimates with `point_estimate` and `confidence_interval`',
  raw: 'a table with sample_measured_value and iteration_count',
  benchmark: 'the description of a Criterion.rs benchmark',
  fences: 'the four fences of Tukey’s method that Criterion.rs writes',
};

/** Folders that the Criterion.rs library leaves under target/criterion. */
export const criterion: Format = {
  id: 'criterion',
  title: 'Criterion.rs',
  proof: 'Made by running Criterion.rs 0.3.6 here; real folders of the reference corpus.',
  about:
    'Folders of target/criterion: sample.json (time per iteration of each sample, as object or as two lists), estimates.json (mean, median, deviations and slope with intervals, keys of old and new versions), raw.csv, changes and named baselines. Names, groups, values and amounts of work come from benchmark.json beside them.',
  siblings: [
    'benchmark.json',
    'sample.json',
    'raw.csv',
    'tukey.json',
    '../new/benchmark.json',
    '../base/benchmark.json',
  ],
  recognise(head: FileHead): Recognition | null {
    const kind = kindOf(head);
    return kind === null ? null : { score: kind === 'fences' ? 0.9 : 0.95, reason: REASONS[kind] };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    if (file.fileType === 'csv') readRaw(file, yield* file.table({ unitRow: 'never' }), out);
    else if (file.name === 'sample.json' || file.name === 'estimates.json') readResult(file, out);
    else
      out.problem(
        problem('info', 'It describes the results of Criterion.rs beside it and holds none itself.'),
      );
    return yield* out.finish(() => file.text());
  },
};

function readResult(file: FileInput, out: ResultBuilder): void {
  if (file.name === 'sample.json') readSamples(file, out);
  else readEstimates(file, out);
}

function kindOf(head: FileHead): Kind | null {
  const { name, json } = head;
  if (name === 'raw.csv')
    return head.header?.includes('sample_measured_value') === true && head.header.includes('iteration_count')
      ? 'raw'
      : null;
  if (name === 'sample.json' && isSample(json)) return 'samples';
  if (name === 'estimates.json' && (isEstimate(json, 'mean') || isEstimate(json, 'Mean'))) return 'estimates';
  if (
    name === 'benchmark.json' &&
    ['group_id', 'function_id', 'value_str'].every((key) => valueAt(json, key) !== undefined)
  )
    return 'benchmark';
  const fences = name === 'tukey.json' ? asArray(json) : null;
  return fences?.length === 4 && fences.every((fence) => typeof fence === 'number') ? 'fences' : null;
}

function isSample(json: unknown): boolean {
  const pair = asArray(json);
  if (pair !== null) return pair.length === 2 && pair.every((part) => typeof asArray(part)?.[0] === 'number');
  return typeof arrayAt(json, 'iters')?.[0] === 'number' && arrayAt(json, 'times') !== null;
}

function isEstimate(json: unknown, key: string): boolean {
  const estimate = objectAt(json, key);
  return numberAt(estimate, 'point_estimate') !== null && objectAt(estimate, 'confidence_interval') !== null;
}
