import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChartChoices } from '../../../src/core/dashboard/choices.ts';
import type { ChartQuery, ChartType } from '../../../src/core/dashboard/query.ts';
import { checkbox, dropdown, segments } from '../../controls/controls.ts';
import { filterFields, groupingPicker, labelPicker, metricPicker, statisticPicker } from '../pickers.ts';
import { t } from '../../l10n.ts';

export interface ChartActs {
  /** Changes a part of the query and keeps the rest. */
  readonly ask: (change: Partial<ChartQuery>) => void;
  /** Lets the rest be chosen anew for a metric or a type. */
  readonly choose: (metric: string, type: ChartType | null) => void;
}

/** A panel that is narrower shows the chart first. */
const NARROW = 620;

/** More runs than this are not found in a drop-down. */
const MOST_BASELINES = 200;

/** Metric, type, grouping, filter: what is drawn. Whatever does not suit the data says why. */
export function chartToolbar(
  choices: ChartChoices,
  query: ChartQuery,
  { ask, choose }: ChartActs,
): TemplateResult {
  return html`<div class="toolbar">
      ${metricPicker(choices, query.metric, (metric) => {
        choose(metric, null);
      })}
      ${labelPicker(choices, query.metric, query.label, (label) => {
        ask({ label });
      })}
      ${segments(
        t('Type of chart'),
        choices.types.map(({ type, title, fits, why }) => ({
          label: SHORT[type],
          title: why ?? title,
          pressed: type === query.type,
          disabled: !fits && type !== query.type,
          run: () => {
            choose(query.metric, type);
          },
        })),
      )}
    </div>
    ${queryOptions(choices, query, ask)}`;
}

/** Grouping, axis and filter; folded away where the panel is narrow. */
function queryOptions(choices: ChartChoices, query: ChartQuery, ask: ChartActs['ask']): TemplateResult {
  const isScatter = query.type === 'scatter';
  const isTradeOff = query.type === 'trade-off';
  const isGrouped = query.type !== 'load-curve';
  return html`<details class="options" ?open=${window.innerWidth >= NARROW}>
    <summary>${t('Grouping, axis and filter')}</summary>
    <div class="toolbar">
      ${
        isGrouped
          ? groupingPicker(
              choices,
              { label: isScatter || isTradeOff ? t('Colors') : t('Group by'), value: query.grouping },
              (grouping) => {
                if (grouping !== null) ask({ grouping });
              },
            )
          : nothing
      }
      ${
        query.type === 'bars'
          ? groupingPicker(choices, { label: t('Series'), none: t('one'), value: query.split }, (split) => {
              ask({ split });
            })
          : nothing
      }
      ${
        isScatter && choices.parameters.length > 0
          ? dropdown({
              label: t('Over'),
              value: query.x ?? choices.parameters[0]?.name ?? '',
              choices: choices.parameters.map(({ name }) => ({ value: name, text: name })),
              change: (x) => {
                ask({ x });
              },
            })
          : nothing
      }
      ${isTradeOff ? againstPicker(choices, query, ask) : nothing}
      ${
        query.type === 'bars' || query.type === 'trend' || isScatter || isTradeOff
          ? statisticPicker(query.statistic, (statistic) => {
              ask({ statistic });
            })
          : nothing
      }
      ${isTradeOff || query.type === 'histogram' ? nothing : baselinePicker(choices, query, ask)}
      ${checkbox({
        label: t('Log axis'),
        checked: query.logScale,
        change: (logScale) => {
          ask({ logScale });
        },
      })}
      ${filterFields(choices, query.filter, (filter) => {
        ask({ filter });
      })}
    </div>
  </details>`;
}

function againstPicker(
  { metrics, others }: ChartChoices,
  { x }: ChartQuery,
  ask: ChartActs['ask'],
): TemplateResult | typeof nothing {
  const titles = new Map(metrics.map(({ key, title }) => [key, title]));
  const listed = x === null || others.includes(x) ? others : [x, ...others];
  if (listed.length === 0) return nothing;
  return dropdown({
    label: t('Against'),
    value: x ?? listed[0] ?? '',
    choices: listed.map((key) => ({ value: key, text: titles.get(key) ?? key })),
    change: (key) => {
      ask({ x: key });
    },
  });
}

const SHORT: Readonly<Record<ChartType, string>> = {
  bars: t('Bars'),
  distribution: t('Distribution'),
  histogram: t('Histogram'),
  trend: t('Trend'),
  scatter: t('Scatter'),
  'trade-off': t('Trade-off'),
  'load-curve': t('Load curve'),
  timeseries: t('Time series'),
};

function baselinePicker(
  { runs }: ChartChoices,
  { baseline }: ChartQuery,
  ask: ChartActs['ask'],
): TemplateResult | typeof nothing {
  if (runs.length < 2) return nothing;
  const listed = runs.slice(-MOST_BASELINES).map(({ id }) => id);
  const own = baseline === null || listed.includes(baseline) ? [] : [baseline];
  return dropdown({
    label: t('Baseline'),
    value: baseline ?? '',
    choices: [
      { value: '', text: t('none') },
      ...[...own, ...listed].map((id) => ({ value: id, text: id.slice(id.lastIndexOf('/') + 1), title: id })),
    ],
    change: (id) => {
      ask({ baseline: id === '' ? null : id });
    },
  });
}
