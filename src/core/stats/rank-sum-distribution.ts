import { at } from './vector.ts';

/**
 * How often each sum occurs when `choose` of the ranks are drawn, over all equally likely draws: the
 * permutation distribution of a rank sum, with ties or without.
 */
export interface RankSumDistribution {
  /** counts[i] draws have the sum lowest + i. */
  readonly counts: Float64Array;
  readonly lowest: number;
  readonly total: number;
}

/**
 * The exact distribution by dynamic programming over the ranks (Streitberg & Röhmel 1986, the shift
 * algorithm): row j holds the sums of j ranks; each further rank adds row j - 1, shifted by itself, to row j.
 * Counts past 2^53 are rounded, each to about 16 digits. Time is ranks * choose * range of sums.
 * @param ranks whole numbers, ascending (midranks come doubled)
 * @param choose 1 to ranks.length
 */
export function rankSumDistribution(ranks: Int32Array, choose: number): RankSumDistribution {
  const prefix = prefixSums(ranks);
  const rows = emptyRows(prefix, choose);
  for (let i = 0; i < ranks.length; i++) {
    for (let j = Math.min(choose, i + 1); j >= 1; j--)
      addRank(rows, prefix, { rank: at(ranks, i), seen: i, size: j });
  }
  const counts = rows[choose] ?? new Float64Array(0);
  let total = 0;
  for (const count of counts) total += count;
  return { counts, lowest: at(prefix, choose), total };
}

/** Distributions of so many sizes are kept: a comparison asks for the same few again and again. */
const MOST_KEPT = 64;
const kept = new Map<string, RankSumDistribution>();

/** The distribution of the rank sum of n values among n + m without ties. */
export function untiedDistribution(n: number, m: number): RankSumDistribution {
  const key = `${String(n)}:${String(m)}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = rankSumDistribution(
    Int32Array.from({ length: n + m }, (_, i) => i + 1),
    n,
  );
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, made);
  return made;
}

/** P(sum <= s) and P(sum >= s). */
export function tailsAt(
  distribution: RankSumDistribution,
  sum: number,
): { readonly lower: number; readonly upper: number } {
  const { counts, lowest, total } = distribution;
  let lower = 0;
  let upper = 0;
  counts.forEach((count, i) => {
    if (lowest + i <= sum) lower += count;
    if (lowest + i >= sum) upper += count;
  });
  return { lower: lower / total, upper: upper / total };
}

function prefixSums(ranks: Int32Array): Float64Array {
  const prefix = new Float64Array(ranks.length + 1);
  ranks.forEach((rank, i) => {
    prefix[i + 1] = at(prefix, i) + rank;
  });
  return prefix;
}

/**
 * Row j reaches from the sum of the j smallest ranks to that of the j largest; the empty draw has the sum 0
 * once.
 */
function emptyRows(prefix: Float64Array, choose: number): Float64Array[] {
  const n = prefix.length - 1;
  const rows: Float64Array[] = [];
  for (let j = 0; j <= choose; j++) {
    rows.push(new Float64Array(at(prefix, n) - at(prefix, n - j) - at(prefix, j) + 1));
  }
  rows[0]?.fill(1);
  return rows;
}

/** Adds to the draws of `size` those that take this rank after `size - 1` of the `seen` ranks before it. */
function addRank(
  rows: readonly Float64Array[],
  prefix: Float64Array,
  { rank, seen, size }: { readonly rank: number; readonly seen: number; readonly size: number },
): void {
  const from = rows[size - 1];
  const to = rows[size];
  if (from === undefined || to === undefined) return;
  const lowestBefore = at(prefix, size - 1);
  const highestBefore = at(prefix, seen) - at(prefix, seen - size + 1);
  const shift = lowestBefore + rank - at(prefix, size);
  for (let s = 0; s <= highestBefore - lowestBefore; s++) {
    to[s + shift] = (to[s + shift] ?? 0) + (from[s] ?? 0);
  }
}
