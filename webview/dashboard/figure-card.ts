import { html, nothing } from 'lit-html';
import type { FigureView } from '../../src/protocol/models/figures.ts';
import { formatCount } from '../../src/core/format/quantity.ts';
import { Card } from './card.ts';
import { sourceText } from './places.ts';
import { t } from '../l10n.ts';

/** The card of the number that the pointer or the focus is on. */
class FigureCard {
  readonly #card = new Card('figure-card');
  #at: HTMLElement | null = null;

  show(at: HTMLElement, figure: FigureView): void {
    this.#at?.removeAttribute('aria-describedby');
    this.#at = at;
    this.#card.show(contentOf(figure), at.getBoundingClientRect());
    at.setAttribute('aria-describedby', this.#card.id);
  }

  hide(): void {
    this.#card.hide();
    this.#at?.removeAttribute('aria-describedby');
    this.#at = null;
  }
}

export const figureCard = new FigureCard();

function contentOf({ about, label, scope, sources, places }: FigureView): ReturnType<typeof html> {
  const more = places - sources.length;
  return html`<div class="card-about">${about}</div>
    ${label === '' ? nothing : html`<div class="card-label"><code>${label}</code>${scope === '' || scope === label ? nothing : html` · ${scope}`}</div>`}
    ${
      sources.length === 0
        ? html`<div class="muted">${t('Counted in these results.')}</div>`
        : html`<ul class="card-sources">
            ${sources.map((source) => html`<li><code>${sourceText(source)}</code></li>`)}
            ${more > 0 ? html`<li class="muted">${t('and {0} more', formatCount(more))}</li>` : nothing}
          </ul>`
    }`;
}
