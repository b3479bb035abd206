import type { ComparisonResult } from '../compare/compare.ts';
import { changeName } from '../compare/words.ts';
import { formatNumber } from '../format/number.ts';
import type { Direction } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { geometricMeanOfRatios } from '../stats/geomean.ts';
import { groupBy } from '../catalogue/twins.ts';

/** Geometric mean of the ratios of one metric and label, with the set that it stands for. */
export interface CompareMean {
  /** Index of the side that is set against the baseline. */
  readonly side: number;
  readonly metric: string;
  readonly title: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** side / baseline. */
  readonly ratio: number;
  /** "0.953". */
  readonly ratioText: string;
  /** The benchmarks that it is over. */
  readonly over: readonly string[];
  /** Benchmarks of this metric and label that are left out, with the reason. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
}

/** Means over two and more benchmarks that both sides have, in metrics that have a better direction. */
export function geometricMeans(result: ComparisonResult, side: number): CompareMean[] {
  const groups = groupBy(
    result.changes.filter(({ direction }) => direction !== 'none'),
    ({ metric, label, unit }) => JSON.stringify([metric, label, unit]),
  );
  return [...groups.values()].flatMap((changes) => {
    const [first] = changes;
    const usable = changes.filter(({ verdict }) => verdict !== 'not-comparable');
    const sideOf = (which: 'before' | 'after'): Map<string, number> =>
      new Map(
        usable.flatMap((change, index) => {
          const value = change.comparison[which];
          return value === null ? [] : [[`${String(index)} ${changeName(change)}`, value] as const];
        }),
      );
    const [before, after] = [sideOf('before'), sideOf('after')];
    const mean = geometricMeanOfRatios(before, after);
    if (first === undefined || 'kind' in mean || mean.n < 2) return [];
    const skipped = new Set(mean.notPositive);
    const bare = (name: string): string => name.replace(/^\d+ /u, '');
    const isSame = (entry: ComparisonResult['onlyBefore'][number]): boolean =>
      entry.measure.metric === first.metric && entry.measure.label === first.label;
    const partnerless = (entries: ComparisonResult['onlyBefore'], why: string): CompareMean['missing'] =>
      entries.filter(isSame).map((entry) => ({ name: entry.benchmark.name, why }));
    return [
      {
        side,
        metric: first.metric,
        title: metricInfo(first.metric).title,
        label: first.label,
        unit: first.unit,
        direction: first.direction,
        ratio: mean.ratio,
        ratioText: formatNumber(mean.ratio, 3),
        over: [...before.keys()].filter((name) => after.has(name) && !skipped.has(name)).map(bare),
        missing: [
          ...changes
            .filter((change) => change.verdict === 'not-comparable')
            .map((change) => ({ name: changeName(change), why: 'not comparable' })),
          ...mean.notPositive.map((name) => ({ name: bare(name), why: 'a value is not positive' })),
          ...partnerless(result.onlyBefore, 'only in the baseline'),
          ...partnerless(result.onlyAfter, 'not in the baseline'),
        ],
      },
    ];
  });
}
