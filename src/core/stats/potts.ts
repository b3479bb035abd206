import { at } from './vector.ts';

/** A stretch of a series that one value stands for: indices from 0, both included. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Weighted median: it minimises the distance. */
  readonly value: number;
  /** Σ w·|y − value| over the stretch. */
  readonly distance: number;
}

/** Medians and distances of every stretch of a series, so that fits with several penalties share them. */
export class StretchDistances {
  readonly n: number;
  readonly #medians: Float64Array;
  readonly #distances: Float64Array;

  /**
   * Takes time n² log n and 8 n² bytes: for series of up to a thousand values.
   * @param weights positive, one per value
   */
  constructor(values: ArrayLike<number>, weights: ArrayLike<number>) {
    this.n = values.length;
    this.#medians = new Float64Array((this.n * (this.n + 1)) / 2);
    this.#distances = new Float64Array(this.#medians.length);
    const ranks = rankOf(values);
    const sorted = Float64Array.from(values).sort();
    for (let from = 0; from < this.n; from++) {
      const tree = new WeightTree(this.n);
      for (let to = from; to < this.n; to++) {
        tree.add(at(ranks, to), at(weights, to), at(weights, to) * at(values, to));
        const { median, distance } = tree.split(sorted);
        this.#medians[this.#index(from, to)] = median;
        this.#distances[this.#index(from, to)] = distance;
      }
    }
  }

  /** Σ w·|y − median| of a stretch. */
  distance(from: number, to: number): number {
    return at(this.#distances, this.#index(from, to));
  }

  segment(from: number, to: number): Segment {
    const index = this.#index(from, to);
    return { from, to, value: at(this.#medians, index), distance: at(this.#distances, index) };
  }

  #index(from: number, to: number): number {
    return (to * (to + 1)) / 2 + from;
  }
}

/**
 * The piecewise constant fit that minimises γ · segments + Σ wᵢ·|yᵢ − xᵢ|, exactly, by dynamic programming over the end of the
 * last segment (Friedrich, Kempe, Liebscher & Winkler 2008, the Potts functional with an L1 distance).
 * @param gamma cost of a segment, in the unit of the values times that of the weights; not negative
 * @param shortest least length of a segment; a series shorter than it is one segment
 */
export function fitPotts(stretches: StretchDistances, gamma: number, shortest: number): Segment[] {
  const { n } = stretches;
  if (n === 0) return [];
  const cost = new Float64Array(n + 1).fill(Infinity);
  const start = new Int32Array(n + 1).fill(-1);
  cost[0] = 0;
  for (let end = Math.min(shortest, n); end <= n; end++) {
    for (let from = 0; from === 0 || from <= end - shortest; from++) {
      const total = at(cost, from) + gamma + stretches.distance(from, end - 1);
      if (total < at(cost, end)) {
        cost[end] = total;
        start[end] = from;
      }
    }
  }
  const segments: Segment[] = [];
  for (let end = n; end > 0; end = at(start, end))
    segments.unshift(stretches.segment(at(start, end), end - 1));
  return segments;
}

/** Place of each value in ascending order; equal values by their index. */
function rankOf(values: ArrayLike<number>): Int32Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => at(values, a) - at(values, b) || a - b,
  );
  const ranks = new Int32Array(values.length);
  order.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

/** Weights and weighted values by rank, with sums up to a rank in logarithmic time (Fenwick 1994). */
class WeightTree {
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;
  #totalWeight = 0;
  #totalSum = 0;

  constructor(size: number) {
    this.#weights = new Float64Array(size + 1);
    this.#sums = new Float64Array(size + 1);
  }

  add(rank: number, weight: number, sum: number): void {
    this.#totalWeight += weight;
    this.#totalSum += sum;
    for (let i = rank + 1; i < this.#weights.length; i += i & -i) {
      this.#weights[i] = at(this.#weights, i) + weight;
      this.#sums[i] = at(this.#sums, i) + sum;
    }
  }

  /** The weighted median of what was added, and Σ w·|y − median|. */
  split(sorted: Float64Array): { median: number; distance: number } {
    const half = this.#totalWeight / 2;
    const lower = this.#rankAt(half * (1 - 1e-12));
    const upper = this.#rankAt(half * (1 + 1e-12));
    const median = (at(sorted, lower.rank) + at(sorted, upper.rank)) / 2;
    const below = upper.weight;
    const distance =
      median * below - upper.sum + (this.#totalSum - upper.sum) - median * (this.#totalWeight - below);
    return { median, distance: Math.max(0, distance) };
  }

  /** The rank at which the weights first sum up to more than `target`, and the sums before it. */
  #rankAt(target: number): { rank: number; weight: number; sum: number } {
    let place = 0;
    let weight = 0;
    let sum = 0;
    for (let step = 2 ** Math.floor(Math.log2(this.#weights.length)); step >= 1; step /= 2) {
      const next = place + step;
      if (next < this.#weights.length && weight + at(this.#weights, next) <= target) {
        place = next;
        weight += at(this.#weights, next);
        sum += at(this.#sums, next);
      }
    }
    return { rank: Math.min(place, this.#weights.length - 2), weight, sum };
  }
}
