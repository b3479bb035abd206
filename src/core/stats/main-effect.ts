import { fitAdditive, type AdditiveFit } from './additive.ts';
import { fUpperTail } from './distributions.ts';
import type { Factor } from './factor.ts';
import { at, compensatedSum } from './vector.ts';

/** F test of one factor in an additive model. */
export interface MainEffect {
  /** Infinity when the levels differ and nothing is left to chance. */
  readonly f: number;
  readonly p: number;
  /** Of the factor and of the residuals. */
  readonly df: readonly [number, number];
  /** Partial η² (Cohen 1973): the factor's sum of squares over itself plus the residual one, 0 to 1. */
  readonly etaSquared: number;
  /** Mean of each level at the same mix of the levels of the other factors: that of all rows. */
  readonly adjustedMeans: Float64Array;
}

/**
 * Why there is no test. `no-residual-freedom`: the model fits every design like this one. `aliased`: some
 * levels of the factor cannot be told from levels of the others. `constant`: the factor explains nothing, and
 * nothing is left to chance.
 */
export type Untestable = 'no-residual-freedom' | 'aliased' | 'constant';

/** Rounding errors of a value that its residual may hold. */
const ROUNDINGS = 64;

/**
 * What a factor explains beyond the others: F test on Type II sums of squares, the residual sum of squares
 * of the additive model without the factor against that of the full one (Yates 1934; Langsrud 2003, "ANOVA
 * for unbalanced data: Use Type II instead of Type III sums of squares"). Without others this is the one-way
 * test (Fisher 1925).
 * @param values finite, one per row
 * @param resolution rounding error of one value, in its unit; squares of a few of it are taken for 0
 */
export function mainEffect(
  values: Float64Array,
  factor: Factor,
  others: readonly Factor[],
  resolution: number,
): MainEffect | Untestable {
  const full = fitAdditive(values, [factor, ...others]);
  const reduced = fitAdditive(values, others);
  const within = values.length - full.rank;
  const between = full.rank - reduced.rank;
  if (within < 1) return 'no-residual-freedom';
  if (between < 1 || between < factor.levels - 1) return 'aliased';
  const least = values.length * (ROUNDINGS * resolution) ** 2;
  const left = squares(full.residuals, least);
  // Fits are nested, so their difference has the square that the two sums differ by, without cancellation.
  const explained = squares(
    reduced.residuals.map((residual, row) => residual - at(full.residuals, row)),
    least,
  );
  if (!(left + explained > 0)) return 'constant';
  const f = explained / between / (left / within);
  return {
    f,
    p: fUpperTail(f, between, within),
    df: [between, within],
    etaSquared: explained / (explained + left),
    adjustedMeans: adjustedMeans(full, others),
  };
}

function squares(values: Float64Array, least: number): number {
  const sum = compensatedSum(values.length, (i) => at(values, i) ** 2);
  return sum > least ? sum : 0;
}

/** @param fit its first factor is the one whose means are asked for */
function adjustedMeans({ effects }: AdditiveFit, others: readonly Factor[]): Float64Array {
  const [own = new Float64Array(), ...rest] = effects;
  let shift = 0;
  for (const [index, effect] of rest.entries()) {
    const codes = others[index]?.codes ?? new Int32Array();
    shift += compensatedSum(codes.length, (row) => at(effect, at(codes, row))) / codes.length;
  }
  return own.map((value) => value + shift);
}
