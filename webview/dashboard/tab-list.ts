import { html, type TemplateResult } from 'lit-html';
import { TAB_TITLES, TABS, type Tab } from './view-state.ts';
import { t } from '../l10n.ts';

/** The tabs as ARIA tabs: one stop for Tab, arrows, Home and End between them, chosen as they are reached. */
export function tabList(current: Tab, choose: (tab: Tab) => void): TemplateResult {
  const moved = (event: KeyboardEvent): void => {
    const next = tabAfter(current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    const list = event.currentTarget;
    if (list instanceof HTMLElement) list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${t('Dashboard')} @keydown=${moved}>
    ${TABS.map(
      (tab) =>
        html`<button
          id="tab-${tab}"
          class="tab"
          type="button"
          role="tab"
          aria-selected=${tab === current ? 'true' : 'false'}
          aria-controls=${tab === current ? `panel-${tab}` : ''}
          tabindex=${tab === current ? 0 : -1}
          @click=${() => {
            choose(tab);
          }}
        >
          ${TAB_TITLES[tab]}
        </button>`,
    )}
  </div>`;
}

function tabAfter(current: Tab, key: string): Tab | undefined {
  const at = TABS.indexOf(current);
  switch (key) {
    case 'ArrowRight':
      return TABS[(at + 1) % TABS.length];
    case 'ArrowLeft':
      return TABS[(at + TABS.length - 1) % TABS.length];
    case 'Home':
      return TABS[0];
    case 'End':
      return TABS.at(-1);
    default:
      return undefined;
  }
}
