import { labelRole } from '../normalise/labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import type { Leaf } from './generic-flatten.ts';
import { meaningOf, type ColumnMeaning } from './generic-meaning.ts';
import { isErrorText, outcomeOf } from './generic-outcome.ts';
import { tell } from './generic-read.ts';
import { wordsOf, type FoundRecord, type RecordSet } from './generic-records.ts';

/** Where numbers that stand beside the records go. */
export interface AroundTarget {
  readonly run: RunBuilder;
  readonly out: ResultBuilder;
}

/** A mean may be rounded to four digits and still be the mean. */
const TOLERANCE = 5e-4;

/** Numbers beside the records: totals of the whole run, or statistics over the records, which are shown and not counted. */
export function readAround(leaves: readonly Leaf[], sets: readonly RecordSet[], target: AroundTarget): void {
  if (leaves.length === 0) return;
  const { run, out } = target;
  const means = leaves.some((leaf) => meaningOfLeaf(leaf).statistic === 'mean') ? meansOf(sets) : null;
  const benchmark = run.benchmark('summary');
  for (const leaf of leaves) {
    const meaning = meaningOfLeaf(leaf);
    const { spec, statistic, metric } = meaning;
    const isTotal = statistic === null && metricInfo(metric).aggregate === 'total';
    const told = isTotal ? spec : { ...spec, notCountedBecause: 'stands beside the records that it sums up' };
    const value = typeof leaf.value === 'number' ? leaf.value : NaN;
    benchmark.measure(leaf.keys.join('.'), told).value(value, leaf.path);
    const rows = statistic === 'mean' ? means?.get(keyOf(meaning)) : undefined;
    if (
      rows === undefined ||
      Math.abs(rows.mean - value) <= TOLERANCE * Math.max(Math.abs(rows.mean), Math.abs(value))
    )
      continue;
    const sentence = `${leaf.keys.join('.')} says ${value}, but the mean of ${rows.n} records is ${Number(rows.mean.toPrecision(6))}.`;
    tell(out, leaf.path, 'warning', sentence);
  }
}

function meaningOfLeaf(leaf: Leaf): ColumnMeaning {
  const label = leaf.keys.join('.');
  const words = wordsOf(leaf.keys, leaf.statistic);
  return meaningOf({ label, words, unit: leaf.unit, statistic: leaf.statistic }, null);
}

/** Columns of one quantity in one unit of the file. */
function keyOf({ group, spec }: ColumnMeaning): string {
  return `${group}|${spec.unit ?? ''}`;
}

function hasFailed({ flat }: FoundRecord): boolean {
  return flat.leaves.some(({ keys, value }) => {
    const key = keys.at(-1) ?? '';
    const role = labelRole(key);
    if (role === 'outcome') return outcomeOf(String(value), key) === 'failed';
    return role === 'error' && typeof value === 'string' && isErrorText(value);
  });
}

/** Means of what the records hold, by quantity; only plain observations that did not fail take part. */
function meansOf(sets: readonly RecordSet[]): Map<string, { readonly mean: number; readonly n: number }> {
  const sums = new Map<string, { sum: number; n: number }>();
  const records = sets.flatMap((set) => set.records).filter((record) => !hasFailed(record));
  for (const leaf of records.flatMap((record) => record.flat.leaves)) {
    if (typeof leaf.value !== 'number' || leaf.statistic !== null) continue;
    const meaning = meaningOfLeaf(leaf);
    if (meaning.statistic !== null) continue;
    const entry = sums.get(keyOf(meaning)) ?? { sum: 0, n: 0 };
    entry.sum += leaf.value;
    entry.n++;
    sums.set(keyOf(meaning), entry);
  }
  return new Map([...sums].map(([key, { sum, n }]) => [key, { mean: sum / n, n }]));
}
