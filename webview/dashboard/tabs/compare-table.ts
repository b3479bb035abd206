import { html, type TemplateResult } from 'lit-html';
import type { CompareModel, CompareRow, SideChange } from '../../../src/core/dashboard/compare-model.ts';
import { nextSort, widthOf, compareValues } from '../../tables/data-table.ts';
import type { TableModel, VirtualCell, VirtualColumn } from '../../tables/virtual-table.ts';
import { openSource } from '../places.ts';
import { verdictMark } from '../verdicts.ts';
import type { CompareActs, CompareState } from './compare.ts';

export interface CompareSort {
  readonly column: number;
  readonly descending: boolean;
}

/** One line of the table: a benchmark's metric on one side. */
interface Line {
  readonly row: CompareRow;
  readonly change: SideChange;
}

interface Column extends VirtualColumn {
  readonly text: (line: Line, model: CompareModel) => string;
  readonly value: (line: Line) => number | string | null;
}

const COLUMNS: readonly Column[] = [
  {
    title: 'Benchmark',
    align: 'left',
    width: 24,
    text: ({ row }) => row.benchmark,
    value: ({ row }) => row.benchmark,
  },
  {
    title: 'Metric',
    align: 'left',
    width: 18,
    text: ({ row }) => row.metricTitle,
    value: ({ row }) => `${row.metricTitle} ${row.label}`,
  },
  {
    title: 'Side',
    align: 'left',
    width: 14,
    text: ({ change }, model) => model.sides[change.side]?.name ?? '',
    value: ({ change }) => change.side,
  },
  {
    title: 'Baseline',
    align: 'right',
    width: 12,
    text: ({ change }) => change.before.text,
    value: ({ change }) => change.before.value,
  },
  {
    title: 'Value',
    align: 'right',
    width: 12,
    text: ({ change }) => change.after.text,
    value: ({ change }) => change.after.value,
  },
  {
    title: 'Change (95 % interval)',
    align: 'right',
    width: 24,
    text: ({ change }) => change.intervalText,
    value: ({ change }) => change.change,
  },
  {
    title: 'Verdict',
    align: 'left',
    width: 32,
    grows: true,
    // Three more characters: the mark before it.
    text: ({ change }) => `${change.verdictText}   `,
    value: ({ change }) => change.verdict,
  },
  {
    title: 'p, adjusted',
    align: 'right',
    width: 10,
    text: ({ change }) => change.pText,
    value: ({ change }) => change.p,
  },
];

/** The lines that the tab shows, in its order. */
export function shownRows({ rows }: CompareModel, { onlyMoved, sort }: CompareState): readonly Line[] {
  const lines = rows.flatMap((row) => row.changes.map((change) => ({ row, change })));
  const shown = onlyMoved ? lines.filter(({ change }) => change.moved) : lines;
  const column = sort === null ? undefined : COLUMNS[sort.column];
  if (sort === null || column === undefined) return shown;
  return shown.toSorted((a, b) => compareValues(column.value(a), column.value(b), sort.descending));
}

export function compareTable(
  model: CompareModel,
  lines: readonly Line[],
  { context, state, set }: CompareActs,
): TemplateResult {
  const columns = COLUMNS.filter(({ title }) => title !== 'Side' || model.sides.length > 2);
  const table: TableModel = {
    label: 'Changes against the baseline',
    columns: columns.map((column) => ({
      ...column,
      sorts: true,
      width: Math.max(
        column.title.length,
        widthOf(
          column.title,
          lines.slice(0, 200).map((line) => column.text(line, model)),
        ),
      ),
    })),
    rows: lines.length,
    sort:
      state.sort === null
        ? null
        : {
            ...state.sort,
            column: columns.findIndex((column) => column === COLUMNS[state.sort?.column ?? -1]),
          },
    sortBy: (column) => {
      const at = COLUMNS.findIndex((one) => one === columns[column]);
      set({ sort: nextSort(state.sort, at) });
    },
    cell: (row, column) => {
      const line = lines[row];
      const own = columns[column];
      return line === undefined || own === undefined ? { text: '' } : cellOf(line, own, model, context);
    },
  };
  return html`<bt-table class="main-table" .model=${table}></bt-table>`;
}

function cellOf(
  line: Line,
  column: Column,
  model: CompareModel,
  context: CompareActs['context'],
): VirtualCell {
  const { row, change } = line;
  const text = column.text(line, model).trim();
  const side = column.title === 'Baseline' ? change.before : change.after;
  const [source] = side.sources;
  const open =
    source === undefined
      ? {}
      : {
          open: () => {
            openSource(context, source);
          },
        };
  switch (column.title) {
    case 'Metric':
      return { text, title: `${row.metricTitle}\n${row.label}\n${row.direction} is better`, ...open };
    case 'Baseline':
    case 'Value': {
      const about = `${change.statistic ?? 'value'}, n = ${String(side.n)}, ${String(side.runs)} runs`;
      return {
        text,
        title: `${text}\n${about}`,
        class: side.value === null ? 'is-missing' : 'is-link',
        ...open,
      };
    }
    case 'Verdict':
      return {
        text: change.because === '' ? text : `${text}: ${change.because}`,
        title: [`${text}: ${change.because}`, change.test].filter((part) => part !== null).join('\n'),
        content: html`${verdictMark(change.verdict)}<span class="vt-text"
            >${text}${change.because === '' || change.moved ? '' : html`<span class="muted">: ${change.because}</span>`}</span
          >`,
      };
    default:
      return { text, ...open };
  }
}
