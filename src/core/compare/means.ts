import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { Direction } from '../model/measure.ts';
import { geometricMeanOfRatios } from '../stats/geomean.ts';
import type { Change, ComparisonResult } from './compare.ts';
import { changeName } from './words.ts';

/** Geometric mean of the ratios of one metric, in one unit and under one label, with the set that it stands for. */
export interface MetricMean {
  readonly metric: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** after / before. */
  readonly ratio: number;
  readonly n: number;
  /** The benchmarks that it is over; n of them. */
  readonly over: readonly string[];
  /** Benchmarks of this metric and label that are left out, with the reason. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
}

/** Means over two and more benchmarks that both sides have, in metrics that have a better direction. */
export function* metricMeans(
  result: Pick<ComparisonResult, 'changes' | 'onlyBefore' | 'onlyAfter'>,
): Steps<MetricMean[]> {
  const directed = result.changes.filter(({ direction }) => direction !== 'none');
  const groups = yield* groupSteps(directed, ({ metric, label, unit }) =>
    JSON.stringify([metric, label, unit]),
  );
  const means: MetricMean[] = [];
  for (const group of groups.values()) {
    means.push(...(yield* meanOf(group, result)));
    yield;
  }
  return means;
}

function* meanOf(
  group: readonly Change[],
  { onlyBefore, onlyAfter }: Pick<ComparisonResult, 'onlyBefore' | 'onlyAfter'>,
): Steps<MetricMean[]> {
  const [first] = group;
  const usable = group.filter(({ verdict }) => verdict !== 'not-comparable');
  const [before, after] = [valuesOf(usable, 'before'), valuesOf(usable, 'after')];
  const mean = geometricMeanOfRatios(before, after);
  if (first === undefined || 'kind' in mean || mean.n < 2) return [];
  const { metric, label, unit, direction } = first;
  const nameOf = (key: string): string => {
    const change = usable[Number(key)];
    return change === undefined ? '' : changeName(change);
  };
  function* without(entries: readonly CatalogueMeasure[], why: string): Steps<MetricMean['missing']> {
    const own = yield* filterSteps(
      entries,
      ({ measure }) => measure.metric === metric && measure.label === label && measure.unit === unit,
    );
    return yield* mapSteps(
      own,
      ({ benchmark: { name, parameters } }) => ({
        name: changeName({ pair: { benchmark: name, parameters } }),
        why,
      }),
      500,
    );
  }
  const skipped = new Set(mean.notPositive);
  const unusable = group.filter(({ verdict }) => verdict === 'not-comparable');
  return [
    {
      metric,
      label,
      unit,
      direction,
      ratio: mean.ratio,
      n: mean.n,
      over: [...before.keys()].filter((key) => after.has(key) && !skipped.has(key)).map(nameOf),
      missing: [
        ...unusable.map((change) => ({ name: changeName(change), why: 'not comparable' })),
        ...mean.notPositive.map((key) => ({ name: nameOf(key), why: 'a value is not positive' })),
        ...(yield* without(onlyBefore, 'only before')),
        ...(yield* without(onlyAfter, 'only after')),
      ],
    },
  ];
}

/** Index of the change → its value on a side; changes without one are left out. */
function valuesOf(changes: readonly Change[], side: 'before' | 'after'): Map<string, number> {
  return new Map(
    changes.flatMap(({ comparison }, index) => {
      const value = comparison[side];
      return value === null ? [] : [[String(index), value] as const];
    }),
  );
}
