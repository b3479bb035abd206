import { benjaminiHochberg } from './adjust.ts';
import { notEnoughData, type NotEnoughData } from './not-enough-data.ts';
import { coldBy, type ColdBy } from './sweep-cold.ts';
import { parameterTests, type ParameterTest } from './sweep-parameter.ts';
import { inRunOrder, parameterNames, type SweepRow } from './sweep-row.ts';
import type { TestScale } from './test-scale.ts';

export interface ParameterLevel {
  readonly level: string;
  readonly n: number;
  readonly median: number;
  readonly mean: number;
  /**
   * Mean on the tested scale at the same mix of the other parameters for every level, in the unit of the
   * values: a geometric mean on the logarithmic scale. Null where the parameter has no test.
   */
  readonly adjustedMean: number | null;
}

/**
 * Why a parameter is or is not said to move the metric. `no-repeats`: each of its levels has one row only.
 * `aliased`: the rows cannot tell some of its levels from levels of other parameters. `constant`: no value
 * differs once the other parameters are known.
 */
export type EffectReason =
  | 'moves'
  | 'one-level'
  | 'no-repeats'
  | 'aliased'
  | 'constant'
  | 'p-not-below-alpha'
  | 'within-noise-floor'
  | 'confounded-with-order';

export interface ParameterEffect {
  readonly name: string;
  /** On warm rows, in order of first appearance. */
  readonly levels: readonly ParameterLevel[];
  /** `additive`: beside the other parameters; `one-way`: alone. Null where nothing can be tested. */
  readonly test: 'additive' | 'one-way' | null;
  /** Logarithms where all warm values are positive, because what parameters do to a metric multiplies. */
  readonly scale: TestScale;
  /** Null where nothing can be tested; Infinity when levels differ and nothing is left to chance. */
  readonly f: number | null;
  /** Degrees of freedom of the parameter and of the residuals. */
  readonly df: readonly [number, number] | null;
  readonly p: number | null;
  /** Over the parameters of the sweep. */
  readonly adjustedP: number | null;
  /**
   * Partial η² (Cohen 1973), 0 to 1: of the variation on the tested scale that the other parameters leave,
   * the share that this one accounts for. Alone it is the plain η².
   */
  readonly etaSquared: number | null;
  /** Largest less smallest center of the levels, over |center of all warm rows|; null where that is 0. */
  readonly spread: number | null;
  /**
   * The centers: medians, or adjusted means where the warm rows do not mix the other parameters alike into
   * every level.
   */
  readonly spreadOf: 'medians' | 'adjusted-means';
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
 * Which parameters of a sweep move a metric, judged on warm rows: an F test of each parameter beside the
 * others in an additive model (Type II sums of squares; alone where that model leaves nothing to chance),
 * Benjamini-Hochberg over the parameters, and levels that spread beyond the noise floor. A parameter whose levels follow the run order is called confounded and never a cause. `none moves` is a
 * result. Needs three warm rows.
 */
export function analyseSweep(
  rows: readonly SweepRow[],
  options: SweepOptions,
): SweepAnalysis | NotEnoughData {
  const ordered = inRunOrder(rows);
  const warm = ordered.filter((row) => !row.cold);
  if (warm.length < ROWS_NEEDED) return notEnoughData(warm.length, ROWS_NEEDED);
  const tests = parameterTests(warm, parameterNames(ordered));
  const adjusted = benjaminiHochberg(tests.flatMap(({ p }) => (p === null ? [] : [p])));
  let next = 0;
  const parameters = tests.map((entry) =>
    effectOf(entry, entry.p === null ? null : (adjusted[next++] ?? null), options),
  );
  return { parameters, warm: warm.length, cold: ordered.length - warm.length, coldBy: coldBy(ordered) };
}

function effectOf(
  { untestable, ...rest }: ParameterTest,
  adjustedP: number | null,
  options: SweepOptions,
): ParameterEffect {
  const reason = reasonOf({ untestable, ...rest }, adjustedP, options);
  return { ...rest, adjustedP, moves: reason === 'moves', reason };
}

function reasonOf(
  { untestable, spread, confoundedWithOrder }: ParameterTest,
  adjustedP: number | null,
  { noiseFloor, alpha = 0.05 }: SweepOptions,
): EffectReason {
  if (untestable !== null) return untestable;
  if (adjustedP === null || adjustedP >= alpha) return 'p-not-below-alpha';
  if (spread !== null && spread <= noiseFloor) return 'within-noise-floor';
  return confoundedWithOrder ? 'confounded-with-order' : 'moves';
}
