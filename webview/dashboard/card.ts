import { render, type TemplateResult } from 'lit-html';

/** Between what a card is about and the card, and between the card and the edge of the panel. */
const GAP = 6;
const EDGE = 8;

/** A small window over the panel that says more of one thing; one at a time, gone on Escape and when anything scrolls. */
export class Card {
  readonly #id: string;
  #element: HTMLElement | null = null;

  constructor(id: string) {
    this.#id = id;
  }

  get id(): string {
    return this.#id;
  }

  show(content: TemplateResult, at: Pick<DOMRect, 'left' | 'top' | 'bottom'>): void {
    const card = this.#card();
    render(content, card);
    card.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE));
    const below = at.bottom + GAP;
    const isLow = below + height > window.innerHeight - EDGE;
    const top = isLow ? Math.max(EDGE, at.top - height - GAP) : below;
    card.style.setProperty('left', `${String(left)}px`);
    card.style.setProperty('top', `${String(top)}px`);
  }

  hide(): void {
    if (this.#element !== null) this.#element.hidden = true;
  }

  #card(): HTMLElement {
    if (this.#element !== null) return this.#element;
    const card = document.createElement('div');
    card.id = this.#id;
    card.className = 'card';
    card.setAttribute('role', 'tooltip');
    document.body.append(card);
    const hide = (): void => {
      this.hide();
    };
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') hide();
    });
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    this.#element = card;
    return card;
  }
}
