import type { CompareSide } from '../../core/compare/side.ts';
import type {
  Beginning,
  CompareModel,
  CompareQuery,
  CompareResult,
  CompareRow,
  EnvironmentDifference,
  SideChange,
  SideSummary,
  SideValue,
  Unpaired,
} from '../../core/dashboard/compare-model.ts';
import type { CompareMean } from '../../core/dashboard/compare-means.ts';
import {
  anyOf,
  isCount,
  isFinite,
  isFlag,
  isText,
  listOf,
  oneOf,
  orNull,
  shape,
  textUpTo,
  type Guard,
} from '../guards.ts';
import { isEmptyState, isFilter, isRunChoice } from './charts.ts';
import { isBarsSpec, isChartSource, isDirection } from './spec.ts';

const isName = textUpTo(4096);

export const isCompareSide: Guard<CompareSide> = anyOf<CompareSide>(
  shape<Extract<CompareSide, { kind: 'runs' }>>({ kind: oneOf('runs'), ids: listOf(isName, 10_000) }),
  shape<Extract<CompareSide, { kind: 'series' }>>({ kind: oneOf('series'), series: isName }),
  shape<Extract<CompareSide, { kind: 'category' }>>({ kind: oneOf('category'), category: isName }),
  shape<Extract<CompareSide, { kind: 'folder' }>>({ kind: oneOf('folder'), root: isCount, path: isName }),
);

export const isCompareQuery: Guard<CompareQuery> = shape<CompareQuery>({
  sides: listOf(isCompareSide, 20),
  ignore: listOf(isName, 1000),
  filter: isFilter,
  metrics: listOf(isName, 1000),
});

const isSideValue: Guard<SideValue> = shape<SideValue>({
  value: orNull(isFinite),
  text: isText,
  n: isCount,
  runs: isCount,
  source: orNull(isChartSource),
});

export const isVerdict = oneOf(
  'improved',
  'regressed',
  'changed',
  'no-change',
  'differs-one-run-each',
  'not-enough-samples',
  'not-testable',
  'not-comparable',
);

const isSideChange: Guard<SideChange> = shape<SideChange>({
  side: isCount,
  statistic: orNull(isText),
  before: isSideValue,
  after: isSideValue,
  change: orNull(isFinite),
  intervalText: isText,
  interval: orNull(
    shape<NonNullable<SideChange['interval']>>({ low: isFinite, high: isFinite, level: isFinite }),
  ),
  p: orNull(isFinite),
  pText: isText,
  test: orNull(isText),
  verdict: isVerdict,
  verdictText: isText,
  because: isText,
  moved: isFlag,
  differing: listOf(isText),
});

const isCompareRow: Guard<CompareRow> = shape<CompareRow>({
  benchmark: isText,
  category: isText,
  metric: isText,
  metricTitle: isText,
  label: isText,
  unit: orNull(isText),
  direction: isDirection,
  changes: listOf(isSideChange),
  moved: isFlag,
});

function beginningOf<T>(guard: Guard<T>): Guard<Beginning<T>> {
  return shape<Beginning<T>>({ first: listOf(guard), count: isCount });
}

const isMean: Guard<CompareMean> = shape<CompareMean>({
  side: isCount,
  metric: isText,
  title: isText,
  label: isText,
  unit: orNull(isText),
  direction: isDirection,
  ratio: isFinite,
  ratioText: isText,
  n: isCount,
  missing: beginningOf(shape<CompareMean['missing']['first'][number]>({ name: isText, why: isText })),
});

const isModel: Guard<CompareModel> = shape<CompareModel>({
  kind: oneOf('compare'),
  version: isCount,
  query: isCompareQuery,
  sides: listOf(
    shape<SideSummary>({ name: isText, runs: listOf(isRunChoice), measures: isCount, text: isText }),
  ),
  rows: listOf(isCompareRow),
  moved: isCount,
  summary: isText,
  noiseFloor: isFinite,
  unpaired: beginningOf(
    shape<Unpaired>({ side: isCount, where: oneOf('baseline', 'side'), name: isText, source: isChartSource }),
  ),
  environment: listOf(
    shape<EnvironmentDifference>({ side: isCount, key: isText, before: isText, after: isText }),
  ),
  means: listOf(isMean),
  chart: orNull(isBarsSpec),
  suggestedIgnores: listOf(isText),
});

export const isCompareResult: Guard<CompareResult> = anyOf<CompareResult>(isEmptyState, isModel);

/** The sides that are worth a first look; the host's own pickers know all others. */
export interface SuggestedSides {
  readonly suggested: readonly CompareSide[];
}

export const isSuggestedSides: Guard<SuggestedSides> = shape<SuggestedSides>({
  suggested: listOf(isCompareSide),
});

export const isSideOrNone: Guard<CompareSide | null> = orNull(isCompareSide);
