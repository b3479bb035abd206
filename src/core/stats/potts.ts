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

/**
 * Medians and distances of every stretch of a series, so that fits with several penalties share them. A folder has thousands
 * of series: this file reads its typed arrays in place, since `at` sees arrays of all kinds and cannot be fast for one.
 */
export class StretchDistances {
  readonly n: number;
  /** Σ w·|y − median| of each stretch: those that end at 0, then those that end at 1…, each by its start. */
  readonly distances: Float64Array;
  readonly #medians: Float64Array;

  /**
   * Takes time n² log n and 8 n² bytes: for series of up to a thousand values.
   * @param weights positive, one per value
   */
  constructor(values: ArrayLike<number>, weights: ArrayLike<number>) {
    const n = values.length;
    const medians = new Float64Array((n * (n + 1)) / 2);
    const distances = new Float64Array(medians.length);
    const [y, w] = [new Float64Array(values), new Float64Array(weights)];
    const ranks = rankOf(y);
    const tree = new WeightTree(y.slice().sort());
    for (let from = 0; from < n; from++) {
      tree.clear();
      for (let to = from; to < n; to++) {
        const weight = w[to] ?? NaN;
        tree.add(ranks[to] ?? NaN, weight, weight * (y[to] ?? NaN));
        const index = indexOf(from, to);
        medians[index] = tree.split();
        distances[index] = tree.distance;
      }
    }
    this.n = n;
    this.distances = distances;
    this.#medians = medians;
  }

  /** Σ w·|y − median| of a stretch. */
  distance(from: number, to: number): number {
    return at(this.distances, indexOf(from, to));
  }

  segment(from: number, to: number): Segment {
    const index = indexOf(from, to);
    return { from, to, value: at(this.#medians, index), distance: at(this.distances, index) };
  }
}

/** Where the stretches that end at `to` begin, and the place among them. */
function indexOf(from: number, to: number): number {
  return (to * (to + 1)) / 2 + from;
}

/**
 * The piecewise constant fits that minimise γ · segments + Σ wᵢ·|yᵢ − xᵢ|, exactly, by dynamic programming over the end of the
 * last segment (Friedrich, Kempe, Liebscher & Winkler 2008, the Potts functional with an L1 distance). γ is the cost of a
 * segment, in the unit of the values times that of the weights; not negative.
 */
export class PottsFits {
  readonly #stretches: StretchDistances;
  readonly #shortest: number;
  /** Of the first so many values, by their number: the least cost, and where the last segment starts. */
  readonly #costs: Float64Array;
  readonly #starts: Int32Array;

  /** @param shortest least length of a segment; a series shorter than it is one segment */
  constructor(stretches: StretchDistances, shortest: number) {
    this.#stretches = stretches;
    this.#shortest = shortest;
    this.#costs = new Float64Array(stretches.n + 1);
    this.#starts = new Int32Array(stretches.n + 1);
  }

  fit(gamma: number): Segment[] {
    this.#solve(gamma);
    const segments: Segment[] = [];
    for (let end = this.#stretches.n; end > 0;) {
      const from = this.#starts[end] ?? NaN;
      segments.unshift(this.#stretches.segment(from, end - 1));
      end = from;
    }
    return segments;
  }

  /** How many segments the fit has. Never fewer with a smaller penalty: each segment that is added must be worth it. */
  count(gamma: number): number {
    this.#solve(gamma);
    let count = 0;
    for (let end = this.#stretches.n; end > 0; end = this.#starts[end] ?? NaN) count++;
    return count;
  }

  #solve(gamma: number): void {
    const [costs, starts, shortest] = [this.#costs, this.#starts, this.#shortest];
    const { n, distances } = this.#stretches;
    costs.fill(Infinity);
    starts.fill(-1);
    costs[0] = 0;
    for (let end = Math.min(shortest, n); end <= n; end++) {
      const row = indexOf(0, end - 1);
      const last = Math.max(0, end - shortest);
      let least = Infinity;
      let start = -1;
      for (let from = 0; from <= last; from++) {
        const total = (costs[from] ?? NaN) + gamma + (distances[row + from] ?? NaN);
        if (total < least) {
          least = total;
          start = from;
        }
      }
      costs[end] = least;
      starts[end] = start;
    }
  }
}

/** Place of each value in ascending order; equal values by their index. */
function rankOf(values: Float64Array): Int32Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? NaN) - (values[b] ?? NaN) || a - b,
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
      weights[i] = (weights[i] ?? NaN) + weight;
      sums[i] = (sums[i] ?? NaN) + sum;
    }
  }

  /** The weighted median of what was added. */
  split(): number {
    const total = this.#totalWeight;
    const least = (total / 2) * (1 - 1e-12);
    this.#seek((total / 2) * (1 + 1e-12));
    const upper = this.#rank;
    const below = this.#weightBelow;
    const sum = this.#sumBelow;
    // Only where the weights below are half of all, another value is the lower one of the two in the middle.
    if (below > least) this.#seek(least);
    const median = ((this.#sorted[this.#rank] ?? NaN) + (this.#sorted[upper] ?? NaN)) / 2;
    const distance = median * below - sum + (this.#totalSum - sum) - median * (total - below);
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
      const more = weight + (weights[next] ?? NaN);
      if (more > target) continue;
      place = next;
      weight = more;
      sum += sums[next] ?? NaN;
    }
    this.#rank = Math.min(place, weights.length - 2);
    this.#weightBelow = weight;
    this.#sumBelow = sum;
  }
}
