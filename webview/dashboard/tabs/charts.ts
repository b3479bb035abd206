import { html, nothing, type TemplateResult } from 'lit-html';
import type { DrawnChart } from '../../../src/core/dashboard/chart.ts';
import type { ChartChoices } from '../../../src/core/dashboard/choices.ts';
import type { ChartQuery } from '../../../src/core/dashboard/query.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { isChartQuery, isChartType } from '../../../src/protocol/models/charts.ts';
import { isFlag } from '../../../src/protocol/guards.ts';
import { NO_ZOOM } from '../../charts/chart-element.ts';
import { dataTable, type TableSort } from '../../tables/data-table.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { filterOr, nameOr, savedOf } from '../query-state.ts';
import { Resource } from '../resource.ts';
import { emptyState, leftOutNote, whenLoaded } from '../states.ts';
import { chartFigure } from './chart-figure.ts';
import { chartToolbar } from './chart-toolbar.ts';
import { readZooms, readHidden, type ChartsState } from './charts-state.ts';
import { emptyResults } from './empty.ts';
import { t } from '../../l10n.ts';

/** Widths are rounded to this, so that a few pixels more or less ask for nothing anew. */
const WIDTH_STEP = 200;

/** One metric, drawn in the way that suits it, with its table twin. */
export class ChartsTab implements TabView {
  readonly #choices: Resource<'choices'>;
  readonly #chart: Resource<'chart'>;
  #sort: TableSort | null = null;

  constructor(host: Host, changed: () => void) {
    this.#choices = new Resource(host, 'choices', changed);
    this.#chart = new Resource(host, 'chart', changed);
  }

  draw(context: TabContext): TemplateResult {
    const saved = savedOf(context.remembered);
    const query = isChartQuery(saved.query) ? saved.query : null;
    const type = isChartType(saved.type) ? saved.type : null;
    const asked = {
      filter: query?.filter ?? filterOr(saved),
      metric: query?.metric ?? nameOr(saved.metric),
      type: query?.type ?? type,
    };
    const again = (): void => {
      this.#choices.again();
      this.#chart.again();
      context.changed();
    };
    return whenLoaded(
      this.#choices.need(asked, context.panel.version),
      t('Looking for metrics …'),
      (choices) => {
        const chosen = query ?? choices.query;
        if (chosen === null) {
          return emptyResults(
            {
              kind: 'empty',
              why: t('No result that counts was found.'),
              what: t('The Data tab tells for each file what it is and why it does not count.'),
            },
            context,
          );
        }
        const state: ChartsState = {
          query: chosen,
          hidden: readHidden(saved.hidden),
          zooms: readZooms(saved.zooms),
          table: isFlag(saved.table) && saved.table,
        };
        return this.#page(choices, state, context, again);
      },
      again,
    );
  }

  #page(choices: ChartChoices, state: ChartsState, context: TabContext, again: () => void): TemplateResult {
    const { query } = state;
    const set = (change: Partial<ChartsState>): void => {
      context.remember({ ...state, ...change });
    };
    const ask = (next: Partial<ChartQuery>): void => {
      this.#sort = null;
      set({ query: { ...query, ...next }, hidden: [], zooms: [] });
    };
    const pixels = Math.max(WIDTH_STEP, Math.ceil(window.innerWidth / WIDTH_STEP) * WIDTH_STEP);
    return html`<div class="charts">
      ${chartToolbar(choices, query, {
        ask,
        choose: (metric, type) => {
          this.#sort = null;
          context.remember({ metric, type, filter: query.filter, table: state.table });
        },
      })}
      ${whenLoaded(
        this.#chart.need({ query, pixels }, context.panel.version),
        t('Drawing …'),
        (result) => (result.kind === 'empty' ? emptyState(result) : this.#drawn(result, state, context, set)),
        again,
      )}
    </div>`;
  }

  #drawn(
    drawn: DrawnChart,
    state: ChartsState,
    context: TabContext,
    set: (change: Partial<ChartsState>) => void,
  ): TemplateResult {
    return html`${leftOutNote(drawn.leftOut)}
    ${drawn.views.map((view, at) =>
      chartFigure(view, {
        context,
        twin: {
          table: drawn.table,
          isShown: state.table,
          toggle: () => {
            set({ table: !state.table });
          },
        },
        hidden: state.hidden,
        zoom: state.zooms[at] ?? NO_ZOOM,
        hide: (hidden) => {
          set({ hidden });
        },
        zoomed: (zoom) => {
          const zooms = drawn.views.map((_, index) =>
            index === at ? zoom : (state.zooms[index] ?? NO_ZOOM),
          );
          set({ zooms });
        },
      }),
    )}
    ${
      state.table
        ? html`<section class="twin-section" aria-label=${t('Table of the chart')}>
            ${
              drawn.table.total > drawn.table.rows.length
                ? html`<p class="muted">
                    ${t('The first {0} of {1} rows.', formatCount(drawn.table.rows.length), formatCount(drawn.table.total))}
                  </p>`
                : nothing
            }
            ${dataTable(drawn.table, t('Table of the chart'), context, {
              sort: this.#sort,
              sortBy: (sort) => {
                this.#sort = sort;
                context.changed();
              },
            })}
          </section>`
        : nothing
    }`;
  }
}
