import { html, type TemplateResult } from 'lit-html';
import type { CompareModel, CompareRow, SideChange } from '../../../src/core/dashboard/compare-model.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { compareMarkdown } from '../../../src/core/dashboard/compare-markdown.ts';
import { nextSort, widthOf, compareValues } from '../../tables/data-table.ts';
import { nameCell } from '../../tables/split-name.ts';
import type { TableModel, VirtualCell, VirtualColumn } from '../../tables/virtual-table.ts';
import { openSource } from '../places.ts';
import { verdictMark } from '../verdicts.ts';
import { BETTER } from './better.ts';
import type { CompareActs, CompareState } from './compare.ts';
import { t } from '../../l10n.ts';

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
  readonly key: 'benchmark' | 'metric' | 'side' | 'baseline' | 'value' | 'change' | 'verdict' | 'p';
  readonly text: (line: Line, model: CompareModel) => string;
  readonly value: (line: Line) => number | string | null;
}

const COLUMNS: readonly Column[] = [
  {
    key: 'benchmark',
    title: t('Benchmark'),
    align: 'left',
    width: 24,
    text: ({ row }) => row.benchmark,
    value: ({ row }) => row.benchmark,
  },
  {
    key: 'metric',
    title: t('Metric'),
    align: 'left',
    width: 18,
    text: ({ row }) => row.metricTitle,
    value: ({ row }) => `${row.metricTitle} ${row.label}`,
  },
  {
    key: 'side',
    title: t('Side'),
    align: 'left',
    width: 14,
    text: ({ change }, model) => model.sides[change.side]?.name ?? '',
    value: ({ change }) => change.side,
  },
  {
    key: 'baseline',
    title: t('Baseline'),
    align: 'right',
    width: 12,
    text: ({ change }) => change.before.text,
    value: ({ change }) => change.before.value,
  },
  {
    key: 'value',
    title: t('Value'),
    align: 'right',
    width: 12,
    text: ({ change }) => change.after.text,
    value: ({ change }) => change.after.value,
  },
  {
    key: 'change',
    title: t('Change (95 % interval)'),
    align: 'right',
    width: 24,
    text: ({ change }) => change.intervalText,
    value: ({ change }) => change.change,
  },
  {
    key: 'verdict',
    title: t('Verdict'),
    align: 'left',
    width: 32,
    grows: true,
    // Three more characters: the mark before it.
    text: ({ change }) => `${change.verdictText}   `,
    value: ({ change }) => change.verdict,
  },
  {
    key: 'p',
    title: t('p, adjusted'),
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

/** These lines as a GitHub-flavored table, with what stands around it. */
export function linesMarkdown(model: CompareModel, lines: readonly Line[]): string {
  return compareMarkdown(
    model,
    lines.map(({ row, change }) => ({ ...row, changes: [change] })),
  );
}

/** A column that would say nothing leaves its room to the others. */
function isNeeded(key: Column['key'], { sides }: CompareModel, lines: readonly Line[]): boolean {
  if (key === 'side') return sides.length > 2;
  return key !== 'p' || lines.some(({ change }) => change.p !== null);
}

export function compareTable(
  model: CompareModel,
  lines: readonly Line[],
  { context, state, set }: CompareActs,
): TemplateResult {
  const columns = COLUMNS.filter(({ key }) => isNeeded(key, model, lines));
  const areBounded = lines.some(({ change }) => change.interval !== null);
  const table: TableModel = {
    label: t('Changes against the baseline'),
    columns: columns.map((column) => {
      const title = column.key === 'change' && !areBounded ? t('Change') : column.title;
      const texts = lines.slice(0, 200).map((line) => column.text(line, model));
      return { ...column, title, sorts: true, width: Math.max(title.length, widthOf(title, texts)) };
    }),
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
  const side = column.key === 'baseline' ? change.before : change.after;
  const { source } = side;
  const open =
    source === null
      ? {}
      : {
          open: () => {
            openSource(context, source);
          },
        };
  switch (column.key) {
    case 'metric':
      return { text, title: `${row.metricTitle}\n${row.label}\n${BETTER[row.direction]}`, ...open };
    case 'baseline':
    case 'value': {
      const runs = side.runs === 1 ? t('1 run') : t('{0} runs', formatCount(side.runs));
      const about = `${change.statistic ?? t('value')}, n = ${formatCount(side.n)}, ${runs}`;
      return {
        text,
        title: `${text}\n${about}`,
        class: side.value === null ? 'is-missing' : 'is-link',
        ...open,
      };
    }
    case 'verdict':
      return {
        text: change.because === '' ? text : `${text}: ${change.because}`,
        title: [`${text}: ${change.because}`, change.test].filter((part) => part !== null).join('\n'),
        content:
          change.because === '' || change.moved
            ? html`${verdictMark(change.verdict)}<span class="vt-whole">${text}</span>`
            : html`${verdictMark(change.verdict)}<span class="reasoned"
                  ><span class="vt-whole">${text}</span><span class="reason">: ${change.because}</span></span
                >`,
      };
    case 'benchmark':
      return { ...nameCell(text), ...open };
    case 'side':
    case 'change':
    case 'p':
      return { text, ...open };
  }
}
