import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChartChoices, MetricChoice } from '../../src/core/dashboard/choices.ts';
import { isOpen } from '../../src/core/dashboard/filter.ts';
import {
  NO_FILTER,
  type ChartFilter,
  type ChartStatistic,
  type Grouping,
} from '../../src/core/dashboard/query.ts';
import { formatCount } from '../../src/core/format/quantity.ts';
import { button, dropdown, textField, type Choice } from '../controls/controls.ts';
import { t } from '../l10n.ts';

/** Which metric; those that the filter leaves empty stay in the list and say so. */
export function metricPicker(
  { metrics }: ChartChoices,
  value: string,
  change: (metric: string) => void,
): TemplateResult {
  const known = metrics.some(({ key }) => key === value);
  return dropdown({
    label: t('Metric'),
    value,
    class: 'wide',
    choices: [
      ...(known ? [] : [{ value, text: t('gone') }]),
      ...metrics.map((metric) => ({ value: metric.key, text: metricText(metric), title: metric.about })),
    ],
    change,
  });
}

function metricText({ title, measures }: MetricChoice): string {
  return `${title} (${formatCount(measures)})`;
}

/** Which label of the metric, where the files spell several. */
export function labelPicker(
  { metrics }: ChartChoices,
  metric: string,
  value: string | null,
  change: (label: string | null) => void,
): TemplateResult | typeof nothing {
  const labels = metrics.find(({ key }) => key === metric)?.labels ?? [];
  if (labels.length < 2 && value === null) return nothing;
  return dropdown({
    label: t('Label'),
    value: value ?? '',
    choices: [
      { value: '', text: t('all') },
      ...labels.map(({ label, measures }) => ({ value: label, text: `${label} (${formatCount(measures)})` })),
    ],
    change: (next) => {
      change(next === '' ? null : next);
    },
  });
}

const STATISTICS: readonly (readonly [ChartStatistic, string])[] = [
  ['center', t('mean, else median')],
  ['mean', t('mean')],
  ['median', t('median')],
  ['min', 'min'],
  ['max', 'max'],
  ['p95', 'p95'],
  ['p99', 'p99'],
];

export function statisticPicker(
  value: ChartStatistic,
  change: (statistic: ChartStatistic) => void,
): TemplateResult {
  return dropdown({
    label: t('Statistic'),
    value,
    choices: STATISTICS.map(([statistic, text]) => ({ value: statistic, text })),
    change: (next) => {
      const chosen = STATISTICS.find(([statistic]) => statistic === next);
      if (chosen !== undefined) change(chosen[0]);
    },
  });
}

/** A way to group; with a word for none, none is a choice. */
export function groupingPicker(
  { groupings }: Pick<ChartChoices, 'groupings'>,
  { label, none, value }: { readonly label: string; readonly none?: string; readonly value: Grouping | null },
  change: (grouping: Grouping | null) => void,
): TemplateResult {
  const choices: Choice[] = [
    ...(none === undefined ? [] : [{ value: '', text: none }]),
    ...groupings.map(({ grouping, title, groups }) => ({
      value: grouping,
      text: `${title} (${formatCount(groups)})`,
    })),
  ];
  if (value !== null && !choices.some((choice) => choice.value === value)) {
    choices.push({ value, text: value.replace(/^parameter:/, '') });
  }
  return dropdown({
    label,
    value: value ?? '',
    choices,
    change: (next) => {
      const chosen = groupings.find(({ grouping }) => grouping === next);
      change(chosen?.grouping ?? null);
    },
  });
}

/** What takes part: words, a category, a tool. */
export function filterFields(
  { categories, tools }: Pick<ChartChoices, 'categories' | 'tools'>,
  filter: ChartFilter,
  set: (filter: ChartFilter) => void,
): TemplateResult {
  return html`${textField({
    label: t('Filter'),
    placeholder: t('Filter: words of run, benchmark, parameter'),
    value: filter.text,
    icon: 'search',
    input: (text) => {
      set({ ...filter, text });
    },
  })}
  ${
    categories.length < 2
      ? nothing
      : listPicker(t('Category'), categories, filter.categories, (chosen) => {
          set({ ...filter, categories: chosen });
        })
  }
  ${
    tools.length < 2
      ? nothing
      : listPicker(t('Tool'), tools, filter.tools, (chosen) => {
          set({ ...filter, tools: chosen });
        })
  }
  ${
    isOpen(filter)
      ? nothing
      : button({
          label: t('Clear Filter'),
          run: () => {
            set(NO_FILTER);
          },
        })
  }`;
}

function listPicker(
  label: string,
  all: readonly string[],
  chosen: readonly string[],
  set: (chosen: readonly string[]) => void,
): TemplateResult {
  const several =
    chosen.length > 1 ? [{ value: '\u0000', text: t('{0} chosen', formatCount(chosen.length)) }] : [];
  return dropdown({
    label,
    value: chosen.length > 1 ? '\u0000' : (chosen[0] ?? ''),
    choices: [{ value: '', text: t('all') }, ...several, ...all.map((text) => ({ value: text, text }))],
    change: (value) => {
      set(value === '' ? [] : [value]);
    },
  });
}
