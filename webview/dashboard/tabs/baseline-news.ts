import { html, nothing, type TemplateResult } from 'lit-html';
import type { BaselineNewsView } from '../../../src/protocol/models/baseline.ts';
import { button } from '../../controls/controls.ts';
import type { TabContext } from '../app.ts';
import { sentence } from '../inlines.ts';
import type { Loaded } from '../resource.ts';
import { t } from '../../l10n.ts';

/** How the results stand against the baseline that is set: what a folder with a baseline is looked at for. */
export function baselineNews(
  { value, refusal, loading }: Loaded<BaselineNewsView | null>,
  context: TabContext,
): TemplateResult | typeof nothing {
  if (context.panel.baseline === null) return nothing;
  // Counts of verdicts lead to the tables that they count.
  const toReport: TabContext = {
    ...context,
    show: () => {
      context.show('report');
    },
  };
  const [verdicts, ...moved] = value?.sentences ?? [];
  return html`<section class="findings baseline-news" aria-labelledby="baseline-title">
    <h2 id="baseline-title">${t('Against the baseline')}</h2>
    ${
      refusal !== null
        ? html`<p class="muted" role="status">${refusal.message}</p>`
        : value === null && loading
          ? html`<p class="muted" role="status">${t('Comparing …')}</p>`
          : (value?.note ?? null) === null
            ? nothing
            : html`<p class="muted">${value?.note}</p>`
    }
    ${verdicts === undefined ? nothing : html`<p>${sentence(verdicts, toReport)}</p>`}
    ${
      moved.length === 0
        ? nothing
        : html`<ul class="moved">
            ${moved.map((one) => html`<li>${sentence(one, toReport)}</li>`)}
          </ul>`
    }
    ${
      verdicts === undefined
        ? nothing
        : html`<p>
            ${button({
              label: t('All changes in the report'),
              run: () => {
                context.show('report');
              },
            })}
          </p>`
    }
  </section>`;
}
