import { html, nothing, type TemplateResult } from 'lit-html';
import type { FileRow } from '../../../src/core/dashboard/file-table.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { formatDate } from '../../../src/core/format/times.ts';
import { button } from '../../controls/controls.ts';
import { icon } from '../../controls/icons.ts';
import type { TabContext } from '../app.ts';
import { openPlace } from '../places.ts';
import { t } from '../../l10n.ts';

/** Problems of a file that are listed before the rest is counted. */
const MOST = 50;

/** One file beside the table: why it has its status, its runs, its problems with their lines, and what can be done. */
export function fileDetail(file: FileRow, context: TabContext, close: () => void): TemplateResult {
  const { root, path, runs } = file;
  const open = (line: number | null, column: number | null): void => {
    openPlace(context, { root, file: path, line, column, endLine: null });
  };
  const isExcluded = runs.some(({ excludedBecause }) => excludedBecause !== null);
  return html`<aside class="detail" aria-label=${t('Details of {0}', file.name)}>
    <header>
      <h2 title=${path}>${file.name}</h2>
      ${button({ label: t('Close'), icon: 'close', look: 'icon', run: close })}
    </header>
    <div class="detail-actions">
      ${button({
        label: t('Open'),
        icon: 'open',
        run: () => {
          open(null, null);
        },
      })}
      ${
        isExcluded
          ? button({
              label: t('Include'),
              icon: 'ok',
              run: () => {
                context.act(context.host.ask('include', { root, path }).answer);
              },
            })
          : button({
              label: t('Exclude …'),
              icon: 'exclude',
              disabled: runs.length === 0,
              run: () => {
                context.act(context.host.ask('exclude', { root, path }).answer);
              },
            })
      }
    </div>
    ${file.reason === null ? nothing : html`<p>${file.reason}</p>`}
    ${
      file.of === null
        ? nothing
        : html`<p>
            ${t('See')}
            <button
              class="link code"
              type="button"
              @click=${() => {
                openPlace(context, { root, file: file.of ?? '', line: null, column: null, endLine: null });
              }}
            >
              ${file.of}
            </button>
          </p>`
    }
    ${facts(file)} ${runList(file)} ${notCounted(file)} ${problems(file, open)}
  </aside>`;
}

function facts({ format, encoding, bytesText, modifiedText, otherClaims }: FileRow): TemplateResult {
  const rows: readonly (readonly [string, string])[] = [
    [t('Format'), format ?? t('none recognised')],
    ...otherClaims.slice(0, 2).map((claim) => [t('Also like'), `${claim.format}: ${claim.reason}`] as const),
    [t('Size'), bytesText],
    [t('Modified'), modifiedText],
    ...(encoding === null ? [] : [[t('Encoding'), encoding] as const]),
  ];
  return html`<dl class="environment">
    ${rows.map(
      ([name, value]) =>
        html`<div class="environment-row">
          <dt class="muted">${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function runList({ runs }: FileRow): TemplateResult | typeof nothing {
  if (runs.length === 0) return nothing;
  return html`<section>
    <h3>${t('Runs')}</h3>
    <ul class="plain">
      ${runs.slice(0, MOST).map(
        ({ id, startedAt, counted, excludedBecause }) =>
          html`<li>
            <span class="wrap">${id}</span>
            <span class="muted"
              >${startedAt === null ? '' : `${formatDate(startedAt)}, `}${t('{0} counted', formatCount(counted))}${excludedBecause === null ? '' : `, ${t('excluded: {0}', excludedBecause)}`}</span
            >
          </li>`,
      )}
      ${runs.length > MOST ? html`<li class="muted">${t('and {0} more', formatCount(runs.length - MOST))}</li>` : nothing}
    </ul>
  </section>`;
}

function notCounted({ notCountedBecause }: FileRow): TemplateResult | typeof nothing {
  if (notCountedBecause.length === 0) return nothing;
  return html`<section>
    <h3>${t('Why measures do not count')}</h3>
    <ul class="plain">
      ${notCountedBecause.map(({ reason, measures }) => html`<li>${formatCount(measures)} × ${reason}</li>`)}
    </ul>
  </section>`;
}

function problems(
  { problems: all }: FileRow,
  open: (line: number | null, column: number | null) => void,
): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<section>
    <h3>${t('Problems')}</h3>
    <ul class="plain">
      ${all.slice(0, MOST).map(
        ({ line, column, message, severity }) =>
          html`<li class="problem-item is-${severity}">
            ${icon(severity === 'info' ? 'unknown' : 'warning')}
            <span
              >${
                line === null
                  ? nothing
                  : html`<button
                        class="link"
                        type="button"
                        @click=${() => {
                          open(line, column);
                        }}
                      >
                        ${t('line {0}', line)}</button
                      >: `
              }${message}</span
            >
          </li>`,
      )}
      ${all.length > MOST ? html`<li class="muted">${t('and {0} more', formatCount(all.length - MOST))}</li>` : nothing}
    </ul>
  </section>`;
}
