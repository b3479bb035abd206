import type { Bag } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import type { RunBuilder } from './build.ts';
import { ERROR_LEVEL, isSummed, jmhSpec, type JmhSubject } from './jmh-parts.ts';

/** A number with its place; NaN where the cell holds none. */
export interface JmhNumber {
  readonly value: number;
  readonly at: Place;
}

/** A row of JMH's tables, in CSV or in text. */
export interface JmhRow {
  readonly name: string;
  readonly subject: JmhSubject;
  /** Parameters of the benchmark, its mode among them. */
  readonly parameters: Bag;
  readonly unit: string | null;
  readonly score: JmhNumber;
  readonly error: JmhNumber | null;
  /** Samples behind the score. */
  readonly count: JmhNumber | null;
  /** Header of the column of the score. */
  readonly column: string;
}

/** Adds one row: the score of a benchmark, a percentile of it, or a metric beside it. A row without a number adds nothing. */
export function addRow(run: RunBuilder, row: JmhRow, level = ERROR_LEVEL): void {
  const { subject, score, error, count } = row;
  if (Number.isNaN(score.value)) return;
  const benchmark = run.benchmark(row.name, row.parameters);
  const named = subject.kind === 'secondary' ? subject.name : null;
  const spec = { ...jmhSpec(named, row.unit), column: row.column };
  const measure = benchmark.measure(named ?? row.column, spec);
  if (subject.kind === 'percentile') {
    measure.reported({ percentiles: { [subject.percentile]: score.value } }, score.at);
    return;
  }
  const isSum = named !== null && isSummed(named);
  measure.reported(isSum ? { statistics: { sum: score.value } } : { mean: score.value }, score.at);
  if (count !== null && count.value > 0) measure.reported({ n: count.value }, count.at);
  if (error === null || Number.isNaN(error.value)) return;
  const mean = { level, low: score.value - error.value, high: score.value + error.value };
  measure.reported({ intervals: { mean } }, error.at);
}
