import { html, nothing, type TemplateResult } from 'lit-html';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { chartCss, chartVariables } from '../../../src/core/charts/svg-style.ts';
import type { ChartSpec } from '../../../src/core/charts/spec.ts';
import type { BlockView } from '../../../src/protocol/models/report.ts';
import type { TabContext } from '../app.ts';
import { sentence } from '../inlines.ts';
import { t } from '../../l10n.ts';

/** A table of a report that is longer is folded to this many rows. */
const MOST_ROWS = 60;

/** One block of a report, as the saved report has it. */
export function reportBlock(block: BlockView, context: TabContext): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${sentence(block.text, context)}</p>`;
    case 'heading':
      return block.level === 3 ? html`<h3>${block.text}</h3>` : html`<h4>${block.text}</h4>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${sentence(item, context)}</li>`);
      return block.ordered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'chart':
      return html`<figure class="report-chart">
        <img src=${picture(block.spec)} alt=${block.spec.description} />
        <figcaption class="muted">${sentence(block.caption, context)}</figcaption>
      </figure>`;
    case 'table':
      return tableBlock(block, context);
  }
}

function tableBlock(
  { columns, rows }: Extract<BlockView, { readonly kind: 'table' }>,
  context: TabContext,
): TemplateResult {
  const row = (cells: (typeof rows)[number]): TemplateResult =>
    html`<tr>
      ${cells.map(
        (cell, at) =>
          html`<td class=${columns[at]?.align === 'right' ? 'number' : ''}>${sentence(cell, context)}</td>`,
      )}
    </tr>`;
  const head = html`<thead>
    <tr>
      ${columns.map(({ title, align }) => html`<th scope="col" class=${align === 'right' ? 'number' : ''}>${title}</th>`)}
    </tr>
  </thead>`;
  return html`<div class="report-table" tabindex="0" role="group" aria-label=${t('Table')}>
    <table>
      ${head}
      <tbody>
        ${rows.slice(0, MOST_ROWS).map(row)}
      </tbody>
    </table>
    ${
      rows.length > MOST_ROWS
        ? html`<details>
            <summary>${t('{0} more rows', formatCount(rows.length - MOST_ROWS))}</summary>
            <table>
              ${head}
              <tbody>
                ${rows.slice(MOST_ROWS).map(row)}
              </tbody>
            </table>
          </details>`
        : nothing
    }
  </div>`;
}

const pictures = new WeakMap<ChartSpec, { readonly theme: string; readonly url: string }>();

/** The drawing that the saved report has, as a picture in the colors of the window: no markup of the data enters the page. */
function picture(spec: ChartSpec): string {
  const kinds = document.body.classList;
  const isLight = kinds.contains('vscode-light') || kinds.contains('vscode-high-contrast-light');
  const theme = isLight ? 'light' : 'dark';
  const known = pictures.get(spec);
  if (known?.theme === theme) return known.url;
  const style = `<style>${chartCss()}svg{${chartVariables(theme)};--benchtrail-background:transparent}</style>`;
  const drawing = renderSvg(spec, { style: 'none', width: 860 }).replace(/(<svg[^>]*>)/, `$1${style}`);
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  pictures.set(spec, { theme, url });
  return url;
}
