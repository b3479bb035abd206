import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { geometricMean } from './summary.ts';

/** One number for many benchmarks, with the set that it stands for. */
export interface GeometricMeanOfRatios {
  /** after / before: 1.1 is 10 % more. */
  readonly ratio: number;
  /** How many benchmarks it is over. */
  readonly n: number;
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** On both sides, but without a ratio, since a value is 0 or negative. */
  readonly notPositive: readonly string[];
}

/**
 * Geometric mean of after / before over the benchmarks that both sides have (Fleming & Wallace 1986); a
 * benchmark that one side lacks is listed and not counted, so that a missing one cannot move the result.
 * Lists keep the order of the maps.
 */
export function geometricMeanOfRatios(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): GeometricMeanOfRatios | NotEnoughData {
  const ratios: number[] = [];
  const onlyBefore: string[] = [];
  const notPositive: string[] = [];
  for (const [name, old] of before) {
    const value = after.get(name);
    if (value === undefined) onlyBefore.push(name);
    else if (old > 0 && value > 0) ratios.push(value / old);
    else notPositive.push(name);
  }
  const onlyAfter = [...after.keys()].filter((name) => !before.has(name));
  const ratio = geometricMean(ratios);
  if (typeof ratio !== 'number') return notEnoughData(0, 1);
  return { ratio, n: ratios.length, onlyBefore, onlyAfter, notPositive };
}
