import { problem } from '../model/problem.ts';
import type { Table } from '../text/table.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { caseOf, unitOf } from './criterion-folder.ts';
import type { FileInput } from './format.ts';
import { arrayAt, asArray, numberAt, objectAt, valueAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported } from './report-fields.ts';

/** Statistic, its key since version 0.3.4, and its key before. */
const STATISTICS: readonly (readonly [statistic: string, key: string, old: string])[] = [
  ['mean', 'mean', 'Mean'],
  ['median', 'median', 'Median'],
  ['stddev', 'std_dev', 'StdDev'],
  ['mad', 'median_abs_dev', 'MedianAbsDev'],
  ['slope', 'slope', 'Slope'],
];

const LABEL = 'time';

function benchmarkIn(file: FileInput, out: ResultBuilder): BenchmarkBuilder {
  const { name, parameters, category, baseline } = caseOf(file);
  return out.run({ name: baseline, tool: 'Criterion.rs', category }).benchmark(name, parameters);
}

/** `sample.json`: total time and number of iterations of each sample; a sample of ours is their quotient. */
export function readSamples(file: FileInput, out: ResultBuilder): void {
  for (const name of ['benchmark.json', 'tukey.json', 'raw.csv']) noteCompanion(file, name, out);
  const document = file.json().value;
  const isOld = Array.isArray(document);
  const counts = (isOld ? asArray(document[0]) : arrayAt(document, 'iters')) ?? [];
  const times = (isOld ? asArray(document[1]) : arrayAt(document, 'times')) ?? [];
  const path = isOld ? [1] : ['times'];
  const measure = benchmarkIn(file, out).measure(LABEL, { metric: 'time-per-op', unit: unitOf(file) });
  const n = Math.min(counts.length, times.length);
  if (counts.length !== times.length) {
    const sentence = `There are ${times.length} times but ${counts.length} counts of iterations; only pairs were read.`;
    out.problem(problem('warning', sentence));
  }
  for (let i = 0; i < n; i++) {
    const time = times[i];
    const count = counts[i];
    if (typeof time === 'number' && typeof count === 'number' && count > 0 && Number.isFinite(time))
      measure.sample(time / count, [...path, i], { labels: { iterations: count } });
    else out.problemAt([...path, i], 'warning', 'This time has no number or no count of iterations.');
  }
}

/** `raw.csv` of a folder without `sample.json`: the same pairs as rows. */
export function readRaw(file: FileInput, table: Table, out: ResultBuilder): void {
  if (file.sibling('sample.json') !== null) {
    out.problem(problem('info', 'It repeats the samples of sample.json beside it.'));
    return;
  }
  const [time = -1, unit = -1, count = -1] = ['sample_measured_value', 'unit', 'iteration_count'].map(
    (name) => table.header.indexOf(name),
  );
  for (const found of table.problems) out.problem(found);
  const benchmark = benchmarkIn(file, out);
  for (let row = 0; row < table.rowCount; row++) {
    const iterations = table.number(row, count);
    const value = table.number(row, time) / iterations;
    const spec = {
      metric: 'time-per-op',
      unit: table.text(row, unit) || 'ns',
      column: 'sample_measured_value',
    };
    if (Number.isFinite(value))
      benchmark.measure(LABEL, spec).sample(value, table.place(row, time), { labels: { iterations } });
  }
}

/** `estimates.json`: statistics with confidence intervals, of one result or of its change against a baseline. */
export function readEstimates(file: FileInput, out: ResultBuilder): void {
  out.role = 'summary';
  const document = file.json().value;
  const isChange = /(?:^|\/)change\/[^/]*$/.test(file.path);
  const hasSamples = !isChange && file.sibling('sample.json') !== null;
  const measure = benchmarkIn(file, out).measure(isChange ? 'change of time' : LABEL, {
    ...(isChange
      ? { metric: 'relative-change', unit: '1', direction: 'lower' as const }
      : { metric: 'time-per-op', unit: unitOf(file) }),
    kind: 'summary',
    ...(isChange ? { notCountedBecause: 'it is a change against the baseline, not a time' } : {}),
    ...(hasSamples ? { notCountedBecause: 'the samples that it sums up are in sample.json beside it' } : {}),
  });
  for (const [statistic, key, old] of STATISTICS) {
    const name = valueAt(document, key) === undefined ? old : key;
    const estimate = objectAt(document, name);
    const value = numberAt(estimate, 'point_estimate');
    if (value === null) continue;
    const path: JsonPath = [name, 'point_estimate'];
    measure.reported(asReported(statistic, value), path);
    const interval = objectAt(estimate, 'confidence_interval');
    const level = numberAt(interval, 'confidence_level');
    const low = numberAt(interval, 'lower_bound');
    const high = numberAt(interval, 'upper_bound');
    if (level !== null && low !== null && high !== null)
      measure.reported({ intervals: { [statistic]: { level, low, high } } }, path);
  }
}

/** A file that only belongs to results beside it. */
export function noteCompanion(file: FileInput, name: string, out: ResultBuilder): void {
  if (file.sibling(name) !== null) out.companion([...file.path.split('/').slice(0, -1), name].join('/'));
}
