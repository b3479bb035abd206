import { mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import { benjaminiHochberg } from './adjust.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { relativeChange } from './relative-change.ts';
import { countOf, type Side } from './side.ts';
import { samplesNeeded } from './two-groups.ts';

/**
 * What a comparison comes to. `changed`: moved, in a metric without a better direction.
 * `differs-one-run-each`: moved between two single runs, whose samples are not independent of their run.
 * `not-comparable`: the configurations differ, which the caller finds before any test.
 */
export type Verdict =
  | 'improved'
  | 'regressed'
  | 'changed'
  | 'no-change'
  | 'differs-one-run-each'
  | 'not-enough-samples'
  | 'not-testable'
  | 'not-comparable';

export type Direction = 'higher' | 'lower' | 'none';

export interface CompareOptions {
  /** Which way is better. */
  readonly direction: Direction;
  /** Relative changes up to this one mean nothing: 0.01 is 1 %. */
  readonly noiseFloor: number;
  /** Significance, 0.05 unless said. */
  readonly alpha?: number;
  /** Level of the interval, 1 - alpha unless said. */
  readonly level?: number;
}

/** One metric of two sides, before the p-values of the whole comparison are adjusted to each other. */
export interface Comparison extends Evidence {
  /** after / before - 1; null where before is 0 or a side has no number. */
  readonly change: number | null;
  /** Values behind each side. */
  readonly n: { readonly before: number; readonly after: number };
  readonly runs: { readonly before: number; readonly after: number };
  readonly direction: Direction;
  readonly noiseFloor: number;
  readonly alpha: number;
  readonly level: number;
}

/** Why the verdict is what it is, for the sentence that says so. */
export type Because =
  | 'no-number'
  | 'one-value-on-a-side'
  | 'one-run-on-a-side'
  | 'test-cannot-reach-alpha'
  | 'interval-cannot-reach-level'
  | 'fewer-than-four-runs'
  | 'too-few-for-so-many-metrics'
  | 'p-not-below-alpha'
  | 'within-noise-floor'
  | 'beyond-noise-floor';

export interface Decision {
  readonly verdict: Verdict;
  readonly because: Because;
  readonly adjustedP: number | null;
  /** Where more would help: how many a side, and of what. */
  readonly need: { readonly samples: number; readonly of: 'runs' | 'samples' } | null;
}

/** Independent runs a side below which nothing is called improved or regressed. */
const RUNS_NEEDED = 4;

/** Tests two sides; the verdict waits for the adjusted p, see `decide` and `decideAll`. */
export function compareSides(before: Side, after: Side, options: CompareOptions): Comparison {
  const alpha = options.alpha ?? 0.05;
  const level = options.level ?? 1 - alpha;
  const evidence = evidenceOf(before, after, level);
  return {
    ...evidence,
    change:
      evidence.before === null || evidence.after === null
        ? null
        : relativeChange(evidence.before, evidence.after),
    n: { before: countOf(before), after: countOf(after) },
    runs: { before: before.runs, after: after.runs },
    direction: options.direction,
    noiseFloor: options.noiseFloor,
    alpha,
    level,
  };
}

/**
 * The verdicts of a whole comparison, p-values adjusted by Benjamini-Hochberg. Tests that so few values could
 * never decide stay outside the family: they are answered by n alone, whatever their values (Tarone 1990).
 */
export function decideAll(comparisons: readonly Comparison[]): Decision[] {
  return runToEnd(decideAllSteps(comparisons));
}

/** The same in slices. */
export function* decideAllSteps(comparisons: readonly Comparison[]): Steps<Decision[]> {
  const family: { readonly index: number; readonly p: number }[] = [];
  for (const [index, comparison] of comparisons.entries()) {
    if (comparison.p !== null && refusal(comparison) === null) family.push({ index, p: comparison.p });
    if (index % SLICE === SLICE - 1) yield;
  }
  const adjusted = benjaminiHochberg(family.map(({ p }) => p));
  const byIndex = new Map(family.map(({ index }, position) => [index, adjusted[position] ?? null]));
  yield;
  return yield* mapSteps(
    comparisons.entries(),
    ([index, comparison]) => decide(comparison, byIndex.get(index) ?? null),
    SLICE,
  );
}

/** So many comparisons are decided between two turns of the host. */
const SLICE = 100;

/**
 * The verdict: moved when the adjusted p is below alpha and the whole interval of the change lies beyond the
 * noise floor (the rule of criterion.rs, "Analysis Process: Comparison"), and named by the metric's direction
 * when both sides have at least four independent runs.
 * @param adjustedP over the whole comparison; null stands for the comparison's own p
 */
export function decide(comparison: Comparison, adjustedP: number | null): Decision {
  const p = adjustedP ?? comparison.p ?? 1;
  return refusal(comparison) ?? { ...judged(comparison, p), adjustedP: p };
}

type Judgement = Omit<Decision, 'adjustedP'>;

function judged(comparison: Comparison, p: number): Judgement {
  const side = sideOfNoise(comparison);
  if (p >= comparison.alpha)
    return side === 0 ? notSignificant() : (crowdedOut(comparison, p) ?? notSignificant());
  if (side === 0) return { verdict: 'no-change', because: 'within-noise-floor', need: null };
  return { verdict: nameOf(comparison, side), because: 'beyond-noise-floor', need: null };
}

function notSignificant(): Judgement {
  return { verdict: 'no-change', because: 'p-not-below-alpha', need: null };
}

/** A p as small as n allows, that only the many other metrics of the comparison lift above alpha. */
function crowdedOut(comparison: Comparison, adjustedP: number): Judgement | null {
  const { p, alpha, smallestP } = comparison;
  if (p === null || smallestP === null || p >= alpha || p > smallestP * (1 + 1e-9)) return null;
  const samples = samplesNeeded((alpha * p) / adjustedP);
  return {
    verdict: 'not-enough-samples',
    because: 'too-few-for-so-many-metrics',
    need: { samples, of: severalRuns(comparison) ? 'runs' : 'samples' },
  };
}

/** The answer that n gives alone, before any p; null where the test may speak. */
function refusal(comparison: Comparison): Decision | null {
  const { alpha, before, after, runs, n } = comparison;
  if (before === null || after === null) return refused('not-testable', 'no-number', null);
  const runsNeeded = Math.max(RUNS_NEEDED, samplesNeeded(alpha));
  const moreRuns = { samples: runsNeeded, of: 'runs' } as const;
  if (runs.before > 1 !== runs.after > 1) return refused('not-testable', 'one-run-on-a-side', moreRuns);
  if (comparison.test === null) return refused('not-testable', 'one-value-on-a-side', moreRuns);
  const several = severalRuns(comparison);
  if (several && Math.min(runs.before, runs.after, n.before, n.after) < RUNS_NEEDED) {
    return refused('not-enough-samples', 'fewer-than-four-runs', moreRuns);
  }
  return beyondReach(comparison, several ? 'runs' : 'samples');
}

function beyondReach(
  { smallestP, alpha, level, interval }: Comparison,
  of: 'runs' | 'samples',
): Decision | null {
  if (smallestP === null) return null;
  if (smallestP >= alpha) {
    return refused('not-enough-samples', 'test-cannot-reach-alpha', { samples: samplesNeeded(alpha), of });
  }
  if (interval !== null) return null;
  return refused('not-enough-samples', 'interval-cannot-reach-level', {
    samples: samplesNeeded(1 - level),
    of,
  });
}

function refused(verdict: Verdict, because: Because, need: Decision['need']): Decision {
  return { verdict, because, adjustedP: null, need };
}

function severalRuns({ runs }: Comparison): boolean {
  return runs.before > 1 && runs.after > 1;
}

/**
 * 1 or -1 when the whole interval of the change is above or below the noise floor, 0 otherwise. Where before
 * is 0 there is no relative change: then any shift beyond 0 counts.
 */
function sideOfNoise({ interval, noiseFloor }: Comparison): -1 | 0 | 1 {
  if (interval === null) return 0;
  const floor = interval.of === 'ratio' ? noiseFloor : 0;
  if (interval.low > floor) return 1;
  return interval.high < -floor ? -1 : 0;
}

function nameOf(comparison: Comparison, side: -1 | 1): Verdict {
  if (!severalRuns(comparison)) return 'differs-one-run-each';
  if (comparison.direction === 'none') return 'changed';
  return (comparison.direction === 'higher') === (side === 1) ? 'improved' : 'regressed';
}
