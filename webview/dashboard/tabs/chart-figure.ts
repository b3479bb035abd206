import { html, nothing, type TemplateResult } from 'lit-html';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import type { ChartSpec } from '../../../src/core/charts/spec.ts';
import type { ChartView } from '../../../src/core/dashboard/chart.ts';
import type { DataTable } from '../../../src/core/dashboard/table.ts';
import type { SavedType } from '../../../src/protocol/panel-state.ts';
import { ChartElement, type ChartModel, type Zoom } from '../../charts/chart-element.ts';
import { chartLegend } from '../../charts/legend.ts';
import { button } from '../../controls/controls.ts';
import type { IconName } from '../../controls/icons.ts';
import { csvOf, markdownOf, plainTable } from '../../tables/export.ts';
import type { TabContext } from '../app.ts';
import { openSource } from '../places.ts';
import { t } from '../../l10n.ts';

export interface FigureOptions {
  readonly context: TabContext;
  /** The numbers as a table; null where the tab shows them itself. */
  readonly twin: { readonly table: DataTable; readonly isShown: boolean; readonly toggle: () => void } | null;
  readonly hidden: readonly string[];
  readonly zoom: Zoom;
  readonly hide: (hidden: readonly string[]) => void;
  readonly zoomed: (zoom: Zoom) => void;
}

/** A drawing with its title, legend, notes, and what can be done with it. */
export function chartFigure(view: ChartView, options: FigureOptions): TemplateResult {
  const { spec } = view;
  const model: ChartModel = {
    view,
    hidden: options.hidden,
    zoom: options.zoom,
    zoomed: options.zoomed,
    open: (source) => {
      openSource(options.context, source);
    },
  };
  return html`<figure class="figure-box">
    <figcaption class="table-head">
      <div>
        <h2>${spec.title}</h2>
        ${spec.subtitle === null ? nothing : html`<p class="muted">${spec.subtitle}</p>`}
      </div>
      ${tools(view, options)}
    </figcaption>
    ${chartLegend(seriesNames(spec), options.hidden, options.hide)}
    <bt-chart .model=${model}></bt-chart>
    ${spec.notes.length === 0 ? nothing : html`<p class="notes muted">${spec.notes.join(' ')}</p>`}
  </figure>`;
}

function seriesNames(spec: ChartSpec): readonly string[] {
  return spec.type === 'distribution' ? [] : spec.series.map(({ name }) => name);
}

function tools({ spec }: ChartView, { context, twin, zoom }: FigureOptions): TemplateResult {
  const save = (type: SavedType, bytes: Uint8Array): void => {
    context.act(context.host.ask('save', { name: spec.title, type, bytes }).answer);
  };
  const text = (type: SavedType, content: string): void => {
    save(type, new TextEncoder().encode(content));
  };
  const tool = (label: string, name: IconName, run: (chart: ChartElement) => void): TemplateResult =>
    html`<span @click=${onChart(run)}
      >${button({ label, icon: name, look: 'icon', run: () => undefined })}</span
    >`;
  const isZoomed = zoom.x !== null || zoom.y !== null;
  return html`<div class="group end">
    ${tool(t('Zoom in'), 'zoomIn', (chart) => {
      chart.zoomBy(1.4);
    })}
    ${tool(t('Zoom out'), 'zoomOut', (chart) => {
      chart.zoomBy(1 / 1.4);
    })}
    ${
      isZoomed
        ? tool(t('Show all'), 'reset', (chart) => {
            chart.resetZoom();
          })
        : nothing
    }
    ${
      twin === null
        ? nothing
        : html`${button({
            label: t('Table'),
            icon: 'table',
            look: 'icon',
            title: twin.isShown ? t('Hide the table') : t('Show the numbers as a table'),
            pressed: twin.isShown,
            run: twin.toggle,
          })}
          ${button({
            label: t('Copy the table as Markdown'),
            icon: 'copy',
            look: 'icon',
            run: () => {
              context.act(context.host.ask('copy', markdownOf(plainTable(twin.table))).answer);
            },
          })}`
    }
    <span class="saves" role="group" aria-label=${t('Save as')}>
      <span
        @click=${onChart((chart) => {
          context.act(
            chart.png().then((bytes) => {
              if (bytes !== null) save('png', bytes);
            }),
          );
        })}
        >${button({ label: 'PNG', title: t('Save as PNG'), run: () => undefined })}</span
      >
      ${button({
        label: 'SVG',
        title: t('Save as SVG'),
        run: () => {
          text('svg', renderSvg(spec));
        },
      })}
      ${
        twin === null
          ? nothing
          : button({
              label: 'CSV',
              title: t('Save the numbers as CSV'),
              run: () => {
                text('csv', csvOf(plainTable(twin.table)));
              },
            })
      }
    </span>
  </div>`;
}

/** The chart of the figure that a tool belongs to. */
function onChart(run: (chart: ChartElement) => void): (event: Event) => void {
  return ({ currentTarget }) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const chart = currentTarget.closest('figure')?.querySelector('bt-chart');
    if (chart instanceof ChartElement) run(chart);
  };
}
