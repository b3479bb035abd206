import type { PivotCell, PivotModel, PivotQuery, PivotResult } from '../../core/dashboard/pivot.ts';
import type { EmptyState } from '../../core/dashboard/state.ts';
import type { ChartSource } from '../../core/charts/spec.ts';
import { figureText } from '../../core/report/markdown-sources.ts';
import type { Verdict } from '../../core/stats/verdict.ts';
import {
  anyOf,
  isCount,
  isFinite,
  isText,
  listOf,
  maybe,
  oneOf,
  orNull,
  shape,
  textUpTo,
  type Guard,
} from '../guards.ts';
import { isEmptyState, isFilter, isGrouping, isLeftOut, isStatistic } from './charts.ts';
import { isVerdict } from './compare.ts';
import { isChartSource, isDirection } from './spec.ts';

const isName = textUpTo(4096);

export const isPivotQuery: Guard<PivotQuery> = shape<PivotQuery>({
  metric: isName,
  label: orNull(isName),
  statistic: isStatistic,
  rows: isGrouping,
  columns: isGrouping,
  ratioTo: orNull(isName),
  filter: isFilter,
});

/** A cell without what it does not have: there may be twenty thousand of them. */
export interface PivotCellView {
  readonly text: string;
  /** In the unit of the table, for sorting; left out where there is no number. */
  readonly value?: number | undefined;
  /** What the number is, or why there is none. */
  readonly about: string;
  readonly ratio?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly source?: ChartSource | undefined;
}

export interface PivotRowView {
  readonly name: string;
  readonly cells: readonly PivotCellView[];
}

export type PivotView = Omit<PivotModel, 'rows'> & { readonly rows: readonly PivotRowView[] };

export function pivotView(result: PivotResult): PivotView | EmptyState {
  if (result.kind === 'empty') return result;
  return {
    ...result,
    rows: result.rows.map(({ name, cells }) => ({ name, cells: cells.map(cellView) })),
  };
}

function cellView(cell: PivotCell): PivotCellView {
  const { figure, text, pooled, why, verdict, verdictText, differing, ratioText, source } = cell;
  const parts = [
    figure === null ? null : figureText(figure),
    pooled !== null && figure?.formula !== pooled ? pooled : null,
    why,
    verdictText,
    differing.length > 0 ? `they differ in ${differing.join(', ')}` : null,
  ];
  return {
    text,
    about: parts.filter((part) => part !== null).join('\n'),
    ...(figure === null ? {} : { value: figure.value }),
    ...(ratioText === null ? {} : { ratio: ratioText }),
    ...(verdict === null ? {} : { verdict }),
    ...(source === null ? {} : { source }),
  };
}

const isCell: Guard<PivotCellView> = shape<PivotCellView>({
  text: isText,
  value: maybe(isFinite),
  about: isText,
  ratio: maybe(isText),
  verdict: maybe(isVerdict),
  source: maybe(isChartSource),
});

const isPivot: Guard<PivotView> = shape<PivotView>({
  kind: oneOf('pivot'),
  version: isCount,
  query: isPivotQuery,
  title: isText,
  unit: orNull(isText),
  direction: isDirection,
  statistic: orNull(isText),
  columns: listOf(isText),
  rows: listOf(shape<PivotRowView>({ name: isText, cells: listOf(isCell) })),
  notes: listOf(isText),
  leftOut: listOf(isLeftOut),
});

export const isPivotResult: Guard<PivotView | EmptyState> = anyOf<PivotView | EmptyState>(
  isEmptyState,
  isPivot,
);
