import { html, nothing, type TemplateResult } from 'lit-html';
import { parseColor, strongestMix, type Color } from '../../../src/core/charts/contrast.ts';
import { PIVOT_SHADES, type PivotShade } from '../../../src/core/dashboard/pivot-shade.ts';
import { SHADE_STEPS } from '../../../src/core/dashboard/shade.ts';
import type { PivotView, ShadeEndView } from '../../../src/protocol/models/pivot.ts';
import { dropdown } from '../../controls/controls.ts';
import { t } from '../../l10n.ts';

const SHADES: Readonly<Record<PivotShade, string>> = {
  none: t('none'),
  all: t('all cells'),
  rows: t('each row'),
  columns: t('each column'),
};

/** Which cells are shaded together. */
export function shadePicker(value: PivotShade, change: (shade: PivotShade) => void): TemplateResult {
  return dropdown({
    label: t('Shade'),
    value,
    choices: PIVOT_SHADES.map((shade) => ({ value: shade, text: SHADES[shade] })),
    change: (next) => {
      const chosen = PIVOT_SHADES.find((shade) => shade === next);
      if (chosen !== undefined) change(chosen);
    },
  });
}

/** The same shade of a table whose rows have become its columns. */
export function turned(shade: PivotShade | null): PivotShade | null {
  if (shade === 'rows') return 'columns';
  return shade === 'columns' ? 'rows' : shade;
}

/** Classes of a cell by the strength of its shade: a style of its own the content security policy forbids. */
export function shadeClass(step: number): string {
  if (step === 0) return '';
  return `is-shaded shade-${String(Math.abs(step))}${step < 0 ? ' is-below' : ''}`;
}

/** What the shades mean, from the weak end to the strong one. */
export function shadeLegend({ shading, direction, query }: PivotView): TemplateResult | typeof nothing {
  if (shading === null || (shading.by === 'all' && shading.ends === null)) return nothing;
  const { by, scale, ends } = shading;
  const isRatio = scale === 'ratio';
  const [weak, strong] = ends ?? [
    { step: isRatio ? -SHADE_STEPS : 1, text: '' },
    { step: SHADE_STEPS, text: '' },
  ];
  const [first, last] = isRatio ? RATIO_WORDS[direction] : VALUE_WORDS[direction];
  const notes = [
    ...(by === 'rows' ? [t('each row by itself')] : []),
    ...(by === 'columns' ? [t('each column by itself')] : []),
    ...(scale === 'log' ? [t('logarithmic')] : []),
    ...(isRatio ? [t('ratio to {0}; marks tell the verdict', query.ratioTo ?? '')] : []),
  ];
  return html`<p class="shade-legend">
    <span><span class="muted">${first}</span>${endText(weak)}</span>
    <span class="shade-scale" aria-hidden="true"
      >${stepsFrom(weak.step, strong.step).map(
        (step) => html`<span class="shade-swatch ${shadeClass(step)}"></span>`,
      )}</span
    >
    <span>${endText(strong, true)}<span class="muted">${last}</span></span>
    ${notes.length === 0 ? nothing : html`<span class="muted">(${notes.join(', ')})</span>`}
  </p>`;
}

const VALUE_WORDS = {
  higher: [t('worst'), t('best')],
  lower: [t('worst'), t('best')],
  none: [t('lowest'), t('highest')],
} as const;

const RATIO_WORDS = {
  higher: [t('worse'), t('better')],
  lower: [t('worse'), t('better')],
  none: [t('lower'), t('higher')],
} as const;

function endText({ text }: ShadeEndView, isLast = false): string {
  if (text === '') return '';
  return isLast ? `${text} ` : ` ${text}`;
}

function stepsFrom(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** How shades look in the theme that the window wears. */
export interface ShadeLook {
  /** Part of the hue in the background at the strongest: a percentage of CSS. */
  readonly strongest: string;
  /** Whether bars tell what colors cannot. */
  readonly hasBars: boolean;
}

/** Of a hue in a background there is no more than this: the strongest shade is still a background. */
const MOST_PERCENT = 60;
/** Below this, shades cannot be told apart; in a theme whose own text has too little contrast they have as much. */
const LEAST_PERCENT = 12;

/** Colors as strong as lets the text on them be read, none where a theme is of high contrast. */
export function shadeLook(page: Document = document): ShadeLook {
  const kinds = page.body.classList;
  const isContrast = kinds.contains('vscode-high-contrast') || kinds.contains('vscode-high-contrast-light');
  if (isContrast || matchMedia('(forced-colors: active)').matches) return { strongest: '0%', hasBars: true };
  const style = getComputedStyle(page.body);
  const read = (name: string): Color | null => parseColor(style.getPropertyValue(name));
  const [text, background] = [read('--vscode-foreground'), read('--surface')];
  const percents = ['--hue-above', '--hue-below'].map(read).map((hue) => {
    const isKnown = text !== null && background !== null && hue !== null;
    return isKnown ? strongestMix(text, background, hue, MOST_PERCENT) : 0;
  });
  const strongest = Math.min(...percents);
  return {
    strongest: `${String(strongest === 0 ? LEAST_PERCENT : strongest)}%`,
    hasBars: strongest < LEAST_PERCENT,
  };
}
