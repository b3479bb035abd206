import { html, nothing, type TemplateResult } from 'lit-html';
import { VERDICT_WORDS } from '../../../src/core/compare/verdict-words.ts';
import type { ChartChoices } from '../../../src/core/dashboard/choices.ts';
import type { PivotQuery } from '../../../src/core/dashboard/pivot.ts';
import type { Grouping } from '../../../src/core/dashboard/query.ts';
import { isStatistic } from '../../../src/protocol/models/charts.ts';
import {
  isPivotShade,
  pivotCell,
  type PivotCellView,
  type PivotView,
} from '../../../src/protocol/models/pivot.ts';
import { button, dropdown } from '../../controls/controls.ts';
import { compareValues, nextSort, WIDEST_NAMES, widthOf, type TableSort } from '../../tables/data-table.ts';
import { csvOf, markdownOf, type PlainTable } from '../../tables/export.ts';
import { nameCell } from '../../tables/split-name.ts';
import type { TableModel, VirtualCell } from '../../tables/virtual-table.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { onThemeChange } from '../../charts/theme.ts';
import { tellApart } from '../../charts/tell-apart.ts';
import { css } from '../css.ts';
import { filterFields, groupingPicker, labelPicker, metricPicker, statisticPicker } from '../pickers.ts';
import { openSource } from '../places.ts';
import { filterOr, groupingOr, nameOr, savedOf } from '../query-state.ts';
import { Resource } from '../resource.ts';
import { emptyState, leftOutNote, whenLoaded } from '../states.ts';
import { verdictMark } from '../verdicts.ts';
import { emptyResults } from './empty.ts';
import { shadeClass, shadeLegend, shadeLook, shadePicker, turned, type ShadeLook } from './heat.ts';
import { t } from '../../l10n.ts';

/** One metric over two groupings, with ratios and verdicts against a chosen column. */
export class PivotTab implements TabView {
  readonly #choices: Resource<'choices'>;
  readonly #pivot: Resource<'pivot'>;
  #sort: TableSort | null = null;

  /** Null before it was looked up in the theme. */
  #look: ShadeLook | null = null;

  constructor(host: Host, changed: () => void) {
    this.#choices = new Resource(host, 'choices', changed);
    this.#pivot = new Resource(host, 'pivot', changed);
    onThemeChange(() => {
      this.#look = null;
      changed();
    });
  }

  draw(context: TabContext): TemplateResult {
    const saved = savedOf(context.remembered);
    const filter = filterOr(saved);
    const asked = { filter, metric: nameOr(saved.metric), type: null };
    const again = (): void => {
      this.#choices.again();
      this.#pivot.again();
      context.changed();
    };
    return whenLoaded(
      this.#choices.need(asked, context.panel.version),
      t('Looking for metrics …'),
      (choices) => {
        const query = queryOf(choices, saved);
        if (query === null) {
          return emptyResults(
            {
              kind: 'empty',
              why: t('No result that counts was found.'),
              what: t('The Data tab tells for each file what it is and why it does not count.'),
            },
            context,
          );
        }
        return this.#page(choices, query, context, again);
      },
      again,
    );
  }

