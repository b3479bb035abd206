import { benjaminiHochberg } from './adjust.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { oneWay, type OneWay } from './one-way.ts';
import { followsOrder } from './order.ts';
import { medianOfSorted } from './quantile.ts';
import { coldBy, type ColdBy } from './sweep-cold.ts';
import { inRunOrder, parameterNames, type SweepRow } from './sweep-row.ts';
import { meanOf, sortedCopy } from './vector.ts';

export interface ParameterLevel {
  readonly level: string;
  readonly n: number;
  readonly median: number;
  readonly mean: number;
}

/**
 * Why a parameter is or is not said to move the metric. `no-repeats`: each of its levels has one row only.
 */
export type EffectReason =
  | 'moves'
  | 'one-level'
  | 'no-repeats'
  | 'constant'
  | 'p-not-below-alpha'
  | 'within-noise-floor'
  | 'confounded-with-order';

export interface ParameterEffect {
  readonly name: string;
  /** On warm rows, in order of first appearance. */
  readonly levels: readonly ParameterLevel[];
  /** Null where nothing can be tested; Infinity when levels differ and rows of one level do not. */
  readonly f: number | null;
  readonly p: number | null;
  /** Over the parameters of the sweep. */
  readonly adjustedP: number | null;
  readonly etaSquared: number | null;
  /** Largest less smallest median of the levels, over |median of all warm rows|; null where that is 0. */
  readonly spread: number | null;
  readonly confoundedWithOrder: boolean;
  readonly moves: boolean;
  readonly reason: EffectReason;
}

export interface SweepAnalysis {
  readonly parameters: readonly ParameterEffect[];
  readonly warm: number;
  readonly cold: number;
  /** Null without cold rows. */
  readonly coldBy: ColdBy | null;
}

export interface SweepOptions {
  /** Relative spreads up to this one mean nothing: 0.01 is 1 %. */
  readonly noiseFloor: number;
  /** Significance, 0.05 unless said. */
  readonly alpha?: number;
}

/** Two levels and a second row in one of them. */
const ROWS_NEEDED = 3;

/**
 * Which parameters of a sweep move a metric, judged on warm rows: a one-way F test per parameter,
 * Benjamini-Hochberg over the parameters, and medians of the levels that spread beyond the noise floor. A
 * parameter whose levels follow the run order is called confounded and never a cause. `none moves` is a
 * result. Needs three warm rows.
 */
export function analyseSweep(
  rows: readonly SweepRow[],
  options: SweepOptions,
): SweepAnalysis | NotEnoughData {
  const ordered = inRunOrder(rows);
  const warm = ordered.filter((row) => !row.cold);
  if (warm.length < ROWS_NEEDED) return notEnoughData(warm.length, ROWS_NEEDED);
  const tests = parameterNames(ordered).map((name) => testParameter(warm, name));
  const tested = tests.flatMap(({ test }) => (test === null ? [] : [test.p]));
  const adjusted = benjaminiHochberg(tested);
  let next = 0;
  const parameters = tests.map((entry) =>
    effectOf(entry, entry.test === null ? null : (adjusted[next++] ?? null), options),
  );
  return { parameters, warm: warm.length, cold: ordered.length - warm.length, coldBy: coldBy(ordered) };
}

interface ParameterTest extends Pick<ParameterEffect, 'name' | 'levels' | 'spread' | 'confoundedWithOrder'> {
  readonly test: OneWay | null;
}

function testParameter(warm: readonly SweepRow[], name: string): ParameterTest {
  const groups = new Map<string, number[]>();
  const sequence: string[] = [];
  for (const row of warm) {
    const level = row.levels[name];
    if (level === undefined) continue;
    sequence.push(level);
    const group = groups.get(level);
    if (group === undefined) groups.set(level, [row.value]);
    else group.push(row.value);
  }
  const levels = [...groups].map(([level, values]) => describeLevel(level, values));
  return {
    name,
    levels,
    spread: spreadOf(levels, [...groups.values()].flat()),
    confoundedWithOrder: followsOrder(sequence),
    test: oneWay([...groups.values()]),
  };
}

function describeLevel(level: string, values: readonly number[]): ParameterLevel {
  return { level, n: values.length, median: medianOfSorted(sortedCopy(values)), mean: meanOf(values) };
}

function spreadOf(levels: readonly ParameterLevel[], values: readonly number[]): number | null {
  const center = Math.abs(medianOfSorted(sortedCopy(values)));
  if (!(center > 0)) return null;
  let low = Infinity;
  let high = -Infinity;
  for (const { median } of levels) {
    low = Math.min(low, median);
    high = Math.max(high, median);
  }
  return (high - low) / center;
}

function effectOf(
  { test, ...rest }: ParameterTest,
  adjustedP: number | null,
  options: SweepOptions,
): ParameterEffect {
  const reason = reasonOf({ test, ...rest }, adjustedP, options);
  return {
    ...rest,
    f: test?.f ?? null,
    p: test?.p ?? null,
    adjustedP,
    etaSquared: test?.etaSquared ?? null,
    moves: reason === 'moves',
    reason,
  };
}

function reasonOf(
  { levels, spread, confoundedWithOrder, test }: ParameterTest,
  adjustedP: number | null,
  { noiseFloor, alpha = 0.05 }: SweepOptions,
): EffectReason {
  if (levels.length < 2) return 'one-level';
  if (test === null || adjustedP === null)
    return levels.every(({ n }) => n === 1) ? 'no-repeats' : 'constant';
  if (adjustedP >= alpha) return 'p-not-below-alpha';
  if (spread !== null && spread <= noiseFloor) return 'within-noise-floor';
  return confoundedWithOrder ? 'confounded-with-order' : 'moves';
}
