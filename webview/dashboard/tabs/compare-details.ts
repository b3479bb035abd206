import { html, nothing, type TemplateResult } from 'lit-html';
import type { CompareModel } from '../../../src/core/dashboard/compare-model.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { button } from '../../controls/controls.ts';
import { openSource } from '../places.ts';
import type { CompareActs } from './compare.ts';

/** Names listed before the rest is counted. */
const MOST = 40;

/** What stands around the table: geometric means with their sets, what differs between the sides, and who has no partner. */
export function compareDetails(model: CompareModel, acts: CompareActs): TemplateResult | typeof nothing {
  const { means, environment, unpaired, suggestedIgnores, query } = model;
  const parts = [
    ...(means.length > 0 ? [geometricMeans(model)] : []),
    ...(environment.length > 0 ? [differences(model)] : []),
    ...(unpaired.length > 0 ? [partnerless(model, acts)] : []),
    ...(suggestedIgnores.length > 0 || query.ignore.length > 0 ? [ignored(model, acts)] : []),
  ];
  return parts.length === 0 ? nothing : html`<div class="compare-details">${parts}</div>`;
}

function sideName({ sides }: CompareModel, side: number): string {
  return sides.length > 2 ? ` (${sides[side]?.name ?? ''})` : '';
}

function geometricMeans(model: CompareModel): TemplateResult {
  return html`<details>
    <summary>Geometric means (${formatCount(model.means.length)})</summary>
    <ul class="plain">
      ${model.means.map(
        ({ title, label, ratioText, over, missing, side, direction }) =>
          html`<li>
            ${title} <code>${label}</code>${sideName(model, side)}: <strong>${ratioText}×</strong> the
            baseline over ${formatCount(over.length)} benchmarks
            <span class="muted"
              >(${direction} is
              better${
                missing.length === 0
                  ? ''
                  : `; without ${missing
                      .slice(0, 3)
                      .map(({ name, why }) => `${name}: ${why}`)
                      .join(', ')}${missing.length > 3 ? ` and ${formatCount(missing.length - 3)} more` : ''}`
              })</span
            >
          </li>`,
      )}
    </ul>
  </details>`;
}

function differences(model: CompareModel): TemplateResult {
  return html`<details>
    <summary>Environment differs in ${formatCount(model.environment.length)}</summary>
    <ul class="plain">
      ${model.environment.map(
        ({ key, before, after, side }) =>
          html`<li><code>${key}</code>${sideName(model, side)}: ${before} → ${after}</li>`,
      )}
    </ul>
  </details>`;
}

function partnerless(model: CompareModel, { context }: CompareActs): TemplateResult {
  const { unpaired } = model;
  return html`<details>
    <summary>${formatCount(unpaired.length)} without a partner</summary>
    <ul class="plain">
      ${unpaired.slice(0, MOST).map(
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
              >only in
              ${where === 'baseline' ? 'the baseline' : `the other side${sideName(model, side)}`}</span
            >
          </li>`,
      )}
      ${unpaired.length > MOST ? html`<li class="muted">and ${formatCount(unpaired.length - MOST)} more</li>` : nothing}
    </ul>
  </details>`;
}

/** Parameters that make sides not comparable, unless the comparison is about them. */
function ignored({ suggestedIgnores, query }: CompareModel, { set }: CompareActs): TemplateResult {
  return html`<div class="group">
    ${suggestedIgnores.length > 0 ? html`<span class="muted">Differ in</span>` : nothing}
    ${suggestedIgnores.slice(0, 5).map((name) =>
      button({
        label: `Compare across ${name}`,
        run: () => {
          set({ ignore: [...query.ignore, name] });
        },
      }),
    )}
    ${query.ignore.map((name) =>
      button({
        label: `Across ${name}`,
        pressed: true,
        icon: 'close',
        run: () => {
          set({ ignore: query.ignore.filter((one) => one !== name) });
        },
      }),
    )}
  </div>`;
}
