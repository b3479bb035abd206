import { html, nothing, type TemplateResult } from 'lit-html';
import type { CompareModel } from '../../../src/core/dashboard/compare-model.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { button } from '../../controls/controls.ts';
import { openSource } from '../places.ts';
import { BETTER } from './better.ts';
import type { CompareActs } from './compare.ts';
import { t } from '../../l10n.ts';

/** What stands around the table: geometric means with their sets, what differs between the sides, and who has no partner. */
export function compareDetails(model: CompareModel, acts: CompareActs): TemplateResult | typeof nothing {
  const { means, environment, unpaired, suggestedIgnores, query } = model;
  const parts = [
    ...(means.length > 0 ? [geometricMeans(model)] : []),
    ...(environment.length > 0 ? [differences(model)] : []),
    ...(unpaired.count > 0 ? [partnerless(model, acts)] : []),
    ...(suggestedIgnores.length > 0 || query.ignore.length > 0 ? [ignored(model, acts)] : []),
  ];
  return parts.length === 0 ? nothing : html`<div class="compare-details">${parts}</div>`;
}

function sideName({ sides }: CompareModel, side: number): string {
  return sides.length > 2 ? ` (${sides[side]?.name ?? ''})` : '';
}

function withoutText(missing: CompareModel['means'][number]['missing']): string {
  if (missing.count === 0) return '';
  const named = missing.first.map(({ name, why }) => `${name}: ${why}`);
  const rest = missing.count - named.length;
  return `; ${t('without {0}', named.join(', '))}${rest > 0 ? ` ${t('and {0} more', formatCount(rest))}` : ''}`;
}

function geometricMeans(model: CompareModel): TemplateResult {
  return html`<details>
    <summary>${t('Geometric means ({0})', formatCount(model.means.length))}</summary>
    <ul class="plain">
      ${model.means.map(
        ({ title, label, ratioText, n, missing, side, direction }) =>
          html`<li>
            ${title} <code>${label}</code>${sideName(model, side)}:
            <strong>${t('{0}× the baseline', ratioText)}</strong>
            ${t('over {0} benchmarks', formatCount(n))}
            <span class="muted">(${BETTER[direction]}${withoutText(missing)})</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

function differences(model: CompareModel): TemplateResult {
  return html`<details>
    <summary>${t('Environment differs in {0}', formatCount(model.environment.length))}</summary>
    <ul class="plain">
      ${model.environment.map(
        ({ key, before, after, side }) =>
          html`<li><code>${key}</code>${sideName(model, side)}: ${before} → ${after}</li>`,
      )}
    </ul>
  </details>`;
}

function partnerless(model: CompareModel, { context }: CompareActs): TemplateResult {
  const { first, count } = model.unpaired;
  return html`<details>
    <summary>${t('{0} without a partner', formatCount(count))}</summary>
    <ul class="plain">
      ${first.map(
        ({ name, where, side, source }) =>
          html`<li>
            <button
              class="link"
              type="button"
              @click=${() => {
                openSource(context, source);
              }}
            >
              ${name}
            </button>
            <span class="muted"
              >${where === 'baseline' ? t('only in the baseline') : `${t('only in the other side')}${sideName(model, side)}`}</span
            >
          </li>`,
      )}
      ${count > first.length ? html`<li class="muted">${t('and {0} more', formatCount(count - first.length))}</li>` : nothing}
    </ul>
  </details>`;
}

/** Parameters that make sides not comparable, unless the comparison is about them. */
function ignored({ suggestedIgnores, query }: CompareModel, { set }: CompareActs): TemplateResult {
  return html`<div class="group">
    ${suggestedIgnores.length > 0 ? html`<span class="muted">${t('Differ in')}</span>` : nothing}
    ${suggestedIgnores.slice(0, 5).map((name) =>
      button({
        label: t('Compare across {0}', name),
        run: () => {
          set({ ignore: [...query.ignore, name] });
        },
      }),
    )}
    ${query.ignore.map((name) =>
      button({
        label: t('Across {0}', name),
        pressed: true,
        icon: 'close',
        run: () => {
          set({ ignore: query.ignore.filter((one) => one !== name) });
        },
      }),
    )}
  </div>`;
}
