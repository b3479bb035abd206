import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import type { Direction } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { geometricMeanOfRatios } from '../stats/geomean.ts';
import { compareSides, decideAll, type Comparison, type Decision, type Verdict } from '../stats/verdict.ts';
import { differingEnvironment, differingParameters, matchSides, sideOf, type Pair } from './match.ts';

/** One metric of one benchmark, before against after, with its verdict. */
export interface Change {
  readonly pair: Pair;
  readonly metric: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  readonly decision: Decision | null;
  /** Run parameters that differ, where the verdict is `not-comparable`. */
  readonly differing: readonly string[];
}

/** Geometric mean of the ratios of one metric. */
export interface MetricMean {
  readonly metric: string;
  readonly direction: Direction;
  /** after / before. */
  readonly ratio: number;
  readonly n: number;
}

/** What changed between two sides, what did not, and what cannot be told. */
export interface ComparisonResult {
  /** Verdicts that matter first, then by size. */
  readonly changes: readonly Change[];
  readonly onlyBefore: readonly CatalogueMeasure[];
  readonly onlyAfter: readonly CatalogueMeasure[];
  readonly environment: readonly string[];
  readonly means: readonly MetricMean[];
  readonly noiseFloor: number;
}

/** Compares everything that two sides share. `noiseFloor` is a relative change, 0.01 for 1 %. */
export function compareSnapshots(before: Snapshot, after: Snapshot, noiseFloor: number): ComparisonResult {
  const matched = matchSides(before, after);
  const pairs = matched.pairs.filter(
    ({ after: [entry] }) => entry !== undefined && metricInfo(entry.measure.metric).rank >= 0,
  );
  const changes = judgePairs(pairs, noiseFloor);
  return {
    changes: changes.sort(byInterest),
    onlyBefore: matched.onlyBefore,
    onlyAfter: matched.onlyAfter,
    environment: [...new Set(pairs.flatMap((pair) => differingEnvironment(pair.before, pair.after)))],
    means: metricMeans(changes),
    noiseFloor,
  };
}

/**
 * The verdict of each pair, in the order of the pairs; the p-values of all of them are adjusted to each other. `noiseFloor` is
 * a relative change.
 */
export function judgePairs(pairs: readonly Pair[], noiseFloor: number): Change[] {
  const prepared = pairs.map((pair) => prepare(pair, noiseFloor));
  const testable = prepared.filter(({ differing }) => differing.length === 0);
  const decisions = decideAll(testable.map(({ comparison }) => comparison));
  const decided = new Map(testable.map((entry, index) => [entry, decisions[index] ?? null]));
  return prepared.map((entry) => toChange(entry, decided.get(entry) ?? null));
}

interface Prepared {
  readonly pair: Pair;
  readonly comparison: Comparison;
  readonly differing: readonly string[];
}

function prepare(pair: Pair, noiseFloor: number): Prepared {
  const direction = pair.after[0]?.measure.direction ?? 'none';
  const comparison = compareSides(sideOf(pair.before), sideOf(pair.after), { direction, noiseFloor });
  return { pair, comparison, differing: differingParameters(pair.before, pair.after) };
}

function toChange({ pair, comparison, differing }: Prepared, decision: Decision | null): Change {
  const measure = (pair.after[0] ?? pair.before[0])?.measure;
  return {
    pair,
    metric: measure?.metric ?? '',
    label: measure?.label ?? '',
    unit: measure?.unit ?? null,
    direction: measure?.direction ?? 'none',
    comparison,
    verdict: decision?.verdict ?? 'not-comparable',
    decision,
    differing,
  };
}

const INTEREST: readonly Verdict[] = [
  'regressed',
  'improved',
  'changed',
  'differs-one-run-each',
  'no-change',
  'not-enough-samples',
  'not-testable',
  'not-comparable',
];

function byInterest(a: Change, b: Change): number {
  const size = (change: Change): number => Math.abs(change.comparison.change ?? 0);
  return INTEREST.indexOf(a.verdict) - INTEREST.indexOf(b.verdict) || size(b) - size(a);
}

function metricMeans(changes: readonly Change[]): MetricMean[] {
  const metrics = new Map(
    changes
      .filter(({ direction, verdict }) => direction !== 'none' && verdict !== 'not-comparable')
      .map((change) => [change.metric, change]),
  );
  return [...metrics.values()].flatMap((example) => {
    const own = changes.filter(
      ({ metric, unit, verdict }) =>
        metric === example.metric && unit === example.unit && verdict !== 'not-comparable',
    );
    const side = (which: 'before' | 'after'): Map<string, number> =>
      new Map(
        own.flatMap(({ comparison }, index) =>
          comparison[which] === null ? [] : [[String(index), comparison[which]] as const],
        ),
      );
    const mean = geometricMeanOfRatios(side('before'), side('after'));
    return 'kind' in mean || mean.n < 2
      ? []
      : [{ metric: example.metric, direction: example.direction, ratio: mean.ratio, n: mean.n }];
  });
}
