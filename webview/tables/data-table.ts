import { html, type TemplateResult } from 'lit-html';
import type { DataTable } from '../../src/core/dashboard/table.ts';
import { compareText } from '../../src/core/format/compare.ts';
import type { TabContext } from '../dashboard/app.ts';
import { openSource } from '../dashboard/places.ts';
import { nameCell } from './split-name.ts';
import type { TableModel, VirtualColumn } from './virtual-table.ts';

/** By which column a table is sorted. */
export interface TableSort {
  readonly column: number;
  readonly descending: boolean;
}

/** Widest texts that are measured: the first rows tell enough of a column. */
const MEASURED_ROWS = 400;
const NARROWEST = 4;
const WIDEST = 44;

/** The twin of a chart: every row opens where its number stands. */
export function dataTable(
  table: DataTable,
  label: string,
  context: TabContext,
  { sort, sortBy }: { readonly sort: TableSort | null; readonly sortBy: (sort: TableSort | null) => void },
): TemplateResult {
  const order = sortedRows(table, sort);
  const columns = table.columns.map(({ title, align }, at): VirtualColumn => {
    const texts = table.rows.slice(0, MEASURED_ROWS).map(({ cells }) => cells[at]?.text ?? '');
    return { title, align, width: widthOf(title, texts), sorts: true, grows: at === 0 };
  });
  const model: TableModel = {
    label,
    columns,
    rows: order.length,
    sort,
    sortBy: (column) => {
      sortBy(nextSort(sort, column));
    },
    cell: (row, column) => {
      const entry = table.rows[order[row] ?? -1];
      const [source] = entry?.sources ?? [];
      const text = entry?.cells[column]?.text ?? '';
      const isSource = table.columns[column]?.key === 'source' || table.columns[column]?.key === 'value';
      return {
        ...(column === 0 ? nameCell(text) : { text }),
        ...(source === undefined
          ? {}
          : {
              class: isSource ? 'is-link' : '',
              open: () => {
                openSource(context, source);
              },
            }),
      };
    },
  };
  return html`<bt-table class="twin" .model=${model}></bt-table>`;
}

/** Characters that a column of names may have where the others leave room for them. */
export const WIDEST_NAMES = 100;

/** Characters that a column needs for its title and texts, within bounds. */
export function widthOf(title: string, texts: readonly string[], widest = WIDEST): number {
  // Titles are written wider than numbers, and may carry an arrow.
  const longest = texts.reduce((most, { length }) => Math.max(most, length), title.length + 2);
  return Math.min(widest, Math.max(NARROWEST, longest));
}

/** Up, down, and as it was. */
export function nextSort(sort: TableSort | null, column: number): TableSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** Indices of the rows in the order of a column: numbers by size, texts naturally, nothing last. */
export function sortedRows({ rows }: DataTable, sort: TableSort | null): readonly number[] {
  const order = rows.map((_, index) => index);
  if (sort === null) return order;
  const value = (row: number): number | string | null => rows[row]?.cells[sort.column]?.value ?? null;
  return order.sort((a, b) => compareValues(value(a), value(b), sort.descending) || a - b);
}

export function compareValues(
  a: number | string | null,
  b: number | string | null,
  descending: boolean,
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return descending ? -order : order;
}
