import { cholesky, solve } from './cholesky.ts';
import { levelMeans, levelSizes, type Factor } from './factor.ts';
import { at } from './vector.ts';

/** Least squares fit of a value per row by the sum of one effect per factor. */
export interface AdditiveFit {
  readonly residuals: Float64Array;
  /** Rows less residual degrees of freedom; the constant counts as one. */
  readonly rank: number;
  /**
   * Effect of each level, in the order of the factors. Their origins are arbitrary, and so are effects that
   * the design cannot tell apart.
   */
  readonly effects: readonly Float64Array[];
}

/** Size of the matrix that a fit decomposes. The factor with the most levels needs no columns. */
export function columnsNeeded(factors: readonly Factor[]): number {
  const free = factors.map(({ levels }) => levels - 1);
  return free.reduce((sum, count) => sum + count, 0) - Math.max(0, ...free);
}

/**
 * The additive main-effects model, by normal equations on dummy codes with one step of iterative refinement
 * (Björck 1996, Numerical Methods for Least Squares Problems, 6.6). The factor with the most levels is swept
 * out first as group means (Frisch & Waugh 1933), so its levels cost no columns. Takes n × columns² time at
 * most.
 * @param values finite
 */
export function fitAdditive(values: Float64Array, factors: readonly Factor[]): AdditiveFit {
  const [largest, ...others] = [...factors].sort((a, b) => b.levels - a.levels);
  const groups = largest ?? { codes: new Int32Array(values.length), levels: Math.min(1, values.length) };
  const columns = columnsOf(others);
  const decomposed = cholesky(crossProducts(columns, groups), columns.count);
  const coefficients = new Float64Array(columns.count);
  let residuals = withoutMeans(values, groups);
  for (let pass = 0; pass < 2; pass++) {
    const step = solve(decomposed, columnSums(columns, residuals));
    for (const [j, change] of step.entries()) coefficients[j] = at(coefficients, j) + change;
    residuals = withoutMeans(withoutColumns(values, columns, coefficients), groups);
  }
  const groupEffects = levelMeans(groups, withoutColumns(values, columns, coefficients));
  const effects = factors.map((factor) => {
    const index = others.indexOf(factor);
    return index < 0 ? groupEffects : effectsOf(factor, coefficients, at(columns.offsets, index));
  });
  return { residuals, rank: groups.levels + decomposed.rank, effects };
}

/** Dummy codes: each level but the first of each factor has a column. */
interface Columns {
  readonly count: number;
  readonly offsets: readonly number[];
  /** For each row the columns that are 1. */
  readonly ofRow: readonly (readonly number[])[];
}

function columnsOf(factors: readonly Factor[]): Columns {
  const offsets: number[] = [];
  let count = 0;
  for (const { levels } of factors) {
    offsets.push(count);
    count += levels - 1;
  }
  const rows = factors[0]?.codes.length ?? 0;
  const ofRow = Array.from({ length: rows }, (_, row) =>
    factors.flatMap(({ codes }, f) => {
      const code = at(codes, row);
      return code === 0 ? [] : [at(offsets, f) + code - 1];
    }),
  );
  return { count, offsets, ofRow };
}

/** Sums of squares and products of the columns around their means within the groups. */
function crossProducts({ count, ofRow }: Columns, groups: Factor): Float64Array {
  const matrix = new Float64Array(count * count);
  const inGroup = Array.from({ length: groups.levels }, () => new Map<number, number>());
  for (const [row, own] of ofRow.entries()) {
    const sums = inGroup[at(groups.codes, row)];
    for (const i of own) {
      for (const j of own) matrix[i * count + j] = at(matrix, i * count + j) + 1;
      sums?.set(i, (sums.get(i) ?? 0) + 1);
    }
  }
  const sizes = levelSizes(groups);
  for (const [group, sums] of inGroup.entries()) {
    for (const [i, a] of sums) {
      for (const [j, b] of sums) {
        matrix[i * count + j] = at(matrix, i * count + j) - (a * b) / at(sizes, group);
      }
    }
  }
  return matrix;
}

function columnSums({ count, ofRow }: Columns, values: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  for (const [row, own] of ofRow.entries()) {
    for (const j of own) sums[j] = at(sums, j) + at(values, row);
  }
  return sums;
}

function withoutColumns(values: Float64Array, { ofRow }: Columns, coefficients: Float64Array): Float64Array {
  return values.map((value, row) =>
    (ofRow[row] ?? []).reduce((rest, j) => rest - at(coefficients, j), value),
  );
}

function withoutMeans(values: Float64Array, groups: Factor): Float64Array {
  const means = levelMeans(groups, values);
  return values.map((value, row) => value - at(means, at(groups.codes, row)));
}

function effectsOf({ levels }: Factor, coefficients: Float64Array, offset: number): Float64Array {
  return Float64Array.from({ length: levels }, (_, level) =>
    level === 0 ? 0 : at(coefficients, offset + level - 1),
  );
}
