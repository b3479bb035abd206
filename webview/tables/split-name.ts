import { html, type TemplateResult } from 'lit-html';
import type { VirtualCell } from './virtual-table.ts';

/** Characters at the end of a name that stay: stamps, numbers and parameters there tell names apart. */
const END = 10;

/** A name whose middle gives way where there is no room for all of it. */
export function splitName(name: string): TemplateResult {
  const end = name.length < 2 * END ? name.length : END;
  return html`<span class="split-name"
    ><span class="split-start">${name.slice(0, name.length - end)}</span
    ><span class="split-end">${name.slice(name.length - end)}</span></span
  >`;
}

/** A cell of a table with a name of the data. */
export function nameCell(text: string): VirtualCell {
  return { text, spoken: text, content: html`<span class="vt-text">${splitName(text)}</span>` };
}
