import type { Scale } from './scale.ts';
import type { ChartInterval } from './spec.ts';

/** Both ends of an interval as fractions of an axis; an end without a place on it lies at the edge. */
export interface IntervalEnds {
  readonly low: number;
  readonly high: number;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
}

/** Null where there is no interval to draw. */
export function intervalEnds(interval: ChartInterval | null, scale: Scale): IntervalEnds | null {
  if (interval === null || Number.isNaN(interval.low) || Number.isNaN(interval.high)) return null;
  const low = scale.at(interval.low);
  const high = scale.at(interval.high);
  if (low === null && high === null) return null;
  return { low: low ?? 0, high: high ?? 1, hasLow: low !== null, hasHigh: high !== null };
}
