import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import { seriesLook, type Shape } from '../../src/core/charts/palette.ts';
import { css } from '../dashboard/css.ts';
import { fittedNames } from './tell-apart.ts';
import { readTheme } from './theme.ts';
import { t } from '../l10n.ts';

const DRAWINGS: Readonly<Record<Shape, SVGTemplateResult>> = {
  circle: svg`<circle cx="6" cy="6" r="4"/>`,
  square: svg`<rect x="2.5" y="2.5" width="7" height="7"/>`,
  triangle: svg`<path d="M6 1.5 10.5 10h-9z"/>`,
  diamond: svg`<path d="M6 1 11 6 6 11 1 6z"/>`,
  'triangle-down': svg`<path d="M6 10.5 1.5 2h9z"/>`,
  plus: svg`<path class="stroke" d="M6 1.5v9M1.5 6h9"/>`,
  cross: svg`<path class="stroke" d="m2.5 2.5 7 7M9.5 2.5l-7 7"/>`,
  bar: svg`<path class="stroke" d="M6 1v10"/>`,
};

/** Characters of a name in the legend. */
const MOST = 46;

/** The series as buttons that turn them off and on; with Alt, or by a double click, one is seen alone. */
export function chartLegend(
  names: readonly string[],
  hidden: readonly string[],
  set: (hidden: readonly string[]) => void,
): TemplateResult | typeof nothing {
  if (names.length < 2) return nothing;
  const { series } = readTheme();
  const alone = (name: string): void => {
    const others = names.filter((other) => other !== name);
    const isAlone = others.every((other) => hidden.includes(other));
    set(isAlone ? [] : others);
  };
  const short = fittedNames(names, MOST);
  return html`<div class="legend" role="group" aria-label=${t('Series')}>
    ${names.map((name, at) => {
      const isHidden = hidden.includes(name);
      const { color, shape } = seriesLook(at);
      return html`<button
        class="legend-item ${isHidden ? 'is-hidden' : ''}"
        type="button"
        aria-pressed=${isHidden ? 'false' : 'true'}
        title=${t('{0}: click to hide or show, double-click to see it alone', name)}
        @click=${(event: MouseEvent) => {
          if (event.altKey) alone(name);
          else set(isHidden ? hidden.filter((other) => other !== name) : [...hidden, name]);
        }}
        @dblclick=${() => {
          alone(name);
        }}
      >
        <svg
          class="swatch"
          viewBox="0 0 12 12"
          width="12"
          height="12"
          aria-hidden="true"
          ${css({ color: series(color) })}
        >
          ${DRAWINGS[shape]}</svg
        ><span>${short[at]}</span>
      </button>`;
    })}
    ${
      hidden.length === 0
        ? nothing
        : html`<button
            class="link"
            type="button"
            @click=${() => {
              set([]);
            }}
          >
            ${t('show all')}
          </button>`
    }
  </div>`;
}
