import { medianInterval, type Interval } from './interval.ts';
import { medianOfSorted } from './quantile.ts';
import { inRunOrder, type SweepRow } from './sweep-row.ts';
import { sortedCopy } from './vector.ts';

/** All warm rows of one configuration. */
export interface Configuration {
  readonly levels: Readonly<Record<string, string>>;
  readonly n: number;
  readonly median: number;
  /** Of the median; null with too few rows for it. */
  readonly interval: Interval | null;
}

/**
 * The configurations of a sweep by the median of their warm rows, lowest first; equal medians keep the run
 * order. The first and the last are the best and the worst, by the metric's direction.
 */
export function rankConfigurations(rows: readonly SweepRow[], level = 0.95): Configuration[] {
  const groups = new Map<string, SweepRow[]>();
  for (const row of inRunOrder(rows)) {
    if (row.cold) continue;
    const key = JSON.stringify(Object.entries(row.levels).sort(byName));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => describe(group, level)).sort((a, b) => a.median - b.median);
}

function describe(group: readonly SweepRow[], level: number): Configuration {
  const values = group.map((row) => row.value);
  const interval = medianInterval(values, level);
  return {
    levels: group[0]?.levels ?? {},
    n: group.length,
    median: medianOfSorted(sortedCopy(values)),
    interval: 'kind' in interval ? null : interval,
  };
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : Number(a > b);
}
