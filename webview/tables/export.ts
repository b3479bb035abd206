import { codeSpan, escapeText } from '../../src/core/report/markdown-text.ts';
import type { DataTable, TableCell } from '../../src/core/dashboard/table.ts';

/** A table to be written: titles, alignments, cells. */
export interface PlainTable {
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly TableCell[])[];
}

export function plainTable({ columns, rows }: DataTable): PlainTable {
  return {
    columns: columns.map(({ title, align, unit }) => ({
      title: unit === null ? title : `${title} [${unit}]`,
      align,
    })),
    rows: rows.map(({ cells }) => cells),
  };
}

/** RFC 4180, with raw numbers in canonical units; a text that a spreadsheet would run as a formula is kept a text. */
export function csvOf({ columns, rows }: PlainTable): string {
  const lines = [
    columns.map(({ title }) => csvText(title)),
    ...rows.map((cells) =>
      cells.map(({ value }) => (typeof value === 'number' ? String(value) : csvText(value ?? ''))),
    ),
  ];
  return `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** GitHub-flavored Markdown, with the texts that people see; texts of the data stand in code spans. */
export function markdownOf({ columns, rows }: PlainTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    line(columns.map(({ title }) => escapeText(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((cells) =>
      line(
        cells.map(({ text, value }) =>
          typeof value === 'string' && text !== '' ? codeSpan(text, true) : escapeText(text),
        ),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
