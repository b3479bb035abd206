import { html, nothing, render } from 'lit-html';
import type { FigureView } from '../../src/protocol/models/figures.ts';
import { formatCount } from '../../src/core/format/quantity.ts';
import { sourceText } from './places.ts';

/** Between a number and its card, and between the card and the edge of the panel. */
const GAP = 6;
const EDGE = 8;

/** One card for the whole panel, below or above the number that the pointer or the focus is on. */
class FigureCard {
  #element: HTMLElement | null = null;
  #at: HTMLElement | null = null;

  show(at: HTMLElement, figure: FigureView): void {
    const card = this.#card();
    this.#at?.removeAttribute('aria-describedby');
    this.#at = at;
    render(contentOf(figure), card);
    card.hidden = false;
    at.setAttribute('aria-describedby', card.id);
    place(card, at.getBoundingClientRect());
  }

  hide(): void {
    if (this.#element !== null) this.#element.hidden = true;
    this.#at?.removeAttribute('aria-describedby');
    this.#at = null;
  }

  #card(): HTMLElement {
    if (this.#element !== null) return this.#element;
    const card = document.createElement('div');
    card.id = 'figure-card';
    card.className = 'card';
    card.setAttribute('role', 'tooltip');
    document.body.append(card);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.hide();
    });
    document.addEventListener(
      'scroll',
      () => {
        this.hide();
      },
      { capture: true, passive: true },
    );
    this.#element = card;
    return card;
  }
}

export const figureCard = new FigureCard();

function contentOf({ about, label, scope, sources, places }: FigureView): ReturnType<typeof html> {
  const more = places - sources.length;
  return html`<div class="card-about">${about}</div>
    ${label === '' ? nothing : html`<div class="card-label"><code>${label}</code>${scope === '' || scope === label ? nothing : html` · ${scope}`}</div>`}
    ${
      sources.length === 0
        ? html`<div class="muted">Counted in these results.</div>`
        : html`<ul class="card-sources">
            ${sources.map((source) => html`<li><code>${sourceText(source)}</code></li>`)}
            ${more > 0 ? html`<li class="muted">and ${formatCount(more)} more</li>` : nothing}
          </ul>`
    }`;
}

function place(card: HTMLElement, at: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE));
  const below = at.bottom + GAP;
  const top = below + height > window.innerHeight - EDGE ? Math.max(EDGE, at.top - height - GAP) : below;
  card.style.setProperty('left', `${String(left)}px`);
  card.style.setProperty('top', `${String(top)}px`);
}
