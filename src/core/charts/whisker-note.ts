import { formatPercent } from '../format/quantity.ts';
import type { ChartInterval } from './spec.ts';

/** An interval that is drawn, and what it is of. */
export interface Whisker {
  readonly of: string;
  readonly interval: ChartInterval | null;
}

/** "Whiskers: 95 % interval of the mean.", of all kinds that are drawn; none where nothing has an interval. */
export function whiskerNotes(whiskers: Iterable<Whisker>): string[] {
  const kinds = new Set<string>();
  for (const { of, interval } of whiskers) {
    if (interval === null) continue;
    const { level } = interval;
    kinds.add(
      `${level === null ? '' : `${formatPercent(level, { digits: digitsOf(level) })} `}interval of the ${of}`,
    );
  }
  return kinds.size === 0 ? [] : [`Whiskers: ${[...kinds].join(', or ')}.`];
}

/** 95, 99.9: as many as the level has, up to two. */
function digitsOf(level: number): number {
  const percent = level * 100;
  return [0, 1].find((digits) => Math.abs(percent - Number(percent.toFixed(digits))) < 1e-9) ?? 2;
}
