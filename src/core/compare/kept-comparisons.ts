import type { Measure } from '../model/measure.ts';
import type { Side } from '../stats/side.ts';
import { compareSides, type CompareOptions, type Comparison } from '../stats/verdict.ts';
import type { Pair } from './match.ts';

/** A comparison with all that it was made from. */
interface Compared {
  readonly before: Side;
  readonly after: Side;
  readonly options: CompareOptions;
  readonly comparison: Comparison;
}

/** By the first measure of each side: one of them at least stays when a run changes, comes or goes. */
const compared = new WeakMap<Measure, Compared>();

/**
 * Tests the two sides of a pair, or takes the test of the same numbers that was made before. When something changes, most
 * sides hold what they held, and testing takes longer than to compare their numbers.
 */
export function comparePair(
  { before: [first], after: [second] }: Pair,
  before: Side,
  after: Side,
  options: CompareOptions,
): Comparison {
  const measures = [second, first].flatMap((entry) => entry?.measure ?? []);
  const asked = { before, after, options };
  const known = measures
    .map((measure) => compared.get(measure))
    .find((one) => one !== undefined && isSame(one, asked));
  const found = known ?? { ...asked, comparison: compareSides(before, after, options) };
  // Two numbers are compared faster than they are looked up.
  if (found.comparison.test !== null)
    for (const measure of measures) if (compared.get(measure) !== found) compared.set(measure, found);
  return found.comparison;
}

function isSame(one: Compared, other: Omit<Compared, 'comparison'>): boolean {
  return (
    one.options.noiseFloor === other.options.noiseFloor &&
    one.options.direction === other.options.direction &&
    areAlike(one.before, other.before) &&
    areAlike(one.after, other.after)
  );
}

function areAlike(one: Side, other: Side): boolean {
  return (
    one.runs === other.runs &&
    Object.is(one.value, other.value) &&
    areEqual(one.samples, other.samples) &&
    areEqual(summaryNumbers(one), summaryNumbers(other))
  );
}

function summaryNumbers({ summary }: Side): readonly number[] | null {
  return summary === null ? null : [summary.n, summary.mean, summary.stddev];
}

function areEqual(one: ArrayLike<number> | null, other: ArrayLike<number> | null): boolean {
  if (one === other) return true;
  if (one === null || one.length !== other?.length) return false;
  for (let index = 0; index < one.length; index++) if (!Object.is(one[index], other[index])) return false;
  return true;
}
