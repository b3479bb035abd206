import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount } from '../../src/core/format/quantity.ts';
import type { PanelState } from '../../src/protocol/panel-state.ts';
import { button } from '../controls/controls.ts';
import type { TabContext } from './app.ts';
import { t } from '../l10n.ts';

/** What the panel stands on, at the right of its tabs: how much was read, or how far the reading is. */
export function statusLine(panel: PanelState, context: TabContext): TemplateResult {
  const isBusy = panel.phase === 'listing' || panel.phase === 'reading';
  return html`<div class="status">
    <span class="status-text" role="status">${statusText(panel)}</span>
    ${button({
      label: t('Look at every file again'),
      icon: 'refresh',
      look: 'icon',
      disabled: isBusy,
      run: () => {
        context.act(context.host.ask('refresh', undefined).answer);
      },
    })}
    ${isBusy ? html`<div class="status-bar"></div>` : nothing}
  </div>`;
}

function statusText({ phase, done, total, files, counted }: PanelState): string {
  if (phase === 'listing') return t('Looking for results …');
  if (phase === 'reading') return t('Reading {0} of {1} files …', formatCount(done), formatCount(total));
  const read = files === 1 ? t('1 file') : t('{0} files', formatCount(files));
  return `${read}, ${counted === 1 ? t('1 measure') : t('{0} measures', formatCount(counted))}`;
}
