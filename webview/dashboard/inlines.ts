import { html, type TemplateResult } from 'lit-html';
import { isDate, verdictText } from '../../src/core/report/inline.ts';
import type { FigureView } from '../../src/protocol/models/figures.ts';
import type { InlineView } from '../../src/protocol/models/inlines.ts';
import type { TabContext } from './app.ts';
import { figureCard } from './figure-card.ts';
import { openPlace, sourceText } from './places.ts';

type Acting = Pick<TabContext, 'host' | 'act' | 'show'>;

/** A sentence of figures, code and our own words; every text of the data is a text node. */
export function sentence(inlines: readonly InlineView[], context: Acting): TemplateResult {
  return html`${held(inlines).map(({ before, inlines: own, after }) => {
    const pieces = own.map((inline) => piece(inline, context));
    return before === '' && after === '' && own.length === 1
      ? pieces
      : html`<span class="held">${before}${pieces}${after}</span>`;
  })}`;
}

/** What stays on one line. */
interface Held {
  readonly before: string;
  readonly inlines: readonly InlineView[];
  readonly after: string;
}

/** A browser may break a line beside any button: the brackets, stops and verdicts around a number stay on its line. */
function held(inlines: readonly InlineView[]): readonly Held[] {
  const all: { -readonly [K in keyof Held]: Held[K] }[] = [];
  for (let at = 0; at < inlines.length; at += all.at(-1)?.inlines.length ?? 1) {
    const end = hasVerdict(inlines.slice(at, at + 3)) ? at + 3 : at + 1;
    all.push({ before: '', inlines: inlines.slice(at, end), after: '' });
  }
  for (const [at, own] of all.entries()) {
    if (own.inlines[0]?.kind !== 'figure') continue;
    const [last, next] = [all[at - 1], all[at + 1]];
    const [before, after] = [last?.inlines[0], next?.inlines[0]];
    if (last !== undefined && before?.kind === 'words') {
      const { text } = before;
      own.before = /(?:\(|\bp )$/.exec(text)?.[0] ?? '';
      last.inlines = [{ ...before, text: text.slice(0, text.length - own.before.length) }];
    }
    if (next !== undefined && after?.kind === 'words') {
      const { text } = after;
      own.after = /^[).,;:]+/.exec(text)?.[0] ?? '';
      next.inlines = [{ ...after, text: text.slice(own.after.length) }];
    }
  }
  return all;
}

/** A number with its verdict behind it: “1 ✗ regressed”. */
function hasVerdict([figure, space, verdict]: readonly InlineView[]): boolean {
  return (
    figure?.kind === 'figure' && space?.kind === 'words' && space.text === ' ' && verdict?.kind === 'verdict'
  );
}

function piece(inline: InlineView, context: Acting): TemplateResult {
  switch (inline.kind) {
    case 'words':
      return html`${inline.text}`;
    case 'code':
      return html`<code class=${isDate(inline) ? 'held' : ''}>${inline.text}</code>`;
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
