import { multiple, niceStep } from '../charts/ticks.ts';
import { quantile } from '../stats/quantile.ts';

/** Bins of a histogram: a value belongs to the bin whose lower edge it is not below; the last edge is in the last bin. */
export interface Bins {
  /** Ascending, one more than there are closed bins; at least two. */
  readonly edges: readonly number[];
  /** Values lie below the first edge: a bin without a lower end comes before the others. */
  readonly isOpenBelow: boolean;
  /** Values lie above the last edge: a bin without an upper end follows the others, and holds that edge. */
  readonly isOpenAbove: boolean;
}

/** Rows of one histogram. */
const MOST_BINS = 30;
/** Values so many interquartile ranges beyond the quartiles share a bin: Tukey's outer fence. */
const FENCE = 3;
/** The next 1, 2 or 5 × 10^k above a width divided by this is about as often above the width as below it. */
const ROUNDING = 1.5;
/** Bins to a power of ten, the widest first: Renard's series, whose numbers are round. */
const PER_DECADE = [1, 2, 5, 10, 20, 40] as const;

/**
 * Equal bins for several sets of values together, as wide as the narrowest of Freedman and Diaconis' widths (1981),
 * 2 · IQR / ∛n, rounded to 1, 2 or 5 × 10^k; what lies beyond Tukey's outer fences of every set is left to an open bin at either end.
 * @param sets each ascending, in the unit in which edges shall be round; at least one value in all
 */
export function linearBins(sets: readonly Float64Array[]): Bins {
  const { low, high, width } = spread(sets);
  const step = niceStep(Math.max(width / ROUNDING, (high - low) / (MOST_BINS - 2), smallestStep(low, high)));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return closed(
    sets,
    Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, step)),
  );
}

/** Bins that grow by equal factors, with edges of Renard's numbers to three digits; null where nothing is positive. */
export function logBins(sets: readonly Float64Array[]): Bins | null {
  const logs = sets.map((values) => values.filter((value) => value > 0).map(Math.log10));
  if (logs.every(({ length }) => length === 0)) return null;
  const { low, high, width } = spread(logs);
  const rough = Math.max(width, (high - low) / (MOST_BINS - 2));
  const per = PER_DECADE.findLast((count) => 1 / count >= rough) ?? 1;
  const edge = (at: number): number => Number((10 ** (at / per)).toPrecision(3));
  let first = Math.floor(low * per);
  let last = Math.max(first + 1, Math.ceil(high * per));
  // Rounded edges may have left the ends outside.
  while (edge(first) > 10 ** low) first--;
  while (edge(last) < 10 ** high) last++;
  return closed(
    sets,
    Array.from({ length: last - first + 1 }, (_, i) => edge(first + i)),
  );
}

interface Spread {
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

function spread(sets: readonly Float64Array[]): Spread {
  let [low, high, width] = [Infinity, -Infinity, Infinity];
  for (const values of sets) {
    const { length } = values;
    if (length === 0) continue;
    const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
    const range = q3 - q1;
    // Where half of the values are equal, the fences would leave out all the others.
    const reach = range === 0 ? Infinity : FENCE * range;
    low = Math.min(low, Math.max(values[0] ?? NaN, q1 - reach));
    high = Math.max(high, Math.min(values[length - 1] ?? NaN, q3 + reach));
    if (range > 0) width = Math.min(width, (2 * range) / Math.cbrt(length));
  }
  return { low, high, width: Number.isFinite(width) ? width : 0 };
}

/** So that equal values, however large, have a bin of some width. */
function smallestStep(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size === 0 ? 1 : size * 1e-6;
}

/** What the edges leave outside is in an open bin: nothing is lost. */
function closed(sets: readonly Float64Array[], edges: readonly number[]): Bins {
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  return {
    edges,
    isOpenBelow: sets.some((values) => (values[0] ?? Infinity) < from),
    isOpenAbove: sets.some((values) => (values.at(-1) ?? -Infinity) > to),
  };
}
