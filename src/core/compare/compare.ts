import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import type { Direction } from '../model/measure.ts';
import { comparePair } from './kept-comparisons.ts';
import { metricMeans, type MetricMean } from './means.ts';
import { historyOrder, noiseOf } from './noise.ts';
import { filterSteps, mapSteps, runToEnd, sortSteps, type Steps } from '../model/steps.ts';
import { VERDICTS } from './verdict-words.ts';
import { decideAllSteps, type Comparison, type Decision, type Verdict } from '../stats/verdict.ts';
import {
  differingEnvironment,
  differingParameters,
  matchSides,
  NOTHING_IGNORED,
  runCount,
  sideOf,
  type Ignored,
  type Matched,
  type Pair,
} from './match.ts';
import { ofSameRuns } from './same-runs.ts';

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
  /** Where the noise floor of this change comes from: the project's, or what the history before moves by itself, if that is more. */
  readonly floorFrom: 'project' | 'history';
  /** Run parameters that differ, where the verdict is `not-comparable`. */
  readonly differing: readonly string[];
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
  const options = { noiseFloor, ignored: NOTHING_IGNORED };
  const [result] = runToEnd(compareMany(before.measures, [after.measures], options));
  if (result === undefined) throw new RangeError('a comparison needs a second side');
  return result;
}

export interface CompareManyOptions {
  /** Relative change up to which nothing is called a change. */
  readonly noiseFloor: number;
  /** Parameters in which the sides may differ, because the comparison is about them. */
  readonly ignored: Ignored;
}

/**
 * Compares a baseline with each of several other sides. All tests are one family: their p-values are adjusted together. One
 * result per other side, in their order; measures that do not count are left out.
 */
export function* compareMany(
  baseline: readonly CatalogueMeasure[],
  others: readonly (readonly CatalogueMeasure[])[],
  { noiseFloor, ignored }: CompareManyOptions,
): Steps<ComparisonResult[]> {
  const matched: Matched[] = [];
  for (const other of others) matched.push(yield* matchSides(baseline, other, ignored));
  yield;
  const judged = yield* judge(
    matched.flatMap(({ pairs }) => pairs),
    { noiseFloor, ignored },
  );
  let start = 0;
  const results: ComparisonResult[] = [];
  for (const { pairs, onlyBefore, onlyAfter } of matched) {
    const changes = yield* sortSteps(judged.slice(start, (start += pairs.length)), byInterest);
    const environment = yield* environmentOf(pairs);
    const means = yield* metricMeans({ changes, onlyBefore, onlyAfter });
    results.push({ changes, onlyBefore, onlyAfter, environment, means, noiseFloor });
  }
  return results;
}

function* environmentOf(pairs: readonly Pair[]): Steps<string[]> {
  const found = new Set<string>();
  const differing = ofSameRuns(differingEnvironment);
  for (const [index, { before, after }] of pairs.entries()) {
    for (const key of differing(before, after)) found.add(key);
    if (index % SLICE === SLICE - 1) yield;
  }
  return [...found];
}

/**
 * The verdict of each pair, in the order of the pairs; the p-values of all of them are adjusted to each other. `noiseFloor` is
 * a relative change.
 */
export function judgePairs(pairs: readonly Pair[], noiseFloor: number): Change[] {
  return runToEnd(judge(pairs, { noiseFloor, ignored: NOTHING_IGNORED }));
}

/** So much is tested between two turns of the host, in measures; a pair counts as this many more. */
const SLICE = 1000;
const PER_PAIR = 50;

function* judge(pairs: readonly Pair[], options: CompareManyOptions): Steps<Change[]> {
  const prepared: Prepared[] = [];
  const preparing = new Preparing(options);
  let work = 0;
  for (const pair of pairs) {
    prepared.push(yield* preparing.of(pair));
    work += PER_PAIR + sizeOf(pair);
    if (work < SLICE) continue;
    work = 0;
    yield;
  }
  yield;
  const testable = yield* filterSteps(prepared, ({ differing }) => differing.length === 0);
  const decisions = yield* decideAllSteps(testable.map(({ comparison }) => comparison));
  let at = 0;
  return yield* mapSteps(prepared, (entry) =>
    toChange(entry, entry === testable[at] ? (decisions[at++] ?? null) : null),
  );
}

interface Prepared {
  readonly pair: Pair;
  readonly floorFrom: Change['floorFrom'];
  readonly comparison: Comparison;
  readonly differing: readonly string[];
}

function sizeOf({ before, after }: Pair): number {
  return before.length + after.length;
}

/** Prepares pairs one after the other. */
class Preparing {
  readonly #options: CompareManyOptions;
  readonly #differing = ofSameRuns(differingParameters);
  readonly #history = ofSameRuns(historyOrder);
  readonly #runsBefore = ofSameRuns(runCount);
  readonly #runsAfter = ofSameRuns(runCount);

  constructor(options: CompareManyOptions) {
    this.#options = options;
  }

  *of(pair: Pair): Steps<Prepared> {
    const { noiseFloor, ignored } = this.#options;
    const direction = pair.after[0]?.measure.direction ?? 'none';
    const before = sideOf(pair.before, this.#runsBefore(pair.before));
    const after = sideOf(pair.after, this.#runsAfter(pair.after));
    const own = noiseOf(pair.before, before, this.#history(pair.before));
    if (sizeOf(pair) > SLICE) yield;
    const options = { direction, noiseFloor: Math.max(noiseFloor, own) };
    const comparison = comparePair(pair, before, after, options);
    const differing = this.#differing(pair.before, pair.after).filter((name) => !ignored.has(name));
    return { pair, comparison, differing, floorFrom: own > noiseFloor ? 'history' : 'project' };
  }
}

function toChange({ pair, comparison, differing, floorFrom }: Prepared, decision: Decision | null): Change {
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
    floorFrom,
    differing,
  };
}

function byInterest(a: Change, b: Change): number {
  const size = (change: Change): number => Math.abs(change.comparison.change ?? 0);
  return (RANKS.get(a.verdict) ?? 0) - (RANKS.get(b.verdict) ?? 0) || size(b) - size(a);
}

const RANKS: ReadonlyMap<Verdict, number> = new Map(VERDICTS.map((verdict, rank) => [verdict, rank]));
