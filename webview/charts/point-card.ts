import { html } from 'lit-html';
import { Card } from '../dashboard/card.ts';

/** Room around a point, so that its card does not cover it. */
const AROUND = 8;

/** The card of the point that the pointer or the keys are on. */
class PointCard {
  readonly #card = new Card('point-card');

  /** The first line is what the point is, the last where it stands. */
  show([name = '', ...lines]: readonly string[], { x, y }: { readonly x: number; readonly y: number }): void {
    const at = { left: x + AROUND, top: y - AROUND, bottom: y + AROUND };
    this.#card.show(
      html`<div class="card-name">${name}</div>
        ${lines.slice(0, -1).map((line) => html`<div>${line}</div>`)}
        <div class="muted"><code>${lines.at(-1) ?? ''}</code></div>`,
      at,
    );
  }

  hide(): void {
    this.#card.hide();
  }
}

export const pointCard = new PointCard();
