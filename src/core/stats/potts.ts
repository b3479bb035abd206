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
    const tree = new WeightTree(Float64Array.from(values).sort());
    for (let from = 0; from < this.n; from++) {
      tree.clear();
      for (let to = from; to < this.n; to++) {
        const index = this.#index(from, to);
        tree.add(at(ranks, to), at(weights, to), at(weights, to) * at(values, to));
        this.#medians[index] = tree.split();
        this.#distances[index] = tree.distance;
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

/**
 * Weights and weighted values by rank, with sums up to a rank in logarithmic time (Fenwick 1994). A folder asks for millions
 * of splits: what they give is kept in fields, so that none of them makes an object.
 */
class WeightTree {
  /** Σ w·|y − median| of what was split last. */
  distance = 0;
  readonly #sorted: Float64Array;
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;
  /** The largest power of two that is no more than the size. */
  readonly #top: number;
  #totalWeight = 0;
  #totalSum = 0;
  #rank = 0;
  #weightBelow = 0;
  #sumBelow = 0;

  /** @param sorted the values by rank */
  constructor(sorted: Float64Array) {
    this.#sorted = sorted;
    this.#weights = new Float64Array(sorted.length + 1);
    this.#sums = new Float64Array(sorted.length + 1);
    this.#top = 2 ** Math.floor(Math.log2(this.#weights.length));
  }

  clear(): void {
    this.#weights.fill(0);
    this.#sums.fill(0);
    this.#totalWeight = 0;
    this.#totalSum = 0;
  }

  add(rank: number, weight: number, sum: number): void {
    const [weights, sums] = [this.#weights, this.#sums];
    this.#totalWeight += weight;
    this.#totalSum += sum;
    for (let i = rank + 1; i < weights.length; i += i & -i) {
      weights[i] = at(weights, i) + weight;
      sums[i] = at(sums, i) + sum;
    }
  }

  /** The weighted median of what was added. */
  split(): number {
    const half = this.#totalWeight / 2;
    this.#seek(half * (1 - 1e-12));
    const lower = this.#rank;
    this.#seek(half * (1 + 1e-12));
    const median = (at(this.#sorted, lower) + at(this.#sorted, this.#rank)) / 2;
    const [below, sum] = [this.#weightBelow, this.#sumBelow];
    const distance = median * below - sum + (this.#totalSum - sum) - median * (this.#totalWeight - below);
    this.distance = Math.max(0, distance);
    return median;
  }

  /** The rank at which the weights first sum up to more than `target`, and the sums before it. */
  #seek(target: number): void {
    const [weights, sums] = [this.#weights, this.#sums];
    let place = 0;
    let weight = 0;
    let sum = 0;
    for (let step = this.#top; step >= 1; step >>= 1) {
      const next = place + step;
      if (next >= weights.length) continue;
      const more = weight + at(weights, next);
      if (more > target) continue;
      place = next;
      weight = more;
      sum += at(sums, next);
    }
    this.#rank = Math.min(place, weights.length - 2);
    this.#weightBelow = weight;
    this.#sumBelow = sum;
  }
}
