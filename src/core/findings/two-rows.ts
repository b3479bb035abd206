import { okValues } from '../catalogue/numbers.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { mannWhitney, smallestP, welch } from '../stats/two-groups.ts';
import type { Row } from './rows.ts';

/** What a test says of two rows of one run. */
export interface RowTest {
  readonly p: number;
  readonly test: 'Mann-Whitney' | 'Welch';
  /** Observations of both sides. */
  readonly n: number;
}

/** A test that cannot give a smaller p than this, whatever the values are, says nothing. */
const ALPHA = 0.05;

/** Mann-Whitney on samples, Welch on the tool's summaries; null where neither can be done, or so few samples decide nothing. */
export function testRows(a: Row, b: Row): RowTest | null {
  const [left, right] = [samplesOf(a), samplesOf(b)];
  if (left !== null && right !== null) {
    if (smallestP(left.length, right.length) > ALPHA) return null;
    const result = mannWhitney(left, right);
    return isNotEnoughData(result)
      ? null
      : { p: result.p, test: 'Mann-Whitney', n: left.length + right.length };
  }
  const [before, after] = [summaryOf(a), summaryOf(b)];
  if (before === null || after === null) return null;
  const result = welch(before, after);
  return isNotEnoughData(result) ? null : { p: result.p, test: 'Welch', n: before.n + after.n };
}

function samplesOf(row: Row): Float64Array | null {
  const samples = row.entries[0]?.measure.samples ?? null;
  return samples === null ? null : okValues(samples);
}

function summaryOf(row: Row): { n: number; mean: number; stddev: number } | null {
  const { n, mean, stddev } = row.statistics;
  return n === null || mean === null || stddev === null ? null : { n, mean, stddev };
}
