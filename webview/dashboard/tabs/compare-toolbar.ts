import { html, nothing, type TemplateResult } from 'lit-html';
import { sideName, type CompareSide } from '../../../src/core/compare/side.ts';
import type { CompareResult, SideSummary } from '../../../src/core/dashboard/compare-model.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { fittedNames } from '../../charts/tell-apart.ts';
import { button, textField } from '../../controls/controls.ts';
import type { CompareActs } from './compare.ts';
import { t } from '../../l10n.ts';

/** More sides than this are not read as columns any more. */
const MOST_SIDES = 6;
/** Characters of a side's name on its button. */
const MOST = 44;

/** The sides, each changed by a picker of the editor, and the filter. */
export function compareToolbar(
  known: CompareResult | null,
  sides: readonly CompareSide[],
  { context, state, set }: CompareActs,
): TemplateResult {
  const pick = (take: (side: CompareSide) => readonly CompareSide[]): void => {
    const chosen = context.host.ask('pickSide', undefined).answer.then((side) => {
      if (side !== null) set({ sides: take(side), ignore: [] });
    });
    context.act(chosen);
  };
  const found = foundOf(known, sides);
  const texts = sides.map((side, at) => found[at]?.name ?? sideText(side));
  const names = buttonNames(texts);
  return html`<div class="toolbar">
    ${sides.map(
      (side, at) =>
        html`<span class="side">
          <span class="field-label"
            >${at === 0 ? t('Baseline') : sides.length > 2 ? t('Side {0}', at) : t('Against it')}</span
          >
          ${button({
            label: names[at] ?? sideText(side),
            title: found[at]?.text ?? sideText(side),
            run: () => {
              pick((next) => sides.with(at, next));
            },
          })}
          ${
            at > 0 && sides.length > 2
              ? button({
                  label: t('Remove side {0}', at),
                  icon: 'close',
                  look: 'icon',
                  run: () => {
                    set({ sides: sides.filter((_, index) => index !== at) });
                  },
                })
              : nothing
          }
        </span>`,
    )}
    ${
      sides.length < MOST_SIDES
        ? button({
            label: sides.length === 0 ? t('Choose Baseline') : t('Add Side'),
            icon: 'plus',
            look: sides.length < 2 ? 'primary' : 'secondary',
            run: () => {
              pick((next) => [...sides, next]);
            },
          })
        : nothing
    }
    ${
      sides.length === 2
        ? button({
            label: t('Swap'),
            title: t('Make the other side the baseline'),
            run: () => {
              set({ sides: sides.toReversed() });
            },
          })
        : nothing
    }
    ${
      sides.length < 2
        ? nothing
        : textField({
            label: t('Filter'),
            placeholder: t('Filter: words of benchmark, parameter, metric'),
            value: state.filter.text,
            icon: 'search',
            input: (text) => {
              set({ filter: { ...state.filter, text } });
            },
          })
    }
  </div>`;
}

/** Whole where there is room for them, else the names of files and folders without where they lie. */
function buttonNames(texts: readonly string[]): readonly string[] {
  const names = texts.map((text) => text.replace(/^.+\/(?=[^/]+\/?$)/u, '…/'));
  const ways = new Set(names).size === texts.length ? [texts, names] : [texts];
  return ways.find((way) => way.every(({ length }) => length <= MOST)) ?? fittedNames(texts, MOST);
}

/** An answer to an earlier question stays until the next one is there: its names are of other sides. */
function foundOf(known: CompareResult | null, sides: readonly CompareSide[]): readonly SideSummary[] {
  if (known?.kind !== 'compare') return [];
  return JSON.stringify(known.query.sides) === JSON.stringify(sides) ? known.sides : [];
}

function sideText(side: CompareSide): string {
  return side.kind === 'runs' && side.ids.length > 1
    ? t('{0} runs', formatCount(side.ids.length))
    : sideName(side);
}
