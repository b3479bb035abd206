import type { ChartSource } from '../charts/spec.ts';

/** One cell of a table of the dashboard: what is shown, and what it stands on. */
export interface TableCell {
  /** Formatted for people; "–" where there is nothing. */
  readonly text: string;
  /** For sorting and export: the number in the column's canonical unit, or the text; null where there is nothing. */
  readonly value: number | string | null;
}

export interface TableColumn {
  /** Stable: "value", "low", "n". */
  readonly key: string;
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Canonical unit of the raw values; null where they are texts or have none. */
  readonly unit: string | null;
}

export interface TableRow {
  /** One per column. */
  readonly cells: readonly TableCell[];
  /** Observations behind the row's value; null where it is not known. */
  readonly n: number | null;
  /** Where the row's value stands. */
  readonly sources: readonly ChartSource[];
}

/** The table twin of a chart: the same numbers, for who reads tables or exports them. */
export interface DataTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Rows that there are; more than `rows` holds where the table was cut. */
  readonly total: number;
}

export const NO_CELL: TableCell = { text: '–', value: null };

export function textCell(text: string): TableCell {
  return text === '' ? NO_CELL : { text, value: text };
}
