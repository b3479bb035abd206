import { at } from './vector.ts';

/**
 * Share of its diagonal element, or of one row where that is more, below which a pivot is rounding error. The
 * matrices here hold counts of rows, so a column that is not a combination of the others leaves far more.
 */
const NEGLIGIBLE = 1e-10;

/** A positive semidefinite matrix as L Lᵀ over its linearly independent columns. */
export interface Cholesky {
  readonly size: number;
  /** Lower triangle, row by row; the column of a dependent column is 0. */
  readonly lower: Float64Array;
  readonly rank: number;
}

/**
 * Cholesky decomposition that leaves out each column that depends on earlier ones (Golub & Van Loan 2013, 4.2).
 * @param matrix symmetric and positive semidefinite, size × size, row by row
 */
export function cholesky(matrix: Float64Array, size: number): Cholesky {
  const lower = new Float64Array(size * size);
  let rank = 0;
  for (let j = 0; j < size; j++) {
    const diagonal = at(matrix, j * size + j);
    const pivot = diagonal - rowProduct(lower, j * size, j * size, j);
    if (!(pivot > NEGLIGIBLE * Math.max(1, diagonal))) continue;
    rank++;
    const root = Math.sqrt(pivot);
    lower[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      lower[i * size + j] = (at(matrix, i * size + j) - rowProduct(lower, i * size, j * size, j)) / root;
    }
  }
  return { size, lower, rank };
}

function rowProduct(lower: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += at(lower, a + k) * at(lower, b + k);
  return sum;
}

/** A solution of L Lᵀ x = right that is 0 in the columns that were left out. */
export function solve({ size, lower }: Cholesky, right: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const pivot = at(lower, j * size + j);
    if (pivot === 0) continue;
    let rest = at(right, j);
    for (let k = 0; k < j; k++) rest -= at(lower, j * size + k) * at(x, k);
    x[j] = rest / pivot;
  }
  for (let j = size - 1; j >= 0; j--) {
    const pivot = at(lower, j * size + j);
    if (pivot === 0) continue;
    let rest = at(x, j);
    for (let k = j + 1; k < size; k++) rest -= at(lower, k * size + j) * at(x, k);
    x[j] = rest / pivot;
  }
  return x;
}
