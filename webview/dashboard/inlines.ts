import { html, type TemplateResult } from 'lit-html';
import { verdictText } from '../../src/core/report/inline.ts';
import type { FigureView } from '../../src/protocol/models/figures.ts';
import type { InlineView } from '../../src/protocol/models/inlines.ts';
import type { TabContext } from './app.ts';
import { figureCard } from './figure-card.ts';
import { openPlace, sourceText } from './places.ts';

type Acting = Pick<TabContext, 'host' | 'act' | 'show'>;

/** A sentence of figures, code and our own words; every text of the data is a text node. */
export function sentence(inlines: readonly InlineView[], context: Acting): TemplateResult {
  return html`${held(inlines).map(({ before, inline, after }) =>
    before === '' && after === ''
      ? piece(inline, context)
      : html`<span class="held">${before}${piece(inline, context)}${after}</span>`,
  )}`;
}

interface Held {
  readonly before: string;
  readonly inline: InlineView;
  readonly after: string;
}

/** A browser may break a line beside any button: the brackets and stops around a number stay on its line. */
function held(inlines: readonly InlineView[]): readonly Held[] {
  const all = inlines.map((inline): { -readonly [K in keyof Held]: Held[K] } => ({
    before: '',
    inline,
    after: '',
  }));
  for (const [at, own] of all.entries()) {
    if (own.inline.kind !== 'figure') continue;
    const [last, next] = [all[at - 1], all[at + 1]];
    if (last?.inline.kind === 'words') {
      const { text } = last.inline;
      own.before = /(?:\(|\bp )$/.exec(text)?.[0] ?? '';
      last.inline = { ...last.inline, text: text.slice(0, text.length - own.before.length) };
    }
    if (next?.inline.kind === 'words') {
      const { text } = next.inline;
      own.after = /^[).,;:]+/.exec(text)?.[0] ?? '';
      next.inline = { ...next.inline, text: text.slice(own.after.length) };
    }
  }
  return all;
}

function piece(inline: InlineView, context: Acting): TemplateResult {
  switch (inline.kind) {
    case 'words':
      return html`${inline.text}`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'figure':
      return figureLink(inline.figure, context);
    case 'verdict':
      return html`<span class="verdict is-${inline.verdict}">${verdictText(inline.verdict)}</span>`;
    case 'file': {
      const { root, path, line } = inline;
      const place = { root, file: path, line, column: null, endLine: null };
      return html`<button
        class="link code"
        type="button"
        @click=${() => {
          openPlace(context, place);
        }}
      >
        ${line === null ? path : sourceText({ file: path, line })}
      </button>`;
    }
  }
}

/** A number: its card says what it is and where it comes from, a click opens the first place; a count leads to the files. */
export function figureLink(figure: FigureView, context: Acting): TemplateResult {
  const [first] = figure.sources;
  const show = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLElement) figureCard.show(currentTarget, figure);
  };
  const hide = (): void => {
    figureCard.hide();
  };
  return html`<button
    class="link figure"
    type="button"
    @mouseenter=${show}
    @focus=${show}
    @mouseleave=${hide}
    @blur=${hide}
    @click=${() => {
      hide();
      if (first === undefined) context.show('data');
      else openPlace(context, first);
    }}
  >
    ${figure.text}
  </button>`;
}
