import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

/** Our own drawings on a grid of 16: one stroke, the color of the text around them. */
const ICONS = {
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14"/>`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.5-3.5M13 2.5v3h-3"/>`,
  save: svg`<path d="M8 2.5v7.5M5 7.5 8 10.5l3-3M3 13h10"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>`,
  table: svg`<rect x="2.5" y="3" width="11" height="10" rx="1"/><path d="M2.5 6.5h11M2.5 9.75h11M6.5 6.5V13"/>`,
  chart: svg`<path d="M2.5 13.5h11M4.5 13.5V9M8 13.5v-10M11.5 13.5V7"/>`,
  zoomIn: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14M5 7h4M7 5v4"/>`,
  zoomOut: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14M5 7h4"/>`,
  reset: svg`<path d="M3 6V3h3M13 6V3h-3M3 10v3h3M13 10v3h-3"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  better: svg`<path d="M8 13V3M4 7l4-4 4 4"/>`,
  worse: svg`<path d="M8 3v10M4 9l4 4 4-4"/>`,
  same: svg`<path d="M3 6h10M3 10h10"/>`,
  unknown: svg`<circle cx="8" cy="8" r="5.5"/><path d="M6.4 6.3c.2-1 1-1.5 1.7-1.5.9 0 1.7.6 1.7 1.5 0 1.2-1.8 1.3-1.8 2.5M8 11v.4"/>`,
  differs: svg`<path d="M3 6h10M3 10h10M11 3 5 13"/>`,
  warning: svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11v.4"/>`,
  ok: svg`<path d="m3 8.5 3.5 3.5L13 5"/>`,
  open: svg`<path d="M6.5 3h-3a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1H12a1 1 0 0 0 1-1v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5"/>`,
  exclude: svg`<circle cx="8" cy="8" r="5.5"/><path d="m4.2 4.2 7.6 7.6"/>`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9"/>`,
  minus: svg`<path d="M3.5 8h9"/>`,
  up: svg`<path d="m4 10 4-4 4 4"/>`,
  down: svg`<path d="m4 6 4 4 4-4"/>`,
  right: svg`<path d="m6 4 4 4-4 4"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof ICONS;

/** A drawing beside words: it says nothing that they do not say, so screen readers pass it by. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${ICONS[name]}
  </svg>`;
}