  #page(choices: ChartChoices, query: PivotQuery, context: TabContext, again: () => void): TemplateResult {
    const set = (change: Partial<PivotQuery>): void => {
      context.remember({ ...query, ...change });
    };
    const loaded = this.#pivot.need(query, context.panel.version);
    const shown = loaded.value?.kind === 'pivot' ? loaded.value : null;
    // Before the columns are known, the chosen one is: a dropdown does not take a value that it has no choice for.
    const columns = shown?.columns ?? [query.ratioTo].filter((name) => name !== null);
    return html`<div class="pivot fill">
      <div class="toolbar">
        ${metricPicker(choices, query.metric, (metric) => {
          this.#sort = null;
          context.remember({ filter: query.filter, shade: query.shade, metric });
        })}
        ${labelPicker(choices, query.metric, query.label, (label) => {
          set({ label });
        })}
        ${statisticPicker(query.statistic, (statistic) => {
          set({ statistic });
        })}
        ${groupingPicker(choices, { label: t('Rows'), value: query.rows }, (rows) => {
          if (rows !== null) set({ rows });
        })}
        ${groupingPicker(choices, { label: t('Columns'), value: query.columns }, (next) => {
          if (next !== null) set({ columns: next, ratioTo: null });
        })}
        ${button({
          label: t('Swap'),
          title: t('Swap rows and columns'),
          run: () => {
            const { rows, columns, shade } = query;
            set({ rows: columns, columns: rows, ratioTo: null, shade: turned(shade) });
          },
        })}
        ${dropdown({
          label: t('Ratio to'),
          value: query.ratioTo ?? '',
          choices: [{ value: '', text: t('none') }, ...columns.map((name) => ({ value: name, text: name }))],
          change: (ratioTo) => {
            set({ ratioTo: ratioTo === '' ? null : ratioTo });
          },
        })}
        ${shadePicker(query.shade ?? shown?.shading?.by ?? 'none', (shade) => {
          set({ shade });
        })}
        ${filterFields(choices, query.filter, (filter) => {
          set({ filter });
        })}
      </div>
      ${whenLoaded(
        loaded,
        t('Making the table …'),
        (result) => (result.kind === 'empty' ? emptyState(result) : this.#table(result, context)),
        again,
      )}
    </div>`;
  }

  #table(model: PivotView, context: TabContext): TemplateResult {
    const sort = this.#sort;
    const order = orderOf(model, sort);
    const titles = tellApart(model.columns);
    const corner = `${titleOf(model.query.rows)} ↓  ${titleOf(model.query.columns)} →`;
    const table: TableModel = {
      label: `${model.title} by ${model.query.rows} and ${model.query.columns}`,
      columns: [
        {
          title: corner,
          align: 'left',
          width: widthOf(corner, model.rows, WIDEST_NAMES),
          sorts: true,
        },
        ...titles.map((title, at) => ({
          title,
          about: model.columns[at] ?? title,
          align: 'right' as const,
          width: Math.max(
            10,
            widthOf(
              title,
              model.rows.map((_, row) => cellText(pivotCell(model, row, at))),
            ),
          ),
          sorts: true,
        })),
      ],
      rows: order.length,
      sort,
      sortBy: (column) => {
        this.#sort = nextSort(sort, column);
        context.changed();
      },
      cell: (row, column) => {
        const at = order[row] ?? -1;
        return column === 0
          ? nameCell(model.rows[at] ?? '')
          : cellOf(pivotCell(model, at, column - 1), context);
      },
    };
    return html`<div
      class="pivot-result fill ${this.#looks(model)}"
      ${css({ '--strongest': this.#look?.strongest ?? '' })}
    >
      <div class="table-head">
        <h2>${model.title}${model.statistic === null ? nothing : html`, ${model.statistic}`}</h2>
        <span class="muted">${model.notes.join(' ')}</span>
        ${shadeLegend(model)}
        <span class="group end">
          ${button({
            label: t('Save as CSV'),
            icon: 'save',
            look: 'icon',
            run: () => {
              const bytes = new TextEncoder().encode(csvOf(plainOf(model, order)));
              context.act(
                context.host.ask('save', { name: `pivot ${model.title}`, type: 'csv', bytes }).answer,
              );
            },
          })}
          ${button({
            label: t('Copy as Markdown'),
            icon: 'copy',
            look: 'icon',
            run: () => {
              context.act(context.host.ask('copy', markdownOf(plainOf(model, order))).answer);
            },
          })}
        </span>
      </div>
      ${leftOutNote(model.leftOut)}
      <bt-table class="main-table" .model=${table}></bt-table>
    </div>`;
  }

  /** Classes that the shades of a table need around them. */
  #looks({ shading }: PivotView): string {
    if (shading === null) return '';
    this.#look ??= shadeLook();
    return [shading.scale === 'ratio' ? 'is-diverging' : '', this.#look.hasBars ? 'has-bars' : ''].join(' ');
  }
}

function titleOf(grouping: Grouping): string {
  const name = grouping.replace(/^parameter:/, '');
  return grouping.startsWith('parameter:') ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

function cellText(cell: PivotCellView | undefined): string {
  if (cell === undefined) return '';
  return cell.ratio === null ? cell.text : `${cell.text} ${cell.ratio}   `;
}

function cellOf(cell: PivotCellView | undefined, context: TabContext): VirtualCell {
  if (cell === undefined) return { text: '' };
  const { text, about, ratio, verdict, shade, source } = cell;
  const words = verdict === null ? null : VERDICT_WORDS[verdict];
  return {
    text,
    ...(words === null ? {} : { spoken: [text, ratio, words].filter((part) => part !== null).join(' ') }),
    title: about === '' ? text : about,
    class: source === null ? 'is-missing' : shadeClass(shade),
    content: html`<span class="vt-text">${text}</span>${
        ratio === null ? nothing : html` <span class="muted">${ratio}</span>`
      }${verdict === null ? nothing : verdictMark(verdict)}`,
    ...(source === null
      ? {}
      : {
          open: () => {
            openSource(context, source);
          },
        }),
  };
}

function orderOf(model: PivotView, sort: TableSort | null): readonly number[] {
  const order = model.rows.map((_, index) => index);
  if (sort === null) return order;
  const value = (row: number): number | string | null =>
    sort.column === 0 ? (model.rows[row] ?? null) : (pivotCell(model, row, sort.column - 1)?.value ?? null);
  return order.sort((a, b) => compareValues(value(a), value(b), sort.descending) || a - b);
}

function plainOf(model: PivotView, order: readonly number[]): PlainTable {
  return {
    columns: [titleOf(model.query.rows), ...model.columns].map((title, index) => ({
      title,
      align: index === 0 ? 'left' : 'right',
    })),
    rows: order.map((at) => [
      { text: model.rows[at] ?? '', value: model.rows[at] ?? null },
      ...model.columns.map((_, column) => {
        const cell = pivotCell(model, at, column);
        return { text: cellText(cell).trim(), value: cell?.value ?? null };
      }),
    ]),
  };
}

/** What was remembered, as far as the data still know it, and what suits them for the rest. */
function queryOf(choices: ChartChoices, saved: Readonly<Record<string, unknown>>): PivotQuery | null {
  const { query, pivot } = choices;
  if (query === null) return null;
  const statistic = saved.statistic;
  return {
    metric: nameOr(saved.metric) ?? query.metric,
    label: nameOr(saved.label),
    statistic: isStatistic(statistic) ? statistic : 'center',
    rows: groupingOr(saved.rows) ?? pivot?.rows ?? 'configuration',
    columns: groupingOr(saved.columns) ?? pivot?.columns ?? 'category',
    ratioTo: nameOr(saved.ratioTo),
    shade: isPivotShade(saved.shade) ? saved.shade : null,
    filter: filterOr(saved),
  };
}
