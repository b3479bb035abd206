import type { ChartResult, ChartView, DrawnChart } from '../../core/dashboard/chart.ts';
import type {
  ChartChoices,
  GroupingChoice,
  MetricChoice,
  NumericParameter,
  RunChoice,
  TypeChoice,
} from '../../core/dashboard/choices.ts';
import type { PivotAxes } from '../../core/dashboard/pivot-axes.ts';
import {
  CHART_STATISTICS,
  CHART_TYPES,
  type ChartFilter,
  type ChartQuery,
  type Grouping,
} from '../../core/dashboard/query.ts';
import type { EmptyState, LeftOut } from '../../core/dashboard/state.ts';
import type { DataTable, TableCell, TableColumn, TableRow } from '../../core/dashboard/table.ts';
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
import { isChartSource, isChartSpec, isDenseSeries, isDirection } from './spec.ts';

const isName = textUpTo(4096);
/** A page may not make the host filter by lists without end. */
const areNames = listOf(isName, 10_000);

export const isFilter: Guard<ChartFilter> = shape<ChartFilter>({
  text: textUpTo(1000),
  categories: areNames,
  tools: areNames,
  runs: areNames,
});

const isFixedGrouping = oneOf('configuration', 'benchmark', 'category', 'model', 'tool', 'series', 'run');
export const isGrouping: Guard<Grouping> = (value): value is Grouping =>
  isFixedGrouping(value) || (isName(value) && value.startsWith('parameter:'));

export const isChartType = oneOf(...CHART_TYPES);
export const isStatistic = oneOf(...CHART_STATISTICS);

export const isChartQuery: Guard<ChartQuery> = shape<ChartQuery>({
  metric: isName,
  label: orNull(isName),
  type: isChartType,
  statistic: isStatistic,
  grouping: isGrouping,
  split: orNull(isGrouping),
  x: orNull(isName),
  filter: isFilter,
  logScale: isFlag,
  baseline: orNull(isName),
});

export const isEmptyState: Guard<EmptyState> = shape<EmptyState>({
  kind: oneOf('empty'),
  why: isText,
  what: isText,
});

export const isLeftOut: Guard<LeftOut> = shape<LeftOut>({
  drawn: isCount,
  total: isCount,
  of: isText,
  what: isText,
  how: isText,
});

export const isTableCell: Guard<TableCell> = shape<TableCell>({
  text: isText,
  value: orNull(anyOf<number | string>(isFinite, isText)),
});

export const isTableColumn: Guard<TableColumn> = shape<TableColumn>({
  key: isText,
  title: isText,
  align: oneOf('left', 'right'),
  unit: orNull(isText),
});

export const isDataTable: Guard<DataTable> = shape<DataTable>({
  columns: listOf(isTableColumn),
  rows: listOf(
    shape<TableRow>({ cells: listOf(isTableCell), n: orNull(isFinite), sources: listOf(isChartSource) }),
  ),
  total: isCount,
});

const isDrawn: Guard<DrawnChart> = shape<DrawnChart>({
  kind: oneOf('chart'),
  version: isCount,
  query: isChartQuery,
  views: listOf(shape<ChartView>({ spec: isChartSpec, dense: orNull(listOf(isDenseSeries)) })),
  table: isDataTable,
  notes: listOf(isText),
  leftOut: listOf(isLeftOut),
});

export const isChartResult: Guard<ChartResult> = anyOf<ChartResult>(isEmptyState, isDrawn);

/** What a chart is asked with: the query, and the width that it will be drawn at. */
export interface ChartAsked {
  readonly query: ChartQuery;
  readonly pixels: number;
}

export const isChartAsked: Guard<ChartAsked> = shape<ChartAsked>({
  query: isChartQuery,
  pixels: (value): value is number => isCount(value) && value <= 20_000,
});

/** What the choices of the Charts tab are asked with: what the page holds on to. */
export interface ChoicesAsked {
  readonly filter: ChartFilter;
  readonly metric: string | null;
  readonly type: ChartQuery['type'] | null;
}

export const isChoicesAsked: Guard<ChoicesAsked> = shape<ChoicesAsked>({
  filter: isFilter,
  metric: orNull(isName),
  type: orNull(isChartType),
});

const isMetricChoice: Guard<MetricChoice> = shape<MetricChoice>({
  key: isText,
  metric: isText,
  title: isText,
  unit: orNull(isText),
  direction: isDirection,
  about: isText,
  measures: isCount,
  labels: listOf(shape<MetricChoice['labels'][number]>({ label: isText, measures: isCount })),
});

export const isRunChoice: Guard<RunChoice> = shape<RunChoice>({ id: isText, startedAt: orNull(isText) });

const isPivotAxes = shape<PivotAxes>({ rows: isGrouping, columns: isGrouping });

export const isChartChoices: Guard<ChartChoices> = shape<ChartChoices>({
  version: isCount,
  metrics: listOf(isMetricChoice),
  categories: listOf(isText),
  tools: listOf(isText),
  runs: listOf(isRunChoice),
  groupings: listOf(
    shape<GroupingChoice>({ grouping: isGrouping, title: isText, groups: isCount, without: isCount }),
  ),
  parameters: listOf(
    shape<NumericParameter>({
      name: isText,
      levels: isCount,
      low: isFinite,
      high: isFinite,
      without: isCount,
    }),
  ),
  others: listOf(isText),
  types: listOf(shape<TypeChoice>({ type: isChartType, title: isText, fits: isFlag, why: orNull(isText) })),
  query: orNull(isChartQuery),
  pivot: orNull(isPivotAxes),
});
