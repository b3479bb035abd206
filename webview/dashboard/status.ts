import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount } from '../../src/core/format/quantity.ts';
import type { PanelState } from '../../src/protocol/panel-state.ts';
import { button } from '../controls/controls.ts';
import type { TabContext } from './app.ts';

/** What the panel stands on, at the right of its tabs: how much was read, or how far the reading is. */
export function statusLine(panel: PanelState, context: TabContext): TemplateResult {
  const isBusy = panel.phase === 'listing' || panel.phase === 'reading';
  return html`<div class="status">
    <span class="status-text" role="status">${statusText(panel)}</span>
    ${button({
      label: 'Look at every file again',
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
  if (phase === 'listing') return 'Looking for results …';
  if (phase === 'reading') return `Reading ${formatCount(done)} of ${formatCount(total)} files …`;
  return `${count(files, 'file')}, ${count(counted, 'measure')}`;
}

function count(number: number, one: string): string {
  return `${formatCount(number)} ${number === 1 ? one : `${one}s`}`;
}
